package id.paraf.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;
import id.paraf.kernel.RefusedToStart;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.NewKey;
import id.paraf.pki.CertificateBody;
import id.paraf.pki.CertificateRequest;
import id.paraf.pki.KeyIdentifiers;
import id.paraf.pki.Pem;
import id.paraf.pki.Profile;
import id.paraf.pki.Profiles;
import id.paraf.pki.SerialNumber;
import id.paraf.pki.SignatureAlgorithm;
import id.paraf.pki.SignedDer;
import id.paraf.pki.SubjectName;
import id.paraf.transparency.LogEntry;
import id.paraf.transparency.TransparencyLog;

/**
 * Speaks with a root whose key is elsewhere, through a folder that people carry files to and from: the request of the issuing key
 * goes out, certificates and lists come in, and nothing is believed before it was checked.
 */
@Component
class OfflineAuthority {

    private static final Logger LOG = LoggerFactory.getLogger(OfflineAuthority.class);
    private static final String REQUEST = "issuing-g1.csr";
    private static final String ROOT = "root-g1.crt";
    private static final String ISSUING = "issuing-g1.crt";
    private static final String LIST = "root-g1.crl";
    /** So long before a list ends its next one is asked for. */
    private static final Duration ASKED_FOR = Duration.ofDays(30);

    private final AuthoritySettings settings;
    private final Profiles profiles;
    private final ProfileRows versions;
    private final Repository repository;
    private final CertificateRows rows;
    private final ListRows lists;
    private final Keyroom keyroom;
    private final Audit audit;
    private final TransparencyLog log;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate transaction;

    OfflineAuthority(AuthoritySettings settings, Profiles profiles, ProfileRows versions, Repository repository,
            CertificateRows rows, ListRows lists, Keyroom keyroom, Audit audit, TransparencyLog log, JdbcClient jdbc, Clock clock,
            TransactionTemplate transaction) {
        this.settings = settings;
        this.profiles = profiles;
        this.versions = versions;
        this.repository = repository;
        this.rows = rows;
        this.lists = lists;
        this.keyroom = keyroom;
        this.audit = audit;
        this.log = log;
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = transaction;
    }

    /**
     * Takes in what a ceremony made for this key.
     *
     * @throws RefusedToStart if it is not there yet, or not what it has to be; the request is in the folder then
     */
    void bring(NewKey key) {
        Path folder = folder();
        var expected = expected(SubjectPublicKeyInfo.getInstance(key.publicKey()));
        var root = certificate(folder.resolve(ROOT));
        var issuing = certificate(folder.resolve(ISSUING));
        var list = bytes(folder.resolve(LIST));
        if (root.isEmpty() || issuing.isEmpty() || list.isEmpty()) {
            request(folder.resolve(REQUEST), key, expected.expected().subject());
            throw new RefusedToStart("The issuing authority has no certificate yet. Its request is " + folder.resolve(REQUEST)
                    + ": have it signed in a ceremony (deploy/ceremony.md), put " + ROOT + ", " + ISSUING + " and " + LIST
                    + " beside it, and start again.");
        }
        var files = new OfflineFiles(root.get(), issuing.get(), list.get());
        var flaws = files.flaws(expected, clock.instant());
        if (!flaws.isEmpty()) {
            throw new RefusedToStart("What came out of the ceremony cannot be used: " + String.join("; ", flaws) + ".");
        }
        store(files, key.id());
    }

    private Path folder() {
        Path folder = settings.exchange();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new RefusedToStart("paraf.authority.root is offline: set paraf.authority.exchange to a folder, through which the "
                    + "request goes out and the certificates of the ceremony come in.");
        }
        return folder;
    }

    /** What the issuing certificate would say if the root were here. */
    private OfflineFiles.Expected expected(SubjectPublicKeyInfo key) {
        var top = profiles.get(Profile.Kind.ROOT);
        var profile = profiles.get(Profile.Kind.ISSUING);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new OfflineFiles.Expected(key, new CertificateBody(profile, SerialNumber.of(new byte[SerialNumber.BYTES]),
                name(top, Authorities.ROOT_CALLED), key, name(profile, Authorities.ISSUING_CALLED), key, now, profile.end(now),
                repository.of(Authorities.ROOT)), top);
    }

    private X500Name name(Profile profile, String called) {
        return SubjectName.authority(settings.country(), settings.organization(), settings.name() + " " + called).toX500(profile);
    }

    private void request(Path file, NewKey key, X500Name subject) {
        var info = SubjectPublicKeyInfo.getInstance(key.publicKey());
        var there = bytes(file).map(CertificateRequest::of).orElse(null);
        if (new CertificateRequest.Proven(info).equals(there)) {
            return;
        }
        byte[] tbs = CertificateRequest.toBeSigned(subject, info);
        byte[] der = SignedDer.of(tbs, SignatureAlgorithm.of(info), keyroom.signRequest(key.id(), tbs).orThrow());
        try {
            Files.writeString(file, CertificateRequest.pem(der), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new RefusedToStart("The request " + file + " cannot be written.");
        }
        transaction.executeWithoutResult(status -> audit.record(new AuditEvent("authority.requested", null, null,
                "authority:" + Authorities.ISSUING, Map.of("key", sha256(key.publicKey())), Origin.SYSTEM)));
    }

    private void store(OfflineFiles files, UUID issuingKey) {
        transaction.executeWithoutResult(status -> {
            // The keyroom has no such key: this id names it in the register alone.
            UUID rootKey = UUID.randomUUID();
            jdbc.sql("INSERT INTO certificate_authority (name, key, created_at) VALUES (:name, :key, :now)")
                    .param("name", Authorities.ROOT).param("key", rootKey).param("now", CertificateRows.utc(clock.instant()))
                    .update();
            store(Authorities.ROOT, Profile.Kind.ROOT, rootKey, files.root());
            store(Authorities.ISSUING, Profile.Kind.ISSUING, issuingKey, files.issuing());
            audit.record(new AuditEvent("authority.imported", null, null, "authority:" + Authorities.ISSUING, Map.of("root",
                    sha256(files.root()), "issuing", sha256(files.issuing())), Origin.SYSTEM));
            take(files.list());
        });
        LOG.info("Took in the certificates of a ceremony: root {}, issuing {}", sha256(files.root()), sha256(files.issuing()));
    }

    private void store(String name, Profile.Kind kind, UUID key, byte[] der) {
        var profile = profiles.get(kind);
        var certificate = OfflineFiles.holder(der);
        byte[] tbs = OfflineFiles.toBeSigned(der);
        var row = CertificateRows.Row.prepared(profile.name(), null, Authorities.ROOT, key, certificate.getSerialNumber(),
                settings.name() + " " + (kind == Profile.Kind.ROOT ? Authorities.ROOT_CALLED : Authorities.ISSUING_CALLED), null,
                certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant(), null, new Lineage.First());
        rows.insert(List.of(new CertificateRows.Insert(Issuance.withContent(row, certificate.getSerialNumber(), tbs),
                new CertificateRows.Prepared(KeyIdentifiers.sha256(encoded(certificate.getSubjectPublicKeyInfo())),
                        versions.inForce(profile), "ceremony", 0, null, true))));
        rows.storeIssued(List.of(new CertificateRows.Der(row.id(), der)));
        jdbc.sql("UPDATE certificate_authority SET certificate = :id WHERE name = :name").param("id", row.id().value())
                .param("name", name).update();
        audit.record(new AuditEvent("certificate.issued", null, null, "certificate:" + row.id(),
                Map.of("serial", OfflineFiles.serial(der).hex(), "profile", profile.name()), Origin.SYSTEM));
        log.enter(LogEntry.issued(new LogEntry.Certificate(row.id().value(), Authorities.ROOT, row.serial(), tbs), der));
    }

    /** Publishes the list in the folder if it is newer than the one that is out; asks for the next one in time. Safe on every node. */
    void takeNewerList(Authority root) {
        var name = new ListName(Authorities.ROOT, 0, false);
        var list = bytes(folder().resolve(LIST));
        if (list.isPresent()) {
            var flaws = OfflineFiles.listFlaws(list.get(), root.certificate(), clock.instant());
            if (flaws.isEmpty()) {
                transaction.executeWithoutResult(status -> {
                    lists.lock(Authorities.ROOT);
                    if (OfflineFiles.rootList(list.get()).number() > lists.lastNumber(name)) {
                        take(list.get());
                    }
                });
            } else {
                LOG.warn("The root's list in the folder is not published: {}", String.join("; ", flaws));
            }
        }
        lists.newest(name).filter(newest -> newest.nextUpdate().minus(ASKED_FOR).isBefore(clock.instant())).ifPresent(newest -> LOG
                .warn("The root's list ends at {}: hold a ceremony for the next one (deploy/ceremony.md)", newest.nextUpdate()));
    }

    private void take(byte[] der) {
        var list = OfflineFiles.rootList(der);
        lists.insert(new ListName(Authorities.ROOT, 0, false), new ListRows.Known(list.number(),
                lists.state(Authorities.ROOT).revision(), list.thisUpdate(), list.nextUpdate(), null), list.entries(), der);
        audit.record(new AuditEvent("authority.list-imported", null, null, "authority:" + Authorities.ROOT,
                Map.of("number", Long.toString(list.number()), "entries", Integer.toString(list.entries()), "sha256", sha256(der)),
                Origin.SYSTEM));
    }

    private static Optional<byte[]> certificate(Path file) {
        return bytes(file).map(content -> Pem.read(content)
                .orElseThrow(() -> new RefusedToStart("The file " + file + " is no certificate in PEM or DER.")));
    }

    private static Optional<byte[]> bytes(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encoded(SubjectPublicKeyInfo key) {
        try {
            return key.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(KeyIdentifiers.sha256(Objects.requireNonNull(bytes)));
    }
}
