package id.paraf.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import id.paraf.pades.sign.Completion;
import id.paraf.pades.sign.Level;
import id.paraf.pades.sign.PreparedSignature;

/** A file that waits for the value of its signature. */
public final class BegunSignature implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BegunSignature.class);

    private final SignFile.Task task;
    private final SignFile.Pen pen;
    private final PreparedSignature<byte[]> prepared;
    private final SignatureLevels levels;

    BegunSignature(SignFile.Task task, SignFile.Pen pen, PreparedSignature<byte[]> prepared, SignatureLevels levels) {
        this.task = task;
        this.pen = pen;
        this.prepared = prepared;
        this.levels = levels;
    }

    public SignFile.Task task() {
        return task;
    }

    /** SHA-256 of what the signature is over. */
    public byte[] toBeSigned() {
        return prepared.toBeSigned();
    }

    /**
     * The file with this signature, completed to the level of the moment, read anew and compared with what came in.
     *
     * @param value as the keyroom made it
     */
    public SignFile.Result complete(byte[] value) {
        try {
            var level = pen.level(levels.next(task.level()));
            return switch (prepared.complete(value, level)) {
                case Completion.Signed<byte[]>(byte[] signed, _) -> new SignFile.Result.Signed(whole(signed), name(level));
                case Completion.TimestampUnusable<?> unusable -> new SignFile.Result.Troubled(Trouble.TIMESTAMP_MISSING);
                case Completion.Damaged<?> damaged -> new SignFile.Result.Troubled(Trouble.DAMAGED);
                case Completion.WrongValue<?> wrong ->
                    throw new IllegalStateException("The key of certificate " + task.certificate().id() + " is another one");
            };
        } catch (SignatureLevels.Silent e) {
            LOG.warn("Order {} is not completed: {}", task.order(), e.getMessage());
            return new SignFile.Result.Troubled(e.trouble());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PD-04: what was shown is the beginning of what is handed out, byte for byte. */
    private byte[] whole(byte[] signed) {
        if (Arrays.mismatch(task.pdf(), signed) != task.pdf().length) {
            throw new IllegalStateException("The file of order " + task.order() + " was changed while it was signed");
        }
        return signed;
    }

    private static String name(Level level) {
        return switch (level) {
            case Level.Basic basic -> SigningLevel.B_B.written();
            case Level.Timestamped timestamped -> SigningLevel.B_T.written();
            case Level.LongTerm longTerm -> SigningLevel.B_LT.written();
            case Level.Archived archived -> SigningLevel.B_LTA.written();
        };
    }

    @Override
    public void close() {
        try {
            prepared.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
