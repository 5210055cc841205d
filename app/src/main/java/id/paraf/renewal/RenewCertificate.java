package id.paraf.renewal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Account;
import id.paraf.account.Accounts;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.AgreementAcceptance;
import id.paraf.certificate.Agreements;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateId;
import id.paraf.certificate.Register;
import id.paraf.enrolment.Corrected;
import id.paraf.kernel.Faults;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretRules;
import id.paraf.kernel.SecretText;
import id.paraf.kernel.Turn;
import id.paraf.keyroom.Refusal;

/**
 * "Perpanjangan" by the owner, and the certificate that follows a correction of the owner's data: the passphrase opens the key once more, the agreement is accepted anew, and the authority issues
 * at once. The caller has seen a fresh second factor. One renewal of a certificate is carried out at a time, and its order is
 * written down before the keyroom is asked: {@link CarryOn} ends what a crash cut off.
 */
@Component
public class RenewCertificate {

    private final Register register;
    private final Accounts accounts;
    private final Agreements agreements;
    private final SecretRules rules;
    private final Standing standing;
    private final Corrected corrected;
    private final RenewalRows rows;
    private final ProvePossession prove;
    private final CarryOn carryOn;
    private final Audit audit;
    private final Clock clock;
    private final Faults faults;
    private final Turn turn;
    private final TransactionTemplate transaction;
    private final String brand;

    RenewCertificate(Register register, Accounts accounts, Agreements agreements, SecretRules rules, Standing standing,
            Corrected corrected, RenewalRows rows, ProvePossession prove, CarryOn carryOn, Audit audit, Clock clock, Faults faults,
            Turn turn,
            TransactionTemplate transaction, @Value("${paraf.brand.name:Paraf}") String brand) {
        this.register = register;
        this.accounts = accounts;
        this.agreements = agreements;
        this.rules = rules;
        this.standing = standing;
        this.corrected = corrected;
        this.rows = rows;
        this.prove = prove;
        this.carryOn = carryOn;
        this.audit = audit;
        this.clock = clock;
        this.faults = faults;
        this.turn = turn;
        this.transaction = transaction;
        this.brand = brand;
    }

    /**
     * What a renewal would be, said before it happens.
     *
     * @param obstacle what stands against it, or null
     * @param opens from when on it is possible
     * @param evidenceUntil until when it is possible on the evidence there is
     * @param renewal the certificate that came of it, or null
     */
    public record Preview(Certificate certificate, @Nullable Obstacle obstacle, Instant opens, Instant evidenceUntil,
            @Nullable Certificate renewal) {
    }

    /**
     * What the owner sends.
     *
     * @param passphrase of the certificate's key
     * @param ownKey a passphrase for a new key, typed twice; null to keep the key
     * @param agreementVersion of the text that was shown and accepted
     * @param agreementLanguage in which it was shown
     * @param agreementSha256 of the text that was shown
     */
    public record Request(SecretText passphrase, @Nullable OwnKey ownKey, String agreementVersion, String agreementLanguage,
            String agreementSha256) {
    }

    /** The passphrase of a new key. */
    public record OwnKey(SecretText passphrase, SecretText confirmation) {
    }

    /** Empty if the certificate is not this account's. */
    public Optional<Preview> preview(UUID account, CertificateId id) {
        return register.ownedBy(account, id)
                .map(certificate -> new Preview(certificate, standing.obstacle(certificate),
                        certificate.notAfter().minus(Certificate.ENDING), standing.evidenceUntil(certificate),
                        register.renewalOf(id).orElse(null)));
    }

    /**
     * What a certificate with corrected data would be, said before it happens.
     *
     * @param obstacle what stands against it, or null
     * @param behind what it says and what it would have to, or null
     * @param evidenceUntil until when it is possible on the evidence there is
     * @param newer the certificate that took its place, or that renewed it, or null
     * @param done whether that says the corrected data
     */
    public record CorrectionPreview(Certificate certificate, @Nullable Obstacle obstacle, Corrected.@Nullable Behind behind,
            Instant evidenceUntil, @Nullable Certificate newer, boolean done) {
    }

    /** Empty if the certificate is not this account's. */
    public Optional<CorrectionPreview> correctionPreview(UUID account, CertificateId id) {
        return register.ownedBy(account, id)
                .map(certificate -> new CorrectionPreview(certificate, standing.toCorrect(certificate),
                        corrected.of(certificate).orElse(null), standing.evidenceUntil(certificate),
                        Optional.ofNullable(certificate.replacedBy()).flatMap(register::find).or(() -> register.renewalOf(id))
                                .orElse(null),
                        rows.correctionOf(id).filter(order -> order.state() == RenewalRows.State.DONE).isPresent()));
    }

    /** What a passphrase for a new key must be, for the checklist beside the field. */
    public SecretRules.Rule rule() {
        return rules.passphraseRule();
    }

    /**
     * Renews. The same form sent twice, as by a double click, is carried out once, and the second time costs no attempt. Must
     * not be called inside a transaction: each step commits before the next.
     *
     * @param form an id that the form brought
     * @param id a certificate of this account
     */
    public RenewOutcome renew(UUID form, UUID account, CertificateId id, Request request, Origin origin) {
        return order(form, account, id, request, null, origin);
    }

    /**
     * Puts a certificate with corrected data, and a key of its own, in the place of the one that is behind: that is revoked in the same
     * moment, with what else there is for its key. The rest as {@link #renew}.
     */
    public RenewOutcome correct(UUID form, UUID account, CertificateId id, Request request, Origin origin) {
        if (request.ownKey() == null) {
            throw new IllegalArgumentException("No key is certified for two subjects (CA-05)");
        }
        var behind = register.ownedBy(account, id).flatMap(corrected::of);
        var done = behind.isPresent() ? Optional.<Certificate>empty() : rows.correctionOf(id)
                .map(RenewalRows.Renewal::newCertificate).flatMap(register::find);
        if (done.isPresent()) {
            return new RenewOutcome.Renewed(done.get());
        }
        return behind.isEmpty() ? new RenewOutcome.NotPossible(Obstacle.NOTHING_CORRECTED)
                : order(form, account, id, request, behind.get().correction(), origin);
    }

    private RenewOutcome order(UUID form, UUID account, CertificateId id, Request request, @Nullable UUID correction,
            Origin origin) {
        var certificate = register.ownedBy(account, id)
                .orElseThrow(() -> new IllegalArgumentException("No certificate " + id + " of account " + account));
        var agreement = acceptance(request);
        if (agreement == null) {
            return new RenewOutcome.AgreementChanged();
        }
        if (request.ownKey() instanceof OwnKey(SecretText passphrase, SecretText confirmation)) {
            var weaknesses = rules.check(rules.passphraseRule(), passphrase.reveal(), context(accounts.get(account)));
            if (!weaknesses.isEmpty()) {
                return new RenewOutcome.Weak(weaknesses);
            }
            if (!passphrase.sameAs(confirmation)) {
                return new RenewOutcome.Different();
            }
        }
        var ordered = new RenewalRows.Renewal(form, UUID.randomUUID(), account, id, certificate.key(),
                request.ownKey() == null ? null : UUID.randomUUID(), RenewalRows.State.ORDERED, agreement, origin, null,
                correction);
        return turn.alone(CarryOn.turnOf(id), () -> alone(ordered, request));
    }

    private RenewOutcome alone(RenewalRows.Renewal ordered, Request request) {
        var id = ordered.certificate();
        var before = ordered.correction() == null ? carryOn.before(id) : carryOn.correctedBefore(id);
        if (before.isPresent()) {
            return new RenewOutcome.Renewed(before.get());
        }
        var certificate = register.find(id).orElseThrow();
        var obstacle = ordered.correction() == null ? standing.obstacle(certificate) : standing.toCorrect(certificate);
        if (obstacle != null) {
            return new RenewOutcome.NotPossible(obstacle);
        }
        if (!Boolean.TRUE.equals(transaction.execute(status -> write(ordered)))) {
            return new RenewOutcome.Refused(new Refusal.Replayed());
        }
        faults.reached(RenewalPoint.ORDERED);
        var refusal = prove.possession(ordered, certificate, request.passphrase());
        if (refusal != null) {
            return new RenewOutcome.Refused(refusal);
        }
        faults.reached(RenewalPoint.PROVEN);
        if (request.ownKey() instanceof OwnKey(SecretText passphrase, SecretText again)) {
            carryOn.makeKey(ordered, passphrase);
            faults.reached(RenewalPoint.KEY_MADE);
        }
        return carryOn.issue(ordered);
    }

    private boolean write(RenewalRows.Renewal ordered) {
        if (!rows.insert(ordered)) {
            return false;
        }
        var agreement = ordered.agreement();
        audit.record(new AuditEvent("renewal.ordered", ordered.account(), ordered.account(), "certificate:" + ordered.certificate(),
                Map.of("order", ordered.order().toString(), "key", ordered.newKey() == null ? "same" : "new", "subject",
                        ordered.subject(), "version", agreement.version(), "language",
                        agreement.language(), "sha256", agreement.sha256()),
                ordered.origin()));
        return true;
    }

    private @Nullable AgreementAcceptance acceptance(Request request) {
        var current = agreements.current(request.agreementLanguage());
        boolean same = current.version().equals(request.agreementVersion())
                && current.language().equals(request.agreementLanguage()) && current.sha256().equals(request.agreementSha256());
        return same ? new AgreementAcceptance(current.version(), current.language(), current.sha256(), clock.instant()) : null;
    }

    /** What a passphrase must not contain. */
    private List<String> context(Account account) {
        var words = new ArrayList<>(
                List.of(account.name(), account.username(), account.email(), account.institution(), account.unit(), brand,
                        "Paraf"));
        if (account.phone() != null) {
            words.add(account.phone());
        }
        return words;
    }
}
