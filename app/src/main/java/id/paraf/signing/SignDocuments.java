package id.paraf.signing;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateId;
import id.paraf.certificate.Register;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.Refusal;
import id.paraf.pades.pdf.PdfPassword;
import id.paraf.passphrase.Refusals;

/**
 * Signs several documents under one passphrase. The first is signed before the answer, so that a wrong passphrase is told at once;
 * the others follow in the background, each for itself, and the passphrase lives no longer than they need it. So does the one
 * password that opens those of them that are protected.
 */
@Component
public class SignDocuments implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(SignDocuments.class);
    /** How long one document may take before others may begin with it. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final DocumentRows rows;
    private final BatchRows batches;
    private final SignOne one;
    private final Register register;
    private final Refusals refusals;
    private final SigningSettings settings;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final Semaphore places;
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopping;

    SignDocuments(DocumentRows rows, BatchRows batches, SignOne one, Register register, Refusals refusals, SigningSettings settings,
            Clock clock,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.batches = batches;
        this.one = one;
        this.register = register;
        this.refusals = refusals;
        this.settings = settings;
        this.clock = clock;
        this.transaction = transaction;
        this.places = new Semaphore(settings.atOnce(), true);
    }

    /**
     * A document as it was shown.
     *
     * @param sha256 of what the signer could read; anything else is not signed (PD-10)
     */
    public record Chosen(UUID id, byte[] sha256) {
    }

    /** What became of an order to sign. */
    public sealed interface Outcome {
        /** Under way, or done: the batch tells which. */
        record Begun(UUID batch) implements Outcome {
        }

        /** The keyroom said no, and nothing was signed. */
        record Refused(Refusal refusal) implements Outcome {
        }

        /** None was signed, and each for want of its own password; the passphrase was not looked at. */
        record Locked(Trouble trouble) implements Outcome {
        }

        /** None was signed, and each because its mark cannot stand there; the passphrase was not looked at. */
        record Misplaced(Trouble trouble) implements Outcome {
        }

        /** One of the documents is not the one that was shown; nothing was signed. */
        record Changed() implements Outcome {
        }

        /** One of the documents is not there, not this account's, or with others who sign it in turn; nothing was signed. */
        record NotThere() implements Outcome {
        }

        /** Nobody signs in the name of the institution now; nothing was signed. */
        record InstitutionStopped() implements Outcome {
        }

        /** The certificate is not there, not this account's, or not in force; nothing was signed. */
        record NotPossible() implements Outcome {
        }
    }

    /**
     * Signs. Sent twice, the second finds the batch of the first. Must not be called inside a transaction.
     *
     * @param chosen at least one, and at most {@link SigningSettings#mostFiles}
     * @param pdf the password of those documents that need one; empty if none does, or nobody knows it
     */
    public Outcome sign(UUID account, CertificateId id, List<Chosen> chosen, MarkChoice mark, SecretText typed, SecretText pdf,
            Origin origin) {
        if (chosen.isEmpty() || chosen.size() > settings.mostFiles()) {
            throw new IllegalArgumentException("Not so many documents: " + chosen.size());
        }
        var certificate = register.ownedBy(account, id).filter(Certificate::usable).orElse(null);
        if (certificate == null) {
            return new Outcome.NotPossible();
        }
        if (!one.mayBeSignedFor(account)) {
            return new Outcome.InstitutionStopped();
        }
        var batch = new SignOne.Batch(UUID.randomUUID(), account, certificate, mark, origin);
        return switch (Objects.requireNonNull(transaction.<Taken>execute(status -> take(batch, chosen)))) {
            case Taken.Nothing(Outcome why) -> why;
            case Taken.These(var documents) -> begin(batch, documents, secrets(typed, pdf));
        };
    }

    private sealed interface Taken {
        record These(List<UUID> documents) implements Taken {
        }

        record Nothing(Outcome why) implements Taken {
        }
    }

    private Taken take(SignOne.Batch batch, List<Chosen> chosen) {
        Map<UUID, byte[]> shown = new LinkedHashMap<>();
        chosen.forEach(each -> shown.put(each.id(), each.sha256()));
        var locked = rows.lock(batch.account(), shown.keySet());
        if (locked.size() != shown.size() || locked.stream().anyMatch(Document::lent)) {
            return new Taken.Nothing(new Outcome.NotThere());
        }
        if (locked.stream().anyMatch(each -> !MessageDigest.isEqual(each.sha256(), shown.get(each.id())))) {
            return new Taken.Nothing(new Outcome.Changed());
        }
        var now = clock.instant();
        var free = locked.stream().filter(each -> each.waiting() && !each.worked(now)).map(Document::id).toList();
        if (free.isEmpty()) {
            return new Taken.Nothing(new Outcome.Begun(Objects.requireNonNull(locked.getFirst().batch())));
        }
        batches.insert(batch.id(), batch.account(), batch.mark());
        rows.take(free, batch.id(), PATIENCE);
        // In the order in which they were shown.
        return new Taken.These(shown.keySet().stream().filter(free::contains).toList());
    }

    private static SignOne.Secrets secrets(SecretText typed, SecretText pdf) {
        return new SignOne.Secrets(Passphrase.of(typed.reveal()), pdf.isEmpty() ? null : PdfPassword.of(pdf.reveal()));
    }

    private Outcome begin(SignOne.Batch batch, List<UUID> documents, SignOne.Secrets secrets) {
        var left = new ArrayList<>(documents);
        var troubles = new ArrayList<Trouble>();
        boolean handedOver = false;
        try {
            while (!left.isEmpty()) {
                var result = signed(batch, left.removeFirst(), secrets);
                if (result instanceof SignOne.Result.Troubled(var trouble)) {
                    troubles.add(trouble);
                }
                if (result instanceof SignOne.Result.Refused(var refusal)) {
                    return new Outcome.Refused(refusal);
                }
                if (result instanceof SignOne.Result.Signed) {
                    break;
                }
            }
            if (!left.isEmpty()) {
                background.execute(() -> rest(batch, left, secrets));
                handedOver = true;
            }
            return troubles.size() < documents.size() ? new Outcome.Begun(batch.id()) : ofAll(batch, troubles);
        } finally {
            if (!handedOver) {
                end(batch, secrets);
            }
        }
    }

    /** What the form can mend is told there, where it was filled in; anything else stands with each document. */
    private static Outcome ofAll(SignOne.Batch batch, List<Trouble> troubles) {
        if (troubles.stream().allMatch(Trouble::ofPassword)) {
            return new Outcome.Locked(troubles.getFirst());
        }
        return troubles.stream().allMatch(Trouble::ofPlace) ? new Outcome.Misplaced(troubles.getFirst())
                : new Outcome.Begun(batch.id());
    }

    private void rest(SignOne.Batch batch, List<UUID> left, SignOne.Secrets secrets) {
        try {
            for (UUID document : left) {
                if (stopping) {
                    LOG.info("Batch {} stops with the application; its owner can go on with the rest", batch.id());
                    return;
                }
                rows.stillWorking(batch.id(), PATIENCE);
                if (register.ownedBy(batch.account(), batch.certificate().id()).filter(Certificate::usable).isEmpty()
                        || signed(batch, document, secrets) instanceof SignOne.Result.Refused) {
                    return;
                }
            }
        } catch (RuntimeException e) {
            LOG.error("Batch {} ended early; its owner can go on with the rest", batch.id(), e);
        } finally {
            end(batch, secrets);
        }
    }

    private void end(SignOne.Batch batch, SignOne.Secrets secrets) {
        secrets.close();
        rows.release(batch.id());
    }

    private SignOne.Result signed(SignOne.Batch batch, UUID document, SignOne.Secrets secrets) {
        places.acquireUninterruptibly();
        try {
            var result = one.sign(batch, document, secrets);
            if (result instanceof SignOne.Result.Refused(var refusal)) {
                refusals.record(batch.account(), batch.certificate().id(), "sign", refusal, batch.origin());
            }
            return result;
        } catch (RuntimeException e) {
            // A defect with one document is no reason to leave the others.
            LOG.error("Document {} could not be signed", document, e);
            one.defect(batch, document);
            return new SignOne.Result.Troubled(Trouble.DEFECT);
        } finally {
            places.release();
        }
    }

    /** Lets those documents be finished that are being signed; the others stay as they are. */
    @Override
    public void destroy() {
        stopping = true;
        background.close();
    }
}
