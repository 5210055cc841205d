package id.paraf.passphrase;

import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateId;
import id.paraf.certificate.Register;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Randomness;
import id.paraf.kernel.SecretText;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.Refusal;
import id.paraf.keyroom.SignOrder;
import id.paraf.keyroom.SignOutcome;

/** "Coba tanda tangan": signs a random challenge, which is good for nothing else, and verifies it with the certificate. */
@Component
public class TrySignature {

    private static final int NONCE = 32;

    private final Register register;
    private final Keyroom keyroom;
    private final Randomness randomness;
    private final Audit audit;
    private final Refusals refusals;
    private final Clock clock;
    private final TransactionTemplate transaction;

    TrySignature(Register register, Keyroom keyroom, Randomness randomness, Audit audit, Refusals refusals, Clock clock,
            TransactionTemplate transaction) {
        this.register = register;
        this.keyroom = keyroom;
        this.randomness = randomness;
        this.audit = audit;
        this.refusals = refusals;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** What became of it. */
    public sealed interface Outcome {
        /**
         * Signed by the key, and verified with the certificate's public key.
         *
         * @param challenge the signed random number, lower-case hexadecimal
         * @param signature lower-case hexadecimal
         * @param algorithm JCA name
         */
        record Verified(Certificate certificate, Instant at, String challenge, String signature, String algorithm)
                implements
                    Outcome {
        }

        /** The keyroom said no. */
        record Refused(Refusal refusal) implements Outcome {
        }

        /** The certificate is not there, not this account's, or not in force. */
        record NotPossible() implements Outcome {
        }
    }

    /** Tries. Must not be called inside a transaction. */
    public Outcome attempt(UUID account, CertificateId id, SecretText typed, Origin origin) {
        var certificate = register.ownedBy(account, id).filter(Certificate::usable).orElse(null);
        if (certificate == null) {
            return new Outcome.NotPossible();
        }
        UUID order = UUID.randomUUID();
        var challenge = new SignOrder.Challenge(randomness.bytes(NONCE));
        SignOutcome outcome;
        try (Passphrase passphrase = Passphrase.of(typed.reveal())) {
            outcome = keyroom.sign(new SignOrder(order, certificate.key(), account, challenge), passphrase);
        }
        return switch (outcome) {
            case SignOutcome.Signed(byte[] signature) -> {
                String algorithm = certificate.verify(challenge.message(), signature);
                transaction.executeWithoutResult(status -> audit.record(new AuditEvent("passphrase.tried", account, account,
                        "certificate:" + id, Map.of("order", order.toString()), origin)));
                yield new Outcome.Verified(certificate, clock.instant(), HexFormat.of().formatHex(challenge.nonce()),
                        HexFormat.of().formatHex(signature), algorithm);
            }
            case Refusal refusal -> {
                refusals.record(account, id, "try", refusal, origin);
                yield new Outcome.Refused(refusal);
            }
        };
    }
}
