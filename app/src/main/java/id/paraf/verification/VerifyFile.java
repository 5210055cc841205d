package id.paraf.verification;

import java.io.IOException;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Hashes;
import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.PdfPassword;
import id.paraf.pades.verify.Policy;
import id.paraf.pades.verify.TrustAnchors;
import id.paraf.pades.verify.VerifyPdf;
import id.paraf.verification.Intake.Taken;
import id.paraf.verification.Verification.Outcome;
import id.paraf.verification.Verification.Outcome.Judged;
import id.paraf.verification.Verification.Outcome.Refused;

/**
 * Says what a file proves. The file is held in memory and nowhere else, for as long as it takes; two are looked at at a time,
 * on threads of their own, so that no file, however it is made, keeps other requests from a processor.
 */
@Component
public class VerifyFile implements DisposableBean {

    /** PD-01: how long one file may take, and how long it may wait for its turn. */
    private static final long SECONDS = 30;
    private static final int AT_ONCE = 2;

    private final VerifyPdf verifier;
    private final VerifyPdf sandboxVerifier;
    private final Intake intake;
    private final TrustList trust;
    private final Clock clock;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final ExecutorService judges = Executors.newFixedThreadPool(AT_ONCE,
            Thread.ofPlatform().name("verification-", 1).daemon().factory());

    VerifyFile(TrustList trust, OwnAuthority own, Sandbox sandbox, VerificationSettings settings, Clock clock) {
        long most = settings.mostBytes().toBytes();
        // What a file unpacks to costs heap as well; decision 21 adds it up.
        var limits = new Limits(most, 64, 200_000, 4 << 20, 16 << 20, 128L << 20, 500);
        this.verifier = new VerifyPdf(trust.anchors(), own::statements, Policy.STRICT, limits);
        this.sandboxVerifier = new VerifyPdf(with(trust.anchors(), sandbox.chain()), (certificate, issuer) -> Stream
                .concat(own.statements(certificate, issuer).stream(), sandbox.statements(issuer).stream()).toList(), Policy.STRICT,
                limits);
        this.intake = new Intake(new Room(settings.memory().toBytes(), Duration.ofSeconds(5)), most);
        this.trust = trust;
        this.clock = clock;
    }

    private static TrustAnchors with(TrustAnchors usual, List<X509Certificate> more) {
        return new TrustAnchors(Stream.concat(usual.roots().stream(), more.stream().limit(1)).toList(),
                Stream.concat(usual.intermediates().stream(), more.stream().skip(1)).toList());
    }

    /**
     * Reads the stream to its end, or to the first byte too many, and judges what it held.
     *
     * @throws IOException if the sender went away
     */
    public Outcome verify(InputStream file) throws IOException {
        return verify(file, () -> null);
    }

    /** Says the password once the file is read: what comes over a wire may bring it behind the file. */
    public interface Password {

        /**
         * @return a reader's or the owner's, which is wiped when the file is judged; null if nobody said one
         * @throws IOException if the sender went away
         */
        @Nullable PdfPassword said() throws IOException;
    }

    /** The same for a file that may be encrypted. */
    public Outcome verify(InputStream file, Password password) throws IOException {
        return verify(file, password, verifier);
    }

    /** The same for who tries signatures out: those of the sandbox are believed beside those that everybody believes. */
    public Outcome verifyInSandbox(InputStream file, Password password) throws IOException {
        return verify(file, password, sandboxVerifier);
    }

    private Outcome verify(InputStream file, Password password, VerifyPdf by) throws IOException {
        return switch (intake.take(file)) {
            case Taken.Refused(var why) -> new Refused(why);
            case Taken.Held held -> judge(held, said(password, held), by);
        };
    }

    private static @Nullable PdfPassword said(Password password, Taken.Held held) throws IOException {
        boolean said = false;
        try {
            var words = password.said();
            said = true;
            return words;
        } finally {
            if (!said) {
                held.close();
            }
        }
    }

    private Outcome judge(Taken.Held held, @Nullable PdfPassword password, VerifyPdf by) throws IOException {
        try {
            if (!turns.tryAcquire(SECONDS, TimeUnit.SECONDS)) {
                held.close();
                return new Refused(Refusal.BUSY);
            }
        } catch (InterruptedException e) {
            held.close();
            throw stopped(e);
        }
        var judgement = judges.submit(() -> {
            // Turn and room are given back when the work ends, also if nobody waits for it any more.
            try (held; password) {
                return judged(held.bytes(), password, by);
            } finally {
                turns.release();
            }
        });
        try {
            return judgement.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return new Refused(Refusal.TOO_SLOW);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The verifier has an outcome for every file", e.getCause());
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    private static IOException stopped(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("stopped", e);
    }

    private Outcome judged(byte[] file, @Nullable PdfPassword password, VerifyPdf by) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return switch (by.verify(file, password, now)) {
            case id.paraf.pades.verify.Outcome.Verified(var report) -> new Judged(
                    new Verification(HexFormat.of().formatHex(Hashes.sha256(file)), file.length, now, trust.fingerprint(), report));
            case id.paraf.pades.verify.Outcome.Unreadable(var why) -> new Refused(switch (why) {
                case NOT_A_PDF -> Refusal.NOT_A_PDF;
                case DAMAGED -> Refusal.DAMAGED;
                case ENCRYPTED -> password == null ? Refusal.ENCRYPTED : Refusal.PASSWORD_WRONG;
                case ENCRYPTION_UNSUPPORTED -> Refusal.ENCRYPTION_UNSUPPORTED;
                case OVER_LIMIT -> Refusal.TOO_COMPLEX;
            });
        };
    }

    @Override
    public void destroy() {
        judges.shutdownNow();
    }
}
