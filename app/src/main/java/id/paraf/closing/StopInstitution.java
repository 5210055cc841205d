package id.paraf.closing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.account.Accounts;
import id.paraf.account.Institution;
import id.paraf.account.Institutions;
import id.paraf.account.Role;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.CertificateId;
import id.paraf.certificate.Register;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SerialText;
import id.paraf.notice.Notices;
import id.paraf.notice.Outgoing;
import id.paraf.notice.Template;

/**
 * Stops an institution and lets it go on, for CA operators and whoever runs the machine. While it is stopped nobody is invited into it,
 * nobody there applies, gets a certificate or signs, and its applications are not let in; what was signed and issued stays as it
 * is, and can be revoked together.
 */
@Component
public class StopInstitution {

    private static final int LONGEST_LIST = 500;

    private final Institutions institutions;
    private final Accounts accounts;
    private final Register register;
    private final ClosingRows rows;
    private final Notices notices;
    private final Audit audit;

    StopInstitution(Institutions institutions, Accounts accounts, Register register, ClosingRows rows, Notices notices,
            Audit audit) {
        this.institutions = institutions;
        this.accounts = accounts;
        this.register = register;
        this.rows = rows;
        this.notices = notices;
        this.audit = audit;
    }

    /**
     * How an institution is. Numbers alone: who its people are is no business of an operator's.
     *
     * @param certificates how many are in force or suspended
     * @param closing the newest order to revoke them, or null
     */
    public record Sheet(Institution institution, int people, int certificates, @Nullable Closing closing) {
    }

    /**
     * An order to revoke everything.
     *
     * @param by who ordered it, or null for whoever runs the machine
     * @param all how many certificates it is about
     * @param waiting how many of them are left
     */
    public record Closing(UUID id, UUID institution, @Nullable UUID by, Instant at, @Nullable Instant doneAt, int all, int revoked,
            int waiting) {
    }

    /**
     * One certificate of a closing.
     *
     * @param serial in hexadecimal
     * @param result {@code REVOKED}; {@code OVER}, if it ended before; null as long as it waits
     */
    public record Line(CertificateId certificate, String serial, @Nullable String result, @Nullable Instant at) {
    }

    /** What became of it. */
    public enum Outcome {
        DONE,
        /** It was so before. */
        UNCHANGED,
        /** There is no such institution. */
        NOT_THERE,
        /** Nothing is revoked together at an institution that is in use. */
        IN_USE,
        /** Its certificates are being revoked: it goes on when that is done. */
        CLOSING
    }

    /** All institutions, by name. */
    public List<Institution> all() {
        return institutions.all();
    }

    public Optional<Sheet> sheet(UUID id) {
        return institutions.find(id).map(found -> {
            var people = accounts.of(found);
            return new Sheet(found, people.size(), lasting(found).size(), rows.newestOf(id).orElse(null));
        });
    }

    /** Of its people, and its seals. */
    private List<CertificateId> lasting(Institution institution) {
        return Stream.concat(register.lasting(accounts.of(institution)).stream(),
                register.lastingSeals(institution.name()).stream()).toList();
    }

    /** What became of each certificate of the newest order. */
    public List<Line> report(UUID institution) {
        return rows.newestOf(institution).map(closing -> rows.lines(closing.id(), LONGEST_LIST).stream()
                .map(line -> new Line(line.certificate(), register.serial(line.certificate()).map(SerialText::of).orElse(""),
                        line.result(), line.at()))
                .toList()).orElse(List.of());
    }

    /** @param by a CA operator, or null for whoever runs the machine */
    @Transactional
    public Outcome stop(UUID id, @Nullable UUID by, Origin origin) {
        return change(id, true, by, origin);
    }

    /** Lets it go on: with whatever certificates there are. */
    @Transactional
    public Outcome resume(UUID id, @Nullable UUID by, Origin origin) {
        return rows.newestOf(id).filter(closing -> closing.doneAt() == null).isPresent() ? Outcome.CLOSING
                : change(id, false, by, origin);
    }

    private Outcome change(UUID id, boolean stop, @Nullable UUID by, Origin origin) {
        var institution = institutions.find(id).orElse(null);
        if (institution == null || !mayAct(by)) {
            return Outcome.NOT_THERE;
        }
        if (!institutions.stop(institution, stop, by, origin)) {
            return Outcome.UNCHANGED;
        }
        tell(institution, stop ? "STOPPED" : "RESUMED");
        return Outcome.DONE;
    }

    /** Orders that everything in force at a stopped institution is revoked; a job does it, one after the other. */
    @Transactional
    public Outcome revokeAll(UUID id, @Nullable UUID by, Origin origin) {
        var institution = institutions.lock(id).orElse(null);
        if (institution == null || !mayAct(by)) {
            return Outcome.NOT_THERE;
        }
        if (institution.inUse()) {
            return Outcome.IN_USE;
        }
        var certificates = lasting(institution);
        UUID closing = UUID.randomUUID();
        if (certificates.isEmpty() || !rows.insert(closing, id, by, certificates)) {
            return Outcome.UNCHANGED;
        }
        audit.record(new AuditEvent("institution.closing-ordered", null, by, "institution:" + id,
                Map.of("closing", closing.toString(), "certificates", Integer.toString(certificates.size())), origin));
        tell(institution, "CLOSING");
        return Outcome.DONE;
    }

    private boolean mayAct(@Nullable UUID by) {
        return by == null || accounts.find(by).filter(who -> who.is(Role.CA_OPERATOR) && who.disabledAt() == null).isPresent();
    }

    private void tell(Institution institution, String standing) {
        for (var officer : accounts.officersOf(institution)) {
            notices.send(new Outgoing.Mail(officer.id(), officer.email(), Template.INSTITUTION, officer.language(),
                    Map.of("institution", institution.name(), "standing", standing), "/officer", null));
        }
    }
}
