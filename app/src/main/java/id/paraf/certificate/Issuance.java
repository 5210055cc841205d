package id.paraf.certificate;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Faults;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Randomness;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.ThrowAwayKey;
import id.paraf.pki.CertificateBody;
import id.paraf.pki.KeyIdentifiers;
import id.paraf.pki.SerialNumber;
import id.paraf.pki.SignatureAlgorithm;
import id.paraf.pki.SignedDer;
import id.paraf.pki.lint.Lints;
import id.paraf.transparency.LogEntry;

/**
 * The one way a certificate comes into being: the row with serial and content is committed, the same content is signed by a
 * throw-away key and linted, that is committed too, and only then the authority signs and the result is stored.
 */
@Component
class Issuance {

    private final ProfileRows profiles;
    private final IssuanceSteps steps;
    private final Randomness randomness;
    private final Faults faults;
    /** Made once for each kind: what they sign is trusted by nobody, whoever else they signed for. */
    private final Map<KeyAlgorithm, ThrowAwayKey> throwAways = new ConcurrentHashMap<>();

    Issuance(ProfileRows profiles, IssuanceSteps steps, Randomness randomness, Faults faults) {
        this.profiles = profiles;
        this.steps = steps;
        this.randomness = randomness;
        this.faults = faults;
    }

    /**
     * What is about to be certified.
     *
     * @param authority the signing authority's name
     * @param authorityKey its key in the keyroom
     * @param issuer its certificate in DER, or null for a root that signs itself
     * @param row what the register knows about it; serial and content are overwritten
     * @param reference what led here
     * @param actor who decided
     */
    record Draft(String authority, UUID authorityKey, byte @Nullable [] issuer, CertificateBody body, CertificateRows.Row row,
            String reference, @Nullable UUID actor, Origin origin) {

        private Draft withContent(byte[] tbs) {
            return new Draft(authority, authorityKey, issuer, body, Issuance.withContent(row, body.serial().value(), tbs),
                    reference,
                    actor, origin);
        }

        LogEntry.Certificate logged() {
            return new LogEntry.Certificate(row.id().value(), authority, body.serial().value(), row.tbs());
        }

        AuditEvent event(String type, Map<String, String> details) {
            return new AuditEvent(type, row.account(), actor, "certificate:" + row.id(), details, origin);
        }
    }

    /** Signed and stored, or what the lints found. */
    sealed interface Result {
        /** @param at when it was stored */
        record Done(CertificateId id, byte[] der, Instant at) implements Result {
        }

        record Refused(List<String> findings) implements Result {
        }
    }

    SerialNumber newSerial() {
        return SerialNumber.of(randomness.bytes(SerialNumber.BYTES));
    }

    /**
     * @param partition which of the authority's lists its distribution point names
     * @param alongside done in the transaction that stores the signed certificate, after it
     */
    Result issue(Draft wanted, int partition, Consumer<byte[]> alongside) {
        var body = wanted.body();
        byte[] tbs = body.toBeSigned();
        var draft = wanted.withContent(tbs);
        CertificateId id = draft.row().id();

        // 1. The same bytes under a signature that nobody trusts, linted (CA-02, CA-03).
        byte[] sample = SignedDer.of(tbs, SignatureAlgorithm.of(body.issuerKey()), throwAway(body).signCertificate(tbs).orThrow());
        var findings = Lints.run(sample, body.profile(), draft.issuer() == null ? sample : draft.issuer());

        // 2. Serial number, content, sample and what was found, committed before the authority signs anything (CA-01).
        steps.prepare(new IssuanceSteps.Prepared(draft, new CertificateRows.Prepared(KeyIdentifiers.sha256(encoded(body)),
                profiles.inForce(body.profile()), draft.reference(), partition, sample, findings.isEmpty()), findings));
        faults.reached(CertificatePoint.ISSUE_PREPARED);
        if (!findings.isEmpty()) {
            return new Result.Refused(findings);
        }

        // 3. The signature. From here on a certificate may exist, and its row can be revoked.
        byte[] signature = steps.sign(draft.authorityKey(), tbs);
        faults.reached(CertificatePoint.ISSUE_SIGNED);
        if (!SignedDer.verifies(tbs, signature, body.issuerKey())) {
            throw new IllegalStateException("The keyroom's signature on " + id + " does not verify");
        }
        byte[] der = SignedDer.of(tbs, SignatureAlgorithm.of(body.issuerKey()), signature);

        // 4. The result.
        Instant at = steps.store(new IssuanceSteps.Signed(draft, der, alongside));
        faults.reached(CertificatePoint.ISSUE_STORED);
        return new Result.Done(id, der, at);
    }

    private ThrowAwayKey throwAway(CertificateBody body) {
        var algorithm = switch (SignatureAlgorithm.of(body.issuerKey())) {
            case ECDSA_SHA256 -> KeyAlgorithm.P256;
            case ECDSA_SHA384 -> KeyAlgorithm.P384;
            case RSA_SHA256 -> KeyAlgorithm.RSA3072;
        };
        return throwAways.computeIfAbsent(algorithm, kind -> ThrowAwayKey.generate(kind, randomness.forLibraries()));
    }

    static CertificateRows.Row withContent(CertificateRows.Row row, BigInteger serial, byte[] tbs) {
        return new CertificateRows.Row(row.id(), row.profile(), row.account(), row.authority(), row.key(), serial, row.commonName(),
                row.subject(), row.notBefore(), row.notAfter(), row.phase(), tbs, row.der(), row.agreement(), row.issuedAt(),
                row.revokedAt(), row.reason(), row.replaces(), row.replacedBy(), row.downloadedAt(), row.renews());
    }

    private static byte[] encoded(CertificateBody body) {
        try {
            return body.key().getEncoded();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
