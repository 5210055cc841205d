package id.paraf.esign;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.keyroom.CallerKey;
import id.paraf.keyroom.CodeOutcome;
import id.paraf.keyroom.CodeSlot;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.KeyroomAway;
import id.paraf.keyroom.Passphrase;
import id.paraf.signing.BegunSignature;
import id.paraf.signing.SignFile;
import id.paraf.signing.Trouble;

/**
 * Signs files with a code: all of them are prepared before the code is looked at, and the keyroom makes all signatures or none. What it
 * took off stays taken off, whatever becomes of the files afterwards.
 */
@Component
class CodeKeys {

    private static final Logger LOG = LoggerFactory.getLogger(CodeKeys.class);

    private final SignFile signer;
    private final Keyroom keyroom;
    private final FollowPermissions follow;
    private final Audit audit;
    private final TransactionTemplate transaction;

    CodeKeys(SignFile signer, Keyroom keyroom, FollowPermissions follow, Audit audit, TransactionTemplate transaction) {
        this.signer = signer;
        this.keyroom = keyroom;
        this.follow = follow;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** What became of them. */
    sealed interface Result {
        /** All of them, in their order. */
        record Signed(UUID permission, List<SignFile.Result.Signed> files) implements Result {
        }

        /** One of them, counted from 0, cannot be signed, or not so. */
        record Troubled(int index, Trouble trouble) implements Result {
        }

        /** The code is wrong, or no longer good: who has no right one is not told which. */
        record Wrong() implements Result {
        }

        /** The code is right, and for {@code left} files, which are fewer. */
        record TooFew(int left) implements Result {
        }
    }

    /** Must not be called inside a transaction. What the keyroom refused or closed is on record when this returns. */
    Result sign(Tasks.Batch batch, List<SignFile.Task> tasks, Proof.OfCode proof) {
        String digits = proof.typed().reveal();
        if (!digits.matches("[0-9]{6}")) {
            // Nothing that a code could be: it opens nothing, and costs none of the three.
            refused(batch, null, "FORM");
            return new Result.Wrong();
        }
        var begun = new ArrayList<BegunSignature>();
        try {
            var pen = signer.penOf(batch.certificate());
            for (var task : tasks) {
                switch (signer.begin(task, pen)) {
                    case SignFile.Begun.Ready(var one) -> begun.add(one);
                    case SignFile.Begun.Impossible(var trouble) -> {
                        return new Result.Troubled(begun.size(), trouble);
                    }
                }
            }
            return sign(batch, begun, digits, proof);
        } finally {
            begun.forEach(BegunSignature::close);
        }
    }

    private Result sign(Tasks.Batch batch, List<BegunSignature> begun, String digits, Proof.OfCode proof) {
        CodeOutcome outcome;
        try (var code = Passphrase.of(digits)) {
            outcome = keyroom.signByCode(batch.client().id(),
                    begun.stream().map(one -> SignFile.order(one.task(), one.toBeSigned())).toList(), code,
                    CallerKey.of(proof.secret().reveal()));
        } catch (KeyroomAway e) {
            LOG.error("An order with a code is not carried out", e);
            return new Result.Troubled(0, Trouble.KEYS_AWAY);
        }
        return switch (outcome) {
            case CodeOutcome.Signed(var slot, var values) -> {
                recordEnd(batch, slot);
                yield complete(begun, values, slot);
            }
            case CodeOutcome.TooFew(var slot) -> {
                refused(batch, slot, "TOO_FEW");
                yield new Result.TooFew(slot.left());
            }
            case CodeOutcome.Wrong(var slot) -> {
                refused(batch, slot, "WRONG");
                recordEnd(batch, slot);
                yield new Result.Wrong();
            }
            case CodeOutcome.NotOpen no -> {
                refused(batch, null, "NOT_OPEN");
                yield new Result.Wrong();
            }
            case CodeOutcome.Replayed replayed -> throw new IllegalStateException("An order of its own was carried out before");
            case CodeOutcome.Tampered tampered -> throw new IllegalStateException("A key's row does not belong to it");
        };
    }

    private static Result complete(List<BegunSignature> begun, List<byte[]> values, CodeSlot slot) {
        var files = new ArrayList<SignFile.Result.Signed>();
        for (int i = 0; i < begun.size(); i++) {
            switch (begun.get(i).complete(values.get(i))) {
                case SignFile.Result.Signed signed -> files.add(signed);
                case SignFile.Result.Troubled(var trouble) -> {
                    return new Result.Troubled(i, trouble);
                }
                case SignFile.Result.Refused refused ->
                    throw new IllegalStateException("A value that was made cannot be refused");
            }
        }
        return new Result.Signed(slot.id(), files);
    }

    private void recordEnd(Tasks.Batch batch, CodeSlot slot) {
        if (!slot.open()) {
            follow.record(slot, batch.origin());
        }
    }

    /** At once: a code counts even if the process ends now. Nobody knows who typed it, so no actor is named. */
    private void refused(Tasks.Batch batch, @Nullable CodeSlot slot, String reason) {
        transaction.executeWithoutResult(status -> audit.record(new AuditEvent("permission.code-refused", batch.account(), null,
                slot == null ? "certificate:" + batch.certificate().id() : "permission:" + slot.id(),
                Map.of("reason", reason, "application", batch.client().username(), "wrong",
                        Integer.toString(slot == null ? 0 : slot.wrong())),
                batch.origin())));
    }
}
