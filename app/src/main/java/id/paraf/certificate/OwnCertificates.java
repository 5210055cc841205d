package id.paraf.certificate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.kernel.Origin;
import id.paraf.keyroom.AuthorityUse;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.Keyroom;
import id.paraf.pki.CertificateBody;
import id.paraf.pki.Locations;
import id.paraf.pki.Profile;
import id.paraf.pki.SubjectName;

/**
 * The certificates with which this operator speaks for itself, issued by the issuing authority: one of each kind is always
 * there, and the next one comes before it is too old, with a key of its own.
 */
@Component
class OwnCertificates {

    private final JdbcClient jdbc;
    private final ReadAuthorities reading;
    private final Authorities authorities;
    private final Keyroom keyroom;
    private final Issuance issuance;
    private final RevocationRecord revocations;
    private final AuthoritySettings settings;
    private final Clock clock;
    private final TransactionTemplate transaction;

    OwnCertificates(JdbcClient jdbc, ReadAuthorities reading, Authorities authorities, Keyroom keyroom, Issuance issuance,
            RevocationRecord revocations, AuthoritySettings settings, Clock clock, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.reading = reading;
        this.authorities = authorities;
        this.keyroom = keyroom;
        this.issuance = issuance;
        this.revocations = revocations;
        this.settings = settings;
        this.clock = clock;
        this.transaction = transaction;
    }

    /**
     * One kind of them.
     *
     * @param use what its keys sign
     * @param suffix what follows the operator's name in the subject
     * @param renewedBefore how long before its end the next one comes
     * @param lock a number that no other advisory lock of this database uses: of two nodes, one makes the next certificate
     * @param locations where status and issuer are found
     */
    record Kind(Profile profile, AuthorityUse use, String suffix, Duration renewedBefore, long lock, Locations locations) {
    }

    /** All that are valid now and neither suspended nor revoked, the one that lasts longest first. */
    List<OwnCertificate> inForce(Profile profile) {
        return reading.inForce(profile.name());
    }

    /** Makes the next certificate if the last one ends soon. Safe to call at any time and on every node. */
    void renew(Kind kind) {
        if (lastsLongEnough(kind)) {
            return;
        }
        // The lock is held by a transaction of its own while others do the work and commit.
        transaction.executeWithoutResult(status -> {
            jdbc.sql("SELECT pg_advisory_xact_lock(:lock)").param("lock", kind.lock()).query((rs, i) -> true).single();
            var work = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
            work.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
            work.executeWithoutResult(suspended -> {
                if (!lastsLongEnough(kind)) {
                    left(kind.profile()).forEach(this::abandon);
                    make(kind);
                }
            });
        });
    }

    private boolean lastsLongEnough(Kind kind) {
        Instant wanted = clock.instant().plus(kind.renewedBefore());
        Instant possible = authorities.issuing().notAfter();
        return inForce(kind.profile()).stream()
                .anyMatch(one -> !one.notAfter().isBefore(wanted.isAfter(possible) ? possible : wanted));
    }

    /** What an interrupted run prepared: under the lock nobody is at it any more. */
    private List<CertificateRows.Row> left(Profile profile) {
        return jdbc.sql(CertificateRows.COLUMNS + "WHERE profile = :profile AND phase = 'PREPARED'")
                .param("profile", profile.name())
                .query(CertificateRows::row).list();
    }

    /** It may have been signed: it is given up for good, and its key with it, which never signed anything. */
    private void abandon(CertificateRows.Row left) {
        transaction.executeWithoutResult(status -> revocations.abandon(left, null, Origin.SYSTEM));
    }

    private void make(Kind kind) {
        var issuer = authorities.issuing();
        var key = keyroom.createAuthorityKey(UUID.randomUUID(), kind.use(), KeyAlgorithm.P256);
        Instant notBefore = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant full = kind.profile().end(notBefore);
        // CA-06: never longer than the authority itself.
        Instant notAfter = full.isAfter(issuer.notAfter()) ? issuer.notAfter() : full;
        var subject = SubjectName.authority(settings.country(), settings.organization(), settings.name() + " " + kind.suffix());
        var body = new CertificateBody(kind.profile(), issuance.newSerial(), issuer.subject(), issuer.publicKey(),
                subject.toX500(kind.profile()), SubjectPublicKeyInfo.getInstance(key.publicKey()), notBefore, notAfter,
                kind.locations());
        var row = CertificateRows.Row.prepared(kind.profile().name(), null, issuer.name(), key.id(), body.serial().value(),
                subject.commonName(), null, notBefore, notAfter, null, new Lineage.First());
        var draft = new Issuance.Draft(issuer.name(), issuer.key(), issuer.der(), body, row, "authority:" + issuer.name(), null,
                Origin.SYSTEM);
        if (issuance.issue(draft, 0, der -> {
        }) instanceof Issuance.Result.Refused refused) {
            throw new IllegalStateException("The operator's own certificate (" + kind.profile().name()
                    + ") would break rules; check paraf.authority.*: " + refused.findings());
        }
    }
}
