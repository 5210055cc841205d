package id.paraf.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.kernel.Job;
import id.paraf.kernel.Origin;

/**
 * Reads the whole trail as it is exported and checks every link of it, every day and whenever a CA operator asks. The result is an
 * event: the next check covers it, too.
 */
@Component
public class CheckTrail {

    private static final Logger LOG = LoggerFactory.getLogger(CheckTrail.class);
    private static final String INTACT = "INTACT";
    private static final int BUFFER = 64 * 1024;

    private final Audit audit;
    private final TransactionTemplate transaction;

    CheckTrail(Audit audit, TransactionTemplate transaction) {
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * What a check found.
     *
     * @param at when
     * @param intact whether every link holds
     * @param events how many it read
     * @param finding the head of the chain, or the first defect in a sentence
     */
    public record Result(Instant at, boolean intact, long events, String finding) {
    }

    /** Checks now. */
    public AuditVerifier.Verdict run(@Nullable UUID by, Origin origin) {
        var verdict = verify();
        var details = switch (verdict) {
            case AuditVerifier.Verdict.Intact(long events, String head, _, _) ->
                Map.of("verdict", INTACT, "events", Long.toString(events), "head", head);
            case AuditVerifier.Verdict.Broken(_, long position, AuditVerifier.Defect defect, String sentence) -> {
                LOG.error("The audit trail does not hold: {}", sentence);
                yield Map.of("verdict", defect.name(), "events", Long.toString(position), "defect", sentence);
            }
        };
        transaction.executeWithoutResult(status -> audit.record(
                new AuditEvent("audit.checked", null, by, "audit:trail", details, origin)));
        return verdict;
    }

    /** What the last check found; empty if there was none yet. */
    public Optional<Result> last() {
        return audit.last("audit.checked").map(entry -> {
            var details = entry.event().details();
            boolean intact = INTACT.equals(details.get("verdict"));
            return new Result(entry.at(), intact, Long.parseLong(details.getOrDefault("events", "0")),
                    details.getOrDefault(intact ? "head" : "defect", ""));
        });
    }

    /** What is exported goes straight into the verifier: a long trail needs no large memory and no file. */
    private AuditVerifier.Verdict verify() {
        try (var out = new PipedWriter(); var in = new BufferedReader(new PipedReader(out, BUFFER))) {
            var failed = new AtomicReference<@Nullable RuntimeException>();
            var exporter = Thread.ofVirtual().start(() -> {
                try (out) {
                    audit.export(out);
                } catch (RuntimeException e) {
                    failed.set(e);
                } catch (IOException closed) {
                    // The verifier found a defect and reads no more.
                    LOG.debug("The check of the trail ended before its last line", closed);
                }
            });
            var verdict = AuditVerifier.verify(in, null, null);
            in.close();
            exporter.join();
            var failure = failed.get();
            if (failure != null && verdict instanceof AuditVerifier.Verdict.Broken(_, _, AuditVerifier.Defect defect, _)
                    && defect == AuditVerifier.Defect.TRUNCATED) {
                throw failure;
            }
            return verdict;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The check of the trail was interrupted", e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Daily {

        @Bean
        static Job checkTrail(CheckTrail check) {
            return new Job("audit.check", Duration.ofDays(1), () -> check.run(null, Origin.SYSTEM));
        }
    }
}
