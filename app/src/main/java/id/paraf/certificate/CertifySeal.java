package id.paraf.certificate;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.kernel.Origin;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.pki.Profile;
import id.paraf.pki.Profiles;
import id.paraf.pki.SubjectName;

/** Certificates of seals whose keys are in the keyroom (EN 319 412-3); they name an institution and belong to no account. */
@Component
public class CertifySeal {

    private final CertifyRequest certify;
    private final CertificateRows rows;
    private final RevocationRecord revocations;
    private final Profiles profiles;
    private final AuthoritySettings settings;
    private final Clock clock;
    private final TransactionTemplate transaction;

    CertifySeal(CertifyRequest certify, CertificateRows rows, RevocationRecord revocations, Profiles profiles,
            AuthoritySettings settings, Clock clock, TransactionTemplate transaction) {
        this.certify = certify;
        this.rows = rows;
        this.revocations = revocations;
        this.profiles = profiles;
        this.settings = settings;
        this.clock = clock;
        this.transaction = transaction;
    }

    /**
     * The order to certify a seal's key. Carried out once for each key.
     *
     * @param seal the seal's id
     * @param key the keyroom's id of its key
     * @param publicKey SubjectPublicKeyInfo in DER
     * @param institution its legal name
     * @param identifier what a register calls it (EN 319 412-1 §5.1.4)
     * @param name what the seal is called
     * @param actor who confirmed it
     */
    public record Order(UUID seal, UUID key, byte[] publicKey, String institution, String identifier, String name, UUID actor,
            Origin origin) {
    }

    /** What became of it. */
    public sealed interface Outcome {
        record Issued(CertificateId certificate) implements Outcome {
        }

        /** Nothing was signed, or what was is revoked, for these reasons. */
        record Refused(List<String> reasons) implements Outcome {
        }
    }

    /** The kind of key to make for a seal: the one that the profile prefers. */
    public KeyAlgorithm keys() {
        return KeyAlgorithm.valueOf(profiles.get(Profile.Kind.SEAL).keys().getFirst().name());
    }

    /**
     * Certifies by the way of all certificates. Must not be called inside a transaction: each step commits before the next.
     *
     * @param alongside done in the transaction that stores the certificate; an {@link IssueRefused} from it stores nothing
     */
    public Outcome certify(Order order, Consumer<CertificateId> alongside) {
        var earlier = rows.ofKey(order.key());
        if (earlier.isPresent() && earlier.get().der() != null) {
            return new Outcome.Issued(earlier.get().id());
        }
        earlier.ifPresent(left -> abandon(left, order));
        var wanted = new CertifyRequest.Wanted(SubjectPublicKeyInfo.getInstance(order.publicKey()), order.key(), Profile.Kind.SEAL,
                SubjectName.organization(settings.country(), order.institution(), order.identifier(), order.name()), List.of(),
                "seal:" + order.seal(), order.actor(), order.origin());
        try {
            return switch (certify.sign(wanted, alongside)) {
                case CertifyRequest.Outcome.Issued issued -> new Outcome.Issued(issued.id());
                case CertifyRequest.Outcome.Refused(var reasons) -> new Outcome.Refused(reasons);
            };
        } catch (IssueRefused refused) {
            rows.ofKey(order.key()).ifPresent(prepared -> abandon(prepared, order));
            return new Outcome.Refused(List.of(String.valueOf(refused.getMessage())));
        }
    }

    /** What was left between the row and the certificate may have been signed: it is revoked. */
    private void abandon(CertificateRows.Row row, Order order) {
        transaction.executeWithoutResult(status -> revocations.abandon(row, order.actor(), order.origin()));
    }

    /** A seal's certificate, whatever became of it; in the place of an owner's account stands the seal. */
    public Optional<Certificate> find(CertificateId id, UUID seal) {
        return rows.find(id).filter(row -> row.der() != null && row.profile().equals(Profile.Kind.SEAL.label()))
                .map(row -> row.of(seal).certificate(clock.instant()));
    }
}
