package id.paraf.esign;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.certificate.Certificate;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.keyroom.Refusal;
import id.paraf.signing.SignFile;
import id.paraf.signing.Trouble;

/**
 * Signs files for an application one by one: what can be signed is, whatever becomes of the others, and is kept for a while to be
 * fetched. The answer is kept with it, in one transaction, so that asking twice signs once.
 */
@Component
public class SignEach {

    private static final Logger LOG = LoggerFactory.getLogger(SignEach.class);

    private final Tasks tasks;
    private final OpenKeys keys;
    private final SignedFiles files;
    private final Orders orders;
    private final ApplicationEventPublisher events;
    private final EsignSettings settings;
    private final Clock clock;
    private final TransactionTemplate transaction;

    SignEach(Tasks tasks, OpenKeys keys, SignedFiles files, Orders orders, ApplicationEventPublisher events, EsignSettings settings,
            Clock clock, TransactionTemplate transaction) {
        this.tasks = tasks;
        this.keys = keys;
        this.files = files;
        this.orders = orders;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** What became of one file. */
    public sealed interface Each {
        /**
         * @param id           under which it can be fetched
         * @param sha256       of the file that was sent, in hexadecimal
         * @param signedSha256 of the signed one
         * @param level        in the words of EN 319 142-1, as {@code B-LT}
         */
        record Signed(UUID id, String sha256, String signedSha256, String level) implements Each {
        }

        /** This one cannot be signed, or not so. */
        record Troubled(Trouble trouble) implements Each {
        }

        /** The keyroom said no before it came to this one. */
        record Stopped(Refusal refusal) implements Each {
        }
    }

    /**
     * What became of all of them.
     *
     * @param signature under which the whole can be asked for again
     * @param until     when signed files are deleted
     * @param files     in the order in which they were sent
     * @param refusal   why nothing was signed at all, if it was the keyroom that said no
     */
    public record Outcome(UUID signature, Certificate certificate, Instant at, Instant until, List<Each> files,
            @Nullable Refusal refusal) {

        public Outcome {
            files = List.copyOf(files);
        }

        public boolean anySigned() {
            return files.stream().anyMatch(Each.Signed.class::isInstance);
        }
    }

    private record Kept(UUID id, byte[] sealed) {
    }

    /** What was done so far. */
    private static final class Progress {

        final List<Each> each = new ArrayList<>();
        final List<Kept> kept = new ArrayList<>();
        final List<Runnable> facts = new ArrayList<>();
        @Nullable Refusal refusal;
    }

    /**
     * Must not be called inside a transaction. Whoever calls gives the order up if this ends in an exception.
     *
     * @param answer what the application is told, which is kept with the order
     */
    public Orders.Answer sign(Orders.Order order, Client client, UUID account, Certificate certificate, SecretText typed,
            List<Wanted> wanted, Function<Outcome, Orders.Answer> answer, Origin origin) {
        var batch = new Tasks.Batch(client, account, certificate, origin);
        var done = new Progress();
        try (var key = keys.open(batch, typed)) {
            wanted.forEach(file -> done.each.add(one(batch, file, key, done)));
        }
        var now = clock.instant();
        var outcome = new Outcome(order.signature(), certificate, now, now.plus(settings.keep()), done.each, done.refusal);
        return Objects.requireNonNull(transaction.execute(status -> {
            done.kept.forEach(one -> files.insert(client.id(), one.id(), account, one.sealed(), order.signature()));
            done.facts.forEach(Runnable::run);
            var said = answer.apply(outcome);
            orders.end(order, said);
            if (outcome.anySigned()) {
                events.publishEvent(new SignaturesMade(client, outcome));
            }
            return said;
        }));
    }

    private Each one(Tasks.Batch batch, Wanted file, OpenKeys.OpenKey key, Progress done) {
        if (done.refusal != null) {
            return new Each.Stopped(done.refusal);
        }
        try {
            return tried(batch, file, key, done);
        } catch (RuntimeException e) {
            // The others are none the worse for it.
            LOG.error("A file for application {} could not be signed", batch.client().username(), e);
            return troubled(batch, file, Trouble.DEFECT, done);
        }
    }

    private Each tried(Tasks.Batch batch, Wanted file, OpenKeys.OpenKey key, Progress done) {
        return switch (tasks.prepare(batch, file)) {
            case Tasks.Prepared.Impossible(var trouble) -> troubled(batch, file, trouble, done);
            case Tasks.Prepared.Ready(var task) -> switch (key.sign(task)) {
                case SignFile.Result.Troubled(var trouble) -> troubled(batch, file, trouble, done);
                case SignFile.Result.Signed(byte[] pdf, String level) -> signed(batch, task, pdf, level, done);
                case SignFile.Result.Refused(var refusal) -> {
                    done.refusal = refusal;
                    yield new Each.Stopped(refusal);
                }
            };
        };
    }

    private Each troubled(Tasks.Batch batch, Wanted file, Trouble trouble, Progress done) {
        done.facts.add(() -> tasks.refused(batch, file.pdf(), trouble));
        return new Each.Troubled(trouble);
    }

    private Each signed(Tasks.Batch batch, SignFile.Task task, byte[] pdf, String level, Progress done) {
        var signed = new Each.Signed(task.order(), Tasks.hex(task.pdf()), Tasks.hex(pdf), level);
        done.kept.add(new Kept(signed.id(), files.seal(batch.client().id(), signed.id(), pdf)));
        done.facts.add(() -> tasks.signed(batch, signed.id(), signed.sha256(), signed.signedSha256(), level));
        return signed;
    }
}
