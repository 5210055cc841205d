package id.paraf.certificate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.kernel.Origin;
import id.paraf.keyroom.AuthorityUse;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.Keyroom;
import id.paraf.pki.CertificateBody;
import id.paraf.pki.Profile;
import id.paraf.pki.SubjectName;

/**
 * The certificates that answer OCSP requests in the name of the issuing authority: one is always there, and the next one comes
 * long before its end, with a key of its own. Nobody checks their status (id-pkix-ocsp-nocheck), so they are short-lived.
 */
@Component
public class Responders implements InitializingBean {

    static final Duration LASTS = Duration.ofDays(30);
    /** Longer than the longest answer reaches, so that no answer outlives the certificate that signed it. */
    static final Duration RENEWED_BEFORE = Duration.ofDays(12);
    /** "PARAFOCS" as a number: of two nodes, one makes the next certificate. */
    private static final long LOCK = 0x50415241464f4353L;

    private final JdbcClient jdbc;
    private final CertificateRows rows;
    private final Authorities authorities;
    private final Keyroom keyroom;
    private final Issuance issuance;
    private final Repository repository;
    private final AuthoritySettings settings;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Responders(JdbcClient jdbc, CertificateRows rows, Authorities authorities, Keyroom keyroom, Issuance issuance,
            Repository repository, AuthoritySettings settings, Clock clock, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.authorities = authorities;
        this.keyroom = keyroom;
        this.issuance = issuance;
        this.repository = repository;
        this.settings = settings;
        this.clock = clock;
        this.transaction = transaction;
    }

    /**
     * A certificate that may sign answers.
     *
     * @param id its name in the register
     * @param key the keyroom's id of its key
     * @param der the certificate
     */
    public record Responder(CertificateId id, UUID key, byte[] der, Instant notBefore, Instant notAfter) {
    }

    /** All that are valid now, the one that lasts longest first. */
    public List<Responder> inForce() {
        Instant now = clock.instant();
        return rows.inForce(Profile.OCSP_RESPONDER.name(), now).stream()
                .filter(row -> row.authority().equals(Authorities.ISSUING) && !row.notBefore().isAfter(now))
                .map(row -> new Responder(row.id(), row.key(), java.util.Objects.requireNonNull(row.der()), row.notBefore(),
                        row.notAfter()))
                .sorted(Comparator.comparing(Responder::notAfter).reversed()).toList();
    }

    @Override
    public void afterPropertiesSet() {
        renew();
    }

    /** Makes the next certificate if the last one ends soon. Safe to call at any time and on every node. */
    void renew() {
        if (lastsLongEnough()) {
            return;
        }
        // The lock is held by a transaction of its own while others do the work and commit.
        transaction.executeWithoutResult(status -> {
            jdbc.sql("SELECT pg_advisory_xact_lock(:lock)").param("lock", LOCK).query((rs, i) -> true).single();
            var work = new TransactionTemplate(java.util.Objects.requireNonNull(transaction.getTransactionManager()));
            work.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
            work.executeWithoutResult(suspended -> {
                if (!lastsLongEnough()) {
                    make();
                }
            });
        });
    }

    private boolean lastsLongEnough() {
        Instant wanted = clock.instant().plus(RENEWED_BEFORE);
        Instant possible = authorities.issuing().notAfter();
        return inForce().stream()
                .anyMatch(responder -> !responder.notAfter().isBefore(wanted.isAfter(possible) ? possible : wanted));
    }

    private void make() {
        var issuer = authorities.issuing();
        var key = keyroom.createAuthorityKey(UUID.randomUUID(), AuthorityUse.OCSP, KeyAlgorithm.P256);
        Instant notBefore = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant full = notBefore.plus(LASTS).minusSeconds(1);
        // CA-06: never longer than the authority itself.
        Instant notAfter = full.isAfter(issuer.notAfter()) ? issuer.notAfter() : full;
        var subject = SubjectName.authority(settings.country(), settings.organization(), settings.name() + " OCSP");
        var body = new CertificateBody(Profile.OCSP_RESPONDER, issuance.newSerial(), issuer.subject(), issuer.publicKey(),
                subject.toX500(), SubjectPublicKeyInfo.getInstance(key.publicKey()), notBefore, notAfter,
                repository.withoutOcsp(issuer.name()));
        var row = new CertificateRows.Row(new CertificateId(UUID.randomUUID()), Profile.OCSP_RESPONDER.name(), null, issuer.name(),
                key.id(), body.serial().value(), subject.commonName(), null, notBefore, notAfter, "PREPARED", new byte[0], null,
                null,
                null, null, null, null, null, null, null);
        var draft = new Issuance.Draft(issuer.name(), issuer.key(), issuer.der(), body, row, "authority:" + issuer.name(), null,
                Origin.SYSTEM);
        if (issuance.issue(draft, 0, der -> {
        }) instanceof Issuance.Result.Refused refused) {
            throw new IllegalStateException("The responder's certificate would break rules; check paraf.authority.*: "
                    + refused.findings());
        }
    }
}
