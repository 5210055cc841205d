package id.paraf.renewal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.SecurityNotices;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.Certificate;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.SecretText;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.Refusal;
import id.paraf.keyroom.SignOrder;
import id.paraf.keyroom.SignOutcome;

/** The owner still holds the key: it signs what is ordered, with the passphrase, whose wrong ones are counted as ever. */
@Component
class ProvePossession {

    private final Keyroom keyroom;
    private final RenewalRows rows;
    private final SecurityNotices notices;
    private final Audit audit;
    private final TransactionTemplate transaction;

    ProvePossession(Keyroom keyroom, RenewalRows rows, SecurityNotices notices, Audit audit, TransactionTemplate transaction) {
        this.keyroom = keyroom;
        this.rows = rows;
        this.notices = notices;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Null if the key signed; otherwise the order is settled, and its owner hears if the refusal began a wait or a lock. */
    @Nullable Refusal possession(RenewalRows.Renewal ordered, Certificate certificate, SecretText typed) {
        var challenge = new SignOrder.Challenge(request(ordered, certificate));
        SignOutcome outcome;
        try (var passphrase = Passphrase.of(typed.reveal())) {
            outcome = keyroom.sign(new SignOrder(ordered.order(), certificate.key(), ordered.account(), challenge), passphrase);
        }
        return switch (outcome) {
            case SignOutcome.Signed(byte[] signature) -> {
                certificate.verify(challenge.message(), signature);
                yield null;
            }
            case Refusal refusal -> {
                transaction.executeWithoutResult(status -> refused(ordered, refusal));
                yield refusal;
            }
        };
    }

    /** What is signed names what is asked for: this order, this certificate, this text of the agreement. */
    private static byte[] request(RenewalRows.Renewal ordered, Certificate certificate) {
        String key = ordered.newKey() == null ? "same" : ordered.newKey().toString();
        String what = ordered.correction() == null ? "Paraf renewal v1" : "Paraf correction v1\n" + ordered.correction();
        return Hashes.sha256(String.join("\n", what, ordered.order().toString(),
                HexFormat.of().formatHex(certificate.fingerprint()), key, ordered.agreement().sha256())
                .getBytes(StandardCharsets.US_ASCII));
    }

    private void refused(RenewalRows.Renewal ordered, Refusal refusal) {
        if (!rows.settle(ordered.id(), RenewalRows.State.REFUSED, refusal.getClass().getSimpleName())) {
            return;
        }
        String subject = "certificate:" + ordered.certificate();
        audit.record(new AuditEvent("passphrase.refused", ordered.account(), ordered.account(), subject,
                Map.of("act", "renew", "reason", refusal.getClass().getSimpleName()), ordered.origin()));
        boolean ladder = refusal instanceof Refusal.Waiting(var until, boolean counted) && counted
                || refusal instanceof Refusal.LockedUntilReset(boolean last) && last;
        if (ladder) {
            notices.tell(ordered.account(), "passphrase-locked", subject, ordered.origin());
        }
    }
}
