package id.paraf.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.AuthorityUse;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.NewKey;
import id.paraf.pki.CertificateBody;
import id.paraf.pki.Locations;
import id.paraf.pki.Profile;
import id.paraf.pki.Profiles;
import id.paraf.pki.SubjectName;

/** The operator's root and issuing authority: made at the first start, the same ever after. */
@Component
@EnableConfigurationProperties(AuthoritySettings.class)
public class Authorities implements InitializingBean {

    /** The root's name in addresses. */
    public static final String ROOT = "root-g1";
    /** The issuing authority's name in addresses. */
    public static final String ISSUING = "issuing-g1";

    /** What follows the operator's name in the subject of the root. */
    public static final String ROOT_CALLED = "Root CA G1";
    /** What follows the operator's name in the subject of the issuing authority. */
    public static final String ISSUING_CALLED = "Signer CA G1";

    /** "PARAF CA" as a number: two nodes that start together make one authority. */
    private static final long LOCK = 0x5041524146204341L;

    private final JdbcClient jdbc;
    private final CertificateRows rows;
    private final Keyroom keyroom;
    private final Issuance issuance;
    private final OfflineAuthority offline;
    private final RevocationRecord revocations;
    private final Repository repository;
    private final Profiles profiles;
    private final AuthoritySettings settings;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private @Nullable Authority root;
    private @Nullable Authority issuing;

    Authorities(JdbcClient jdbc, CertificateRows rows, Keyroom keyroom, Issuance issuance, OfflineAuthority offline,
            RevocationRecord revocations,
            Repository repository, Profiles profiles, AuthoritySettings settings, Audit audit, Clock clock,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.keyroom = keyroom;
        this.issuance = issuance;
        this.offline = offline;
        this.revocations = revocations;
        this.repository = repository;
        this.profiles = profiles;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** The top of the chain. */
    public Authority root() {
        return java.util.Objects.requireNonNull(root);
    }

    /** Signs the certificates of signers. */
    public Authority issuing() {
        return java.util.Objects.requireNonNull(issuing);
    }

    public Optional<Authority> named(String name) {
        return switch (name) {
            case ROOT -> Optional.of(root());
            case ISSUING -> Optional.of(issuing());
            default -> Optional.empty();
        };
    }

    @Override
    public void afterPropertiesSet() {
        // The lock is held by a transaction of its own while others do the work and commit.
        transaction.executeWithoutResult(status -> {
            jdbc.sql("SELECT pg_advisory_xact_lock(:lock)").param("lock", LOCK).query((rs, i) -> true).single();
            var work = new TransactionTemplate(java.util.Objects.requireNonNull(transaction.getTransactionManager()));
            work.setPropagationBehavior(org.springframework.transaction.TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
            work.executeWithoutResult(suspended -> {
                if (settings.root() == AuthoritySettings.Root.OFFLINE && find(ISSUING).isEmpty()) {
                    offline.bring(key(ISSUING, AuthorityUse.ISSUING));
                }
                root = find(ROOT).orElseGet(() -> make(ROOT, AuthorityUse.ROOT, Profile.Kind.ROOT, ROOT_CALLED, null));
                issuing = find(ISSUING).orElseGet(
                        () -> make(ISSUING, AuthorityUse.ISSUING, Profile.Kind.ISSUING, ISSUING_CALLED, root()));
            });
        });
    }

    private record Made(UUID key, @Nullable UUID certificate) {
    }

    private Optional<Made> row(String name) {
        return jdbc.sql("SELECT key, certificate FROM certificate_authority WHERE name = :name").param("name", name)
                .query((rs, i) -> new Made(rs.getObject("key", UUID.class), rs.getObject("certificate", UUID.class))).optional();
    }

    private Optional<Authority> find(String name) {
        return row(name).filter(made -> made.certificate() != null)
                .flatMap(made -> rows.find(new CertificateId(java.util.Objects.requireNonNull(made.certificate())))
                        .map(row -> authority(name, made.key(), java.util.Objects.requireNonNull(row.der()))));
    }

    /** Goes on from wherever an earlier start stopped: the row names the key before the key exists. */
    private Authority make(String name, AuthorityUse use, Profile.Kind kind, String suffix, @Nullable Authority issuer) {
        var profile = profiles.get(kind);
        var made = key(name, use);
        UUID key = made.id();
        var publicKey = SubjectPublicKeyInfo.getInstance(made.publicKey());

        // A row left by a crash may have been signed: it is given up for good, and the next one has a new serial.
        rows.ofKey(key).ifPresent(
                left -> transaction.executeWithoutResult(status -> revocations.abandon(left, null, Origin.SYSTEM)));

        Instant notBefore = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant notAfter = profile.end(notBefore);
        var subject = SubjectName.authority(settings.country(), settings.organization(), settings.name() + " " + suffix);
        String signer = issuer == null ? name : issuer.name();
        var body = new CertificateBody(profile, issuance.newSerial(), issuer == null ? subject.toX500(profile) : issuer.subject(),
                issuer == null ? publicKey : issuer.publicKey(), subject.toX500(profile), publicKey, notBefore, notAfter,
                issuer == null ? Locations.NONE : repository.of(signer));
        var row = CertificateRows.Row.prepared(profile.name(), null, signer, key, body.serial().value(), subject.commonName(), null,
                notBefore, notAfter, null, new Lineage.First());
        var draft = new Issuance.Draft(signer, issuer == null ? key : issuer.key(), issuer == null ? null : issuer.der(), body, row,
                "authority:" + name, null, Origin.SYSTEM);
        return switch (issuance.issue(draft, 0,
                der -> jdbc.sql("UPDATE certificate_authority SET certificate = :id WHERE name = :name")
                        .param("id", row.id().value()).param("name", name).update())) {
            case Issuance.Result.Done done -> authority(name, key, done.der());
            case Issuance.Result.Refused refused -> throw new IllegalStateException(
                    "The certificate of " + name + " would break rules; check paraf.authority.*: " + refused.findings());
        };
    }

    private NewKey key(String name, AuthorityUse use) {
        UUID key = row(name).map(Made::key).orElseGet(() -> announce(name));
        var algorithm = settings.keys() == Profile.KeyKind.RSA4096 ? KeyAlgorithm.RSA4096 : KeyAlgorithm.P384;
        return keyroom.authorityKey(key).orElseGet(() -> keyroom.createAuthorityKey(key, use, algorithm));
    }

    private UUID announce(String name) {
        UUID key = UUID.randomUUID();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("INSERT INTO certificate_authority (name, key, created_at) VALUES (:name, :key, :now)").param("name", name)
                    .param("key", key).param("now", CertificateRows.utc(clock.instant())).update();
            audit.record(new AuditEvent("authority.announced", null, null, "authority:" + name, Map.of("key", key.toString()),
                    Origin.SYSTEM));
        });
        return key;
    }

    private Authority authority(String name, UUID key, byte[] der) {
        try {
            return new Authority(name, key, new X509CertificateHolder(der), der, keyroom.authorityKey(key).isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
