package id.paraf.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.kernel.Origin;
import id.paraf.kernel.Turn;
import id.paraf.pki.CertificateBody;
import id.paraf.pki.CertificateRequest;
import id.paraf.pki.KeyIdentifiers;
import id.paraf.pki.Profile;
import id.paraf.pki.Profiles;
import id.paraf.pki.RevocationReason;
import id.paraf.pki.SubjectName;

/**
 * Certifies keys that were made elsewhere, for whoever runs this machine: the operator's own servers, and seals of institutions.
 * Whom such a certificate names is the operator's word; that the key is its owner's is proven by the request.
 */
@Component
public class CertifyRequest {

    private final Partitions partitions;
    private final Issuance issuance;
    private final Authorities authorities;
    private final Repository repository;
    private final RevocationRecord revocations;
    private final Profiles profiles;
    private final AuthoritySettings settings;
    private final Turn turn;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate transaction;

    CertifyRequest(Partitions partitions, Issuance issuance, Authorities authorities, Repository repository,
            RevocationRecord revocations, Profiles profiles, AuthoritySettings settings, Turn turn, JdbcClient jdbc, Clock clock,
            TransactionTemplate transaction) {
        this.partitions = partitions;
        this.issuance = issuance;
        this.authorities = authorities;
        this.repository = repository;
        this.revocations = revocations;
        this.profiles = profiles;
        this.settings = settings;
        this.turn = turn;
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** What became of a request. */
    public sealed interface Outcome {

        /** Signed and in the register. */
        record Issued(CertificateId id, String serial, byte[] der) implements Outcome {
        }

        /** Nothing was signed, for these reasons. */
        record Refused(List<String> reasons) implements Outcome {
        }
    }

    /**
     * A TLS certificate for a server of the operator's own.
     *
     * @param request PKCS #10 in PEM or DER
     * @param dnsNames what the server is called; the first one becomes its commonName
     */
    public Outcome server(byte[] request, List<String> dnsNames, Origin origin) {
        if (dnsNames.isEmpty()) {
            return new Outcome.Refused(List.of("a server needs a DNS name"));
        }
        return issue(request, Profile.Kind.TLS_SERVER,
                SubjectName.authority(settings.country(), settings.organization(), dnsNames.getFirst()), dnsNames, origin);
    }

    /**
     * A certificate with which an institution seals documents (EN 319 412-3).
     *
     * @param request PKCS #10 in PEM or DER
     * @param institution its legal name
     * @param identifier what a register calls it, as EN 319 412-1 §5.1.4 writes it, for instance {@code NTRID-…} or {@code VATID-…}
     * @param name what the seal is called
     */
    public Outcome seal(byte[] request, String institution, String identifier, String name, Origin origin) {
        if (institution.isBlank() || identifier.isBlank() || name.isBlank()) {
            return new Outcome.Refused(List.of("a seal needs an institution, its identifier and a name"));
        }
        return issue(request, Profile.Kind.SEAL, SubjectName.organization(settings.country(), institution, identifier, name),
                List.of(), origin);
    }

    private Outcome issue(byte[] file, Profile.Kind kind, SubjectName subject, List<String> dnsNames, Origin origin) {
        return switch (CertificateRequest.of(file)) {
            case CertificateRequest.Refused(String why) -> new Outcome.Refused(List.of(why));
            case CertificateRequest.Proven(SubjectPublicKeyInfo key) -> {
                byte[] hash = hash(key);
                // The keyroom has no such key: this id names it in the register alone.
                var wanted = new Wanted(key, UUID.randomUUID(), kind, subject, dnsNames, "command:" + profiles.get(kind).name(),
                        null, origin);
                yield turn.alone("certify:" + HexFormat.of().formatHex(hash), () -> once(hash, wanted));
            }
        };
    }

    /** In its turn: whatever is prepared for this key now was left by a crash, and nobody is at it any more. */
    private Outcome once(byte[] hash, Wanted wanted) {
        if (certified(hash)) {
            return new Outcome.Refused(List.of("the key was certified before; make a new one"));
        }
        for (var left : left(hash)) {
            transaction.executeWithoutResult(status -> revocations.abandon(left, null, wanted.origin()));
        }
        return sign(wanted, id -> {
        });
    }

    /**
     * What is to be certified for nobody's account.
     *
     * @param id names the key in the register
     * @param reference what led here
     * @param actor who decided, or null for whoever runs the machine
     */
    record Wanted(SubjectPublicKeyInfo key, UUID id, Profile.Kind kind, SubjectName subject, List<String> dnsNames,
            String reference, @Nullable UUID actor, Origin origin) {
    }

    /**
     * CA-05: no key is certified twice, whatever became of the first certificate. What the lints refused was never signed; what a
     * crash left between the row and the certificate may have been, and does not count either once it is given up, unless somebody
     * revoked it for another reason: the key may be why.
     */
    private boolean certified(byte[] hash) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT 1 FROM certificate WHERE key_sha256 = :hash
                    AND (der IS NOT NULL OR phase = 'REVOKED' AND reason <> :superseded))""").param("hash", hash)
                .param("superseded", RevocationReason.SUPERSEDED.code()).query(Boolean.class).single();
    }

    private List<CertificateRows.Row> left(byte[] hash) {
        return jdbc.sql(CertificateRows.COLUMNS + "WHERE key_sha256 = :hash AND phase = 'PREPARED'").param("hash", hash)
                .query(CertificateRows::row).list();
    }

    private static byte[] hash(SubjectPublicKeyInfo key) {
        try {
            return KeyIdentifiers.sha256(key.getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param alongside done in the transaction that stores the signed certificate, after it */
    Outcome sign(Wanted wanted, Consumer<CertificateId> alongside) {
        Profile profile = profiles.get(wanted.kind());
        var subject = wanted.subject();
        Authority issuer = authorities.issuing();
        Instant notBefore = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant full = profile.end(notBefore);
        // CA-06: never longer than the authority itself.
        Instant notAfter = full.isAfter(issuer.notAfter()) ? issuer.notAfter() : full;
        int partition = partitions.next(issuer.name());
        var body = new CertificateBody(profile, issuance.newSerial(), issuer.subject(), issuer.publicKey(), subject.toX500(profile),
                wanted.key(), notBefore, notAfter, repository.of(new ListName(issuer.name(), partition, false)), wanted.dnsNames());
        var row = CertificateRows.Row.prepared(profile.name(), null, issuer.name(), wanted.id(), body.serial().value(),
                subject.commonName(),
                wanted.kind() == Profile.Kind.SEAL ? new Subject(subject.commonName(), subject.organization(), null) : null,
                notBefore,
                notAfter, null, new Lineage.First());
        var draft = new Issuance.Draft(issuer.name(), issuer.key(), issuer.der(), body, row, wanted.reference(), wanted.actor(),
                wanted.origin());
        return switch (issuance.issue(draft, partition, der -> alongside.accept(row.id()))) {
            case Issuance.Result.Done done -> new Outcome.Issued(done.id(), body.serial().hex(), done.der());
            case Issuance.Result.Refused(List<String> findings) -> new Outcome.Refused(findings);
        };
    }
}
