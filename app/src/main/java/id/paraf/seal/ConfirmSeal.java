package id.paraf.seal;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Accounts;
import id.paraf.account.Institutions;
import id.paraf.account.Role;
import id.paraf.certificate.CertificateId;
import id.paraf.certificate.CertifySeal;
import id.paraf.certificate.IssueRefused;
import id.paraf.kernel.Explanation;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.NewKey;

/**
 * The second pair of eyes: a CA operator confirms what an officer ordered, or refuses it. Whoever orders knows the institution, and
 * whoever confirms runs the authority that lends its name to the seal; neither can do both.
 */
@Component
public class ConfirmSeal {

    private static final Logger LOG = LoggerFactory.getLogger(ConfirmSeal.class);
    /** Longer than making a key and a certificate takes anywhere. */
    private static final Duration STUCK = Duration.ofMinutes(2);

    private final SealRows rows;
    private final SealRecord record;
    private final CertifySeal certify;
    private final Accounts accounts;
    private final Institutions institutions;
    private final Keyroom keyroom;
    private final TransactionTemplate transaction;

    ConfirmSeal(SealRows rows, SealRecord record, CertifySeal certify, Accounts accounts, Institutions institutions,
            Keyroom keyroom, TransactionTemplate transaction) {
        this.rows = rows;
        this.record = record;
        this.certify = certify;
        this.accounts = accounts;
        this.institutions = institutions;
        this.keyroom = keyroom;
        this.transaction = transaction;
    }

    /** What became of it. */
    public enum Outcome {
        DONE,
        /** Somebody has decided, or the order was withdrawn. */
        UNCHANGED,
        /** Its institution is stopped. */
        STOPPED,
        /** The certificate would break a rule; the order says which. */
        UNISSUABLE,
        /** Nobody refuses without words that can be read later. */
        REASON_MISSING,
        NOT_THERE
    }

    /** Makes the key and the certificate. Not inside a transaction. */
    public Outcome confirm(UUID operator, UUID id, Origin origin) {
        var seal = open(operator, id).orElse(null);
        if (seal == null) {
            return Outcome.NOT_THERE;
        }
        if (institutions.find(seal.institution()).filter(found -> found.inUse()).isEmpty()) {
            return Outcome.STOPPED;
        }
        boolean confirmed = Boolean.TRUE.equals(transaction.execute(status -> {
            boolean done = rows.confirm(id, operator, UUID.randomUUID());
            if (done) {
                record.record("seal.confirmed", seal, operator, Map.of(), origin);
            }
            return done;
        }));
        return confirmed ? issue(rows.find(id).orElseThrow(), origin) : Outcome.UNCHANGED;
    }

    public Outcome refuse(UUID operator, UUID id, String words, Origin origin) {
        var seal = open(operator, id).orElse(null);
        if (seal == null) {
            return Outcome.NOT_THERE;
        }
        var said = Explanation.of(words).orElse(null);
        if (said == null) {
            return Outcome.REASON_MISSING;
        }
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean done = rows.refuse(id, operator, said.text());
            if (done) {
                record.record("seal.refused", seal, operator, Map.of("note", said.text()), origin);
            }
            return done;
        })) ? Outcome.DONE : Outcome.UNCHANGED;
    }

    private Optional<Seal> open(UUID operator, UUID id) {
        return accounts.find(operator).filter(who -> who.is(Role.CA_OPERATOR) && who.disabledAt() == null)
                .flatMap(who -> rows.find(id)).filter(seal -> !seal.orderedBy().equals(operator));
    }

    private Outcome issue(Seal seal, Origin origin) {
        UUID key = Objects.requireNonNull(seal.key());
        var made = keyroom.seals().state(key).map(state -> new NewKey(key, state.algorithm(), state.publicKey()))
                .orElseGet(() -> keyroom.seals().create(key, seal.client(), certify.keys(), seal.perDay()));
        var institution = institutions.find(seal.institution()).orElseThrow();
        var order = new CertifySeal.Order(seal.id(), key, made.publicKey(), institution.name(), seal.identifier(), seal.name(),
                Objects.requireNonNull(seal.decidedBy()), origin);
        return switch (certify.certify(order, certificate -> issued(seal, certificate, origin))) {
            case CertifySeal.Outcome.Issued issued -> Outcome.DONE;
            case CertifySeal.Outcome.Refused(var reasons) -> {
                keyroom.seals().destroy(key);
                transaction.executeWithoutResult(status -> {
                    String why = String.join("; ", reasons);
                    if (rows.fail(seal.id(), why)) {
                        record.record("seal.unissuable", seal, null, Map.of("findings", why), Origin.SYSTEM);
                    }
                });
                yield Outcome.UNISSUABLE;
            }
        };
    }

    /** Runs in the transaction that stores the certificate: the institution is in use then, or nothing is stored. */
    private void issued(Seal seal, CertificateId certificate, Origin origin) {
        if (institutions.lock(seal.institution()).filter(found -> found.inUse()).isEmpty()) {
            throw new IssueRefused("the institution is stopped");
        }
        if (!rows.issued(seal.id(), certificate)) {
            throw new IssueRefused("the order was settled meanwhile");
        }
        record.record("seal.issued", seal, seal.decidedBy(), Map.of("certificate", certificate.toString()), origin);
        record.tell(seal, SealRecord.News.ISSUED);
    }

    /** Goes on with what a crash interrupted. */
    void finish() {
        for (var seal : rows.stuck(STUCK)) {
            try {
                issue(seal, Origin.SYSTEM);
            } catch (RuntimeException e) {
                LOG.warn("Seal {} is not issued yet", seal.id(), e);
            }
        }
    }
}
