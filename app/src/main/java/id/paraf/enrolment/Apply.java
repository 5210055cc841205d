package id.paraf.enrolment;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Account;
import id.paraf.account.Accounts;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.AgreementAcceptance;
import id.paraf.certificate.Agreements;
import id.paraf.certificate.Register;
import id.paraf.evidence.EvidenceFiles;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretRules;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.ResetPolicy;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;
import id.paraf.selfie.CaptureSessions;
import id.paraf.selfie.ReferencePhotos;

/** The applicant's side: fill in, leave, come back, send, take back. */
@Component
public class Apply {

    private final ApplicationRows rows;
    private final Accounts accounts;
    private final Register register;
    private final Agreements agreements;
    private final Keyroom keyroom;
    private final SecretRules rules;
    private final ReferencePhotos photos;
    private final EvidenceFiles evidence;
    private final CaptureSessions captures;
    private final EndKeys endKeys;
    private final Limits limits;
    private final TellOfficers tell;
    private final Corrected corrected;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final ResetPolicy policy;
    private final String product;

    Apply(ApplicationRows rows, Accounts accounts, Register register, Agreements agreements, Keyroom keyroom, SecretRules rules,
            ReferencePhotos photos, EvidenceFiles evidence, CaptureSessions captures, EndKeys endKeys, Limits limits,
            TellOfficers tell, Corrected corrected, Audit audit,
            Clock clock,
            TransactionTemplate transaction,
            @Value("${paraf.passphrase.reset-policy:KEEP}") ResetPolicy policy,
            @Value("${paraf.brand.name:Paraf}") String product) {
        this.rows = rows;
        this.accounts = accounts;
        this.register = register;
        this.agreements = agreements;
        this.keyroom = keyroom;
        this.rules = rules;
        this.photos = photos;
        this.evidence = evidence;
        this.captures = captures;
        this.endKeys = endKeys;
        this.limits = limits;
        this.tell = tell;
        this.corrected = corrected;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
        this.policy = policy;
        this.product = product;
    }

    /** Begins an application, or goes on with the one that is open. */
    public ApplyOutcome start(UUID account, Origin origin) {
        var open = rows.openOf(account);
        if (open.isPresent()) {
            return new ApplyOutcome.Done(open.get());
        }
        if (!accounts.get(account).works().institution().inUse()) {
            return new ApplyOutcome.InstitutionStopped();
        }
        // One that ends soon may be followed by an application, too: evidence that is too old for a renewal is made anew by one.
        // So may one whose data were corrected, where the evidence is too old to order the new one.
        if (register.ownedBy(account).stream().anyMatch(
                owned -> owned.lasting() && !owned.ending(clock.instant()) && corrected.of(owned).isEmpty())) {
            return new ApplyOutcome.AlreadyCertified();
        }
        if (limits.take(Limit.APPLICATION_PER_ACCOUNT, account.toString()) instanceof Limits.Outcome.Refused(var retryAfter)) {
            return new ApplyOutcome.TooMany(retryAfter);
        }
        Account applicant = accounts.get(account);
        UUID id = UUID.randomUUID();
        try {
            transaction.executeWithoutResult(status -> {
                rows.insert(id, Application.Kind.CERTIFICATE, account, applicant.institution(), applicant.unit());
                record("application.started", account, id, Map.of(), origin);
            });
        } catch (DuplicateKeyException raced) {
            return new ApplyOutcome.Done(rows.openOf(account).orElseThrow());
        }
        return new ApplyOutcome.Done(rows.find(id).orElseThrow());
    }

    /** @param textSha256 of the exact text that was agreed to */
    public ApplyOutcome consent(UUID account, UUID id, String textSha256, Origin origin) {
        return step(account, id, Step.CONSENT, application -> {
            if (textSha256.equals(rows.consented(id))) {
                return null;
            }
            rows.consent(id, textSha256);
            record("application.consented", account, id, Map.of("textSha256", textSha256), origin);
            return null;
        });
    }

    public ApplyOutcome identity(UUID account, UUID id, Identity identity, Origin origin) {
        var flaws = identity.flaws();
        if (!flaws.isEmpty()) {
            return new ApplyOutcome.Flawed(flaws);
        }
        return step(account, id, Step.IDENTITY, application -> {
            if (application.draft() != null || !identity.equals(application.identity())) {
                rows.identity(id, identity, accounts.get(account).name());
                // No personal data in the trail: that something was entered is the event.
                record("application.identity-entered", account, id, Map.of(), origin);
            }
            // Who finds that everything was right says so by sending the step again, and an officer looks at it once more.
            corrected(account, id, Step.IDENTITY, origin);
            return null;
        });
    }

    /**
     * Keeps what was typed so far for later, right or not; what is right already is the identity. A draft that says nothing
     * new is no event.
     */
    public ApplyOutcome keep(UUID account, UUID id, Identity typed, Origin origin) {
        if (typed.flaws().isEmpty()) {
            return identity(account, id, typed, origin);
        }
        return step(account, id, Step.IDENTITY, application -> {
            if (!typed.draft().equals(application.draft()) && rows.draft(id, typed.draft())) {
                record("application.draft-kept", account, id, Map.of(), origin);
            }
            return null;
        });
    }

    /** The person would rather be looked at by an officer than photographed, or has changed their mind (SF-13). */
    public ApplyOutcome askOfficer(UUID account, UUID id, boolean asked, Origin origin) {
        return step(account, id, Step.PHOTOS, application -> {
            if (application.byOfficer() == asked) {
                return null;
            }
            rows.askOfficer(id, asked);
            record(asked ? "application.officer-asked" : "application.camera-chosen", account, id, Map.of(), origin);
            if (asked) {
                corrected(account, id, Step.PHOTOS, origin);
            }
            return null;
        });
    }

    /** Photos were taken that an officer had asked for. Runs inside the transaction that keeps them. */
    void photosTaken(UUID account, UUID id, Origin origin) {
        corrected(account, id, Step.PHOTOS, origin);
    }

    /** Notes that a step which an officer had asked for was done again. */
    void corrected(UUID account, UUID id, Step step, Origin origin) {
        if (rows.corrected(id, step)) {
            record("application.corrected", account, id, Map.of("step", step.name()), origin);
        }
    }

    /** @param sha256 of the text the page showed: if another is in force now, nothing is accepted (RP-31) */
    public ApplyOutcome agree(UUID account, UUID id, String version, String language, String sha256, Origin origin) {
        var current = agreements.current(language);
        if (!current.version().equals(version) || !current.language().equals(language) || !current.sha256().equals(sha256)) {
            return new ApplyOutcome.AgreementChanged();
        }
        return step(account, id, Step.AGREEMENT, application -> {
            if (application.agreement() instanceof AgreementAcceptance before && before.sha256().equals(sha256)
                    && before.version().equals(version) && before.language().equals(language)) {
                return null;
            }
            rows.agree(id, new AgreementAcceptance(version, language, sha256, clock.instant()));
            record("application.agreed", account, id, Map.of("version", version, "language", language, "sha256", sha256), origin);
            return null;
        });
    }

    /**
     * Makes the key, sealed under the passphrase: it waits for the officer as a sealed key, and the passphrase is stored
     * nowhere. A second passphrase makes a second key and destroys the first. Wipes the passphrase.
     */
    public ApplyOutcome passphrase(UUID account, UUID id, String text, Origin origin) {
        var application = mine(account, id).orElse(null);
        if (application == null || !application.state().editable()) {
            return new ApplyOutcome.NotOpen();
        }
        if (!Step.PASSPHRASE.open(application)) {
            return new ApplyOutcome.StepMissing(Step.furthest(application));
        }
        var weaknesses = rules.check(rules.passphraseRule(), text, context(accounts.get(account), application.identity()));
        if (!weaknesses.isEmpty()) {
            return new ApplyOutcome.Weak(weaknesses);
        }
        UUID key;
        try (var passphrase = Passphrase.of(text)) {
            key = keyroom.createSignerKey(account, register.signersKeys(), policy, passphrase).id();
        }
        boolean stored = Boolean.TRUE.equals(transaction.execute(status -> {
            boolean done = rows.key(id, key, application.key());
            if (done) {
                record("application.key-made", account, id, Map.of("key", key.toString(), "policy", policy.name()), origin);
            }
            return done;
        }));
        // Two tabs at once: the slower one's key opens nothing and goes.
        UUID unused = stored ? application.key() : key;
        if (unused != null) {
            keyroom.destroy(unused);
        }
        return stored ? new ApplyOutcome.Done(rows.find(id).orElseThrow()) : new ApplyOutcome.NotOpen();
    }

    /** What a passphrase must not contain. */
    private List<String> context(Account account, @Nullable Identity identity) {
        return java.util.stream.Stream
                .of(account.name(), account.username(), account.email(), account.phone(), account.institution(),
                        product, identity == null ? null : identity.fullName(), identity == null ? null : identity.nip())
                .filter(Objects::nonNull).toList();
    }

    /** Sends the application to the officers. */
    public ApplyOutcome submit(UUID account, UUID id, Origin origin) {
        return step(account, id, Step.CHECK, application -> {
            var applicant = accounts.get(account);
            if (!applicant.works().institution().inUse()) {
                return new ApplyOutcome.InstitutionStopped();
            }
            if (!application.correction() && !applicant.contactsVerified()) {
                return new ApplyOutcome.ContactsUnverified();
            }
            if (!rows.move(id, application.state(), State.SUBMITTED, null, null, null)) {
                return new ApplyOutcome.NotOpen();
            }
            // What an officer looks at does not change any more: a camera that is still open ends here.
            captures.endAll(id);
            record(application.state() == State.RETURNED ? "application.submitted-again" : "application.submitted", account, id,
                    Map.of(), origin);
            tell.that(TellOfficers.Task.of(application), account);
            return null;
        });
    }

    /** Takes the application back; photos and key are deleted, documents after a while. */
    public ApplyOutcome withdraw(UUID account, UUID id, Origin origin) {
        boolean done = Boolean.TRUE.equals(transaction.execute(status -> {
            var application = rows.lock(id).filter(found -> found.account().equals(account)).orElse(null);
            if (application == null || !application.state().next().contains(State.WITHDRAWN)) {
                return false;
            }
            rows.move(id, application.state(), State.WITHDRAWN, null, null, null);
            captures.endAll(id);
            photos.discard(id, origin);
            evidence.refused(id);
            record("application.withdrawn", account, id, Map.of(), origin);
            return true;
        }));
        if (!done) {
            return new ApplyOutcome.NotOpen();
        }
        endKeys.run();
        return new ApplyOutcome.Done(rows.find(id).orElseThrow());
    }

    /** A step that is done again as it was done before changes nothing and is no event. */
    ApplyOutcome step(UUID account, UUID id, Step step, Function<Application, @Nullable ApplyOutcome> change) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var application = rows.lock(id).filter(found -> found.account().equals(account)).orElse(null);
            if (application == null || !application.state().editable()) {
                return new ApplyOutcome.NotOpen();
            }
            if (!step.open(application)) {
                return new ApplyOutcome.StepMissing(Step.furthest(application));
            }
            ApplyOutcome refused = change.apply(application);
            return refused == null ? new ApplyOutcome.Done(rows.find(id).orElseThrow()) : refused;
        }));
    }

    private Optional<Application> mine(UUID account, UUID id) {
        return rows.find(id).filter(found -> found.account().equals(account));
    }

    private void record(String type, UUID account, UUID id, Map<String, String> details, Origin origin) {
        audit.record(new AuditEvent(type, account, account, "application:" + id, details, origin));
    }
}
