package id.paraf.enrolment;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Accounts;
import id.paraf.account.Institutions;
import id.paraf.account.Unit;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.Register;
import id.paraf.evidence.EvidenceKind;
import id.paraf.kernel.Explanation;
import id.paraf.kernel.Origin;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;

/**
 * "Perbaikan data", the signer's side: who has a certificate says what is recorded wrongly and why. Documents, sending and taking
 * back are those of every application.
 */
@Component
public class Correct {

    /** As much of the reason as there is room for in the form. */
    static final int LONGEST_REASON = 500;

    private final ApplicationRows rows;
    private final CorrectionRows corrections;
    private final Apply apply;
    private final Accounts accounts;
    private final Institutions institutions;
    private final Register register;
    private final Limits limits;
    private final Audit audit;
    private final TransactionTemplate transaction;

    Correct(ApplicationRows rows, CorrectionRows corrections, Apply apply, Accounts accounts, Institutions institutions,
            Register register, Limits limits, Audit audit, TransactionTemplate transaction) {
        this.rows = rows;
        this.corrections = corrections;
        this.apply = apply;
        this.accounts = accounts;
        this.institutions = institutions;
        this.register = register;
        this.limits = limits;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * What a signer typed.
     *
     * @param nip may be empty
     * @param unit its name
     */
    public record Typed(String fullName, String nip, String position, String unit, String reason) {
    }

    /** What is recorded about who has a certificate in force; empty for everybody else. */
    public Optional<Recorded> recorded(UUID account) {
        return register.ownedBy(account).stream().filter(Certificate::usable).findFirst().map(certificate -> {
            String unit = accounts.get(account).unit();
            return new Recorded(rows.settledOf(account).map(Application::identity)
                    .orElseGet(() -> new Identity(certificate.commonName(), "", null, "")), unit);
        });
    }

    /** What one of the account's own corrections is about. */
    public Optional<Correction> of(UUID account, UUID id) {
        return rows.find(id).filter(found -> found.account().equals(account)).flatMap(found -> corrections.find(id));
    }

    /** Where somebody of the institution may work. */
    public List<String> units(UUID account) {
        var works = accounts.get(account).works();
        return institutions.unitsOf(works.institution()).stream().filter(unit -> unit.inUse() || unit.id().equals(works.id()))
                .map(Unit::name).toList();
    }

    /** Begins one, or goes on with the application that is open. */
    public ApplyOutcome start(UUID account, Origin origin) {
        var open = rows.openOf(account);
        if (open.isPresent()) {
            return new ApplyOutcome.Done(open.get());
        }
        if (!accounts.get(account).works().institution().inUse()) {
            return new ApplyOutcome.InstitutionStopped();
        }
        var recorded = recorded(account).orElse(null);
        if (recorded == null) {
            return new ApplyOutcome.NotCertified();
        }
        if (limits.take(Limit.APPLICATION_PER_ACCOUNT, account.toString()) instanceof Limits.Outcome.Refused(var retryAfter)) {
            return new ApplyOutcome.TooMany(retryAfter);
        }
        var person = accounts.get(account);
        UUID id = UUID.randomUUID();
        try {
            transaction.executeWithoutResult(status -> {
                rows.insert(id, Application.Kind.CORRECTION, account, person.institution(), person.unit());
                corrections.insert(id, recorded);
                record("application.correction-started", account, id, Map.of(), origin);
            });
        } catch (DuplicateKeyException raced) {
            return new ApplyOutcome.Done(rows.openOf(account).orElseThrow());
        }
        return new ApplyOutcome.Done(rows.find(id).orElseThrow());
    }

    /** Takes what is to change. The NIK stays as it is recorded, whatever is sent. */
    public ApplyOutcome data(UUID account, UUID id, Typed typed, Origin origin) {
        return apply.step(account, id, Step.IDENTITY, application -> {
            var before = corrections.find(id).orElse(null);
            if (before == null) {
                return new ApplyOutcome.NotOpen();
            }
            var identity = identity(before, typed);
            var asked = asked(before, typed);
            var flaws = flaws(before, identity);
            var more = flaws(account, asked, identity);
            if (!flaws.isEmpty() || !more.isEmpty()) {
                return new ApplyOutcome.CorrectionFlawed(flaws, more);
            }
            if (application.draft() != null || !identity.equals(application.identity()) || !asked.equals(before)) {
                rows.identity(id, identity, accounts.get(account).name());
                corrections.ask(id, asked.unitAfter(), asked.reason());
                rows.needs(id, asked.changed(identity).stream().flatMap(field -> field.shownWith().stream())
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(EvidenceKind.class))));
                // Which fields, and nothing of what is in them.
                record("application.correction-entered", account, id, Map.of("fields", names(asked.changed(identity))), origin);
            }
            apply.corrected(account, id, Step.IDENTITY, origin);
            return null;
        });
    }

    /** Keeps what was typed so far for later, right or not. */
    public ApplyOutcome keep(UUID account, UUID id, Typed typed, Origin origin) {
        var outcome = data(account, id, typed, origin);
        if (!(outcome instanceof ApplyOutcome.CorrectionFlawed)) {
            return outcome;
        }
        return apply.step(account, id, Step.IDENTITY, application -> {
            var before = corrections.find(id).orElseThrow();
            var draft = identity(before, typed).draft();
            var asked = asked(before, typed);
            if ((!draft.equals(application.draft()) || !asked.equals(before)) && rows.draft(id, draft)) {
                corrections.ask(id, asked.unitAfter(), asked.reason());
                record("application.draft-kept", account, id, Map.of(), origin);
            }
            return null;
        });
    }

    private static Identity identity(Correction correction, Typed typed) {
        return new Identity(typed.fullName(), correction.recorded().identity().nik(), typed.nip(), typed.position());
    }

    private static Correction asked(Correction before, Typed typed) {
        String unit = new Identity(typed.unit(), "", null, "").draft().fullName();
        String reason = typed.reason().strip();
        int room = reason.offsetByCodePoints(0, Math.min(reason.codePointCount(0, reason.length()), LONGEST_REASON));
        return new Correction(before.recorded(), unit.isEmpty() ? before.recorded().unit() : unit, reason.substring(0, room),
                false);
    }

    /** What cannot be as it was typed. Who was certified without a NIK or a position is not asked for them here. */
    private static List<Identity.Flaw> flaws(Correction before, Identity identity) {
        var flaws = new ArrayList<>(identity.flaws());
        flaws.removeAll(before.recorded().identity().flaws().stream()
                .filter(flaw -> switch (flaw) {
                    case NIK_FORM, NIK_IMPOSSIBLE -> true;
                    case POSITION_MISSING, POSITION_TOO_LONG ->
                        identity.position().equals(before.recorded().identity().position());
                    case NAME_MISSING, NAME_TOO_LONG, NAME_STRANGE, NIP_FORM, NIP_IMPOSSIBLE -> false;
                }).toList());
        return flaws;
    }

    private Set<Correction.Flaw> flaws(UUID account, Correction asked, Identity identity) {
        var flaws = EnumSet.noneOf(Correction.Flaw.class);
        if (asked.changed(identity).isEmpty()) {
            flaws.add(Correction.Flaw.NOTHING_CHANGED);
        }
        if (!units(account).contains(asked.unitAfter())) {
            flaws.add(Correction.Flaw.UNIT_UNKNOWN);
        }
        if (Explanation.of(asked.reason()).isEmpty()) {
            flaws.add(Correction.Flaw.REASON_MISSING);
        }
        return flaws;
    }

    static String names(Set<Correction.Field> fields) {
        return fields.stream().sorted().map(Correction.Field::name).collect(Collectors.joining(" "));
    }

    private void record(String type, UUID account, UUID id, Map<String, String> details, Origin origin) {
        audit.record(new AuditEvent(type, account, account, "application:" + id, details, origin));
    }
}
