package id.paraf.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

import id.paraf.certificate.Authorities;
import id.paraf.certificate.CertificateRevoked;
import id.paraf.certificate.CertificatesIssued;
import id.paraf.certificate.OwnCertificate;
import id.paraf.certificate.ReadAuthorities;
import id.paraf.certificate.StatusFeed;
import id.paraf.certificate.SuspensionChanged;
import id.paraf.kernel.Loop;
import id.paraf.keyroom.Keyroom;
import id.paraf.pki.ocsp.CertState;
import id.paraf.pki.ocsp.ResponderIdentity;

/** Keeps this node's copy of the register up to date, and its answers signed ahead of their time. */
@Component
public class FollowRegister implements SmartLifecycle {

    /** A certificate that is over is still answered for, so long that clocks which are late get an answer. */
    static final long KEPT_AFTER_END = Duration.ofDays(1).toSeconds();

    /** How often what is over leaves the memory. */
    private static final Duration TIDIED = Duration.ofDays(1);
    private static final Logger LOG = LoggerFactory.getLogger(FollowRegister.class);
    private static final Duration BREATHER = Duration.ofMillis(20);

    private final StatusFeed feed;
    private final ReadAuthorities authorities;
    private final Keyroom keyroom;
    private final Board board;
    private final Produce produce;
    private final StatusSettings settings;
    private final ReentrantLock reading = new ReentrantLock();
    private StatusFeed.@Nullable Position position;
    private long tidied = System.nanoTime();
    private @Nullable Loop following;
    private @Nullable Loop producing;

    FollowRegister(StatusFeed feed, ReadAuthorities authorities, Keyroom keyroom, Board board, AnswerOcsp answers,
            StatusSettings settings) {
        this.feed = feed;
        this.authorities = authorities;
        this.keyroom = keyroom;
        this.board = board;
        this.produce = new Produce(board, answers);
        this.settings = settings;
    }

    /** Reads what changed since the last time. */
    public void catchUp() {
        reading.lock();
        try {
            var certificates = authorities.responders();
            var before = position;
            var now = before == null ? feed.all(Authorities.ISSUING, this::learn)
                    : feed.since(Authorities.ISSUING, before, this::learn);
            for (var responder : certificates) {
                if (!board.signers().knows(responder.id())) {
                    open(responder);
                }
            }
            board.signers().keepOnly(certificates.stream().map(OwnCertificate::id).toList());
            board.seen(now.asOf());
            position = now;
            tidy(now.asOf().getEpochSecond());
            if (before == null) {
                LOG.info("Answers for {} certificates", board.known().size());
            }
        } finally {
            reading.unlock();
        }
    }

    private void tidy(long now) {
        if (System.nanoTime() - tidied > TIDIED.toNanos()) {
            tidied = System.nanoTime();
            board.known().forget(now - KEPT_AFTER_END);
        }
    }

    private void learn(byte[] serial, long notAfter, long stoppedAt, int reason) {
        board.known().put(serial, notAfter, stoppedAt < 0 ? CertState.NOT_REVOKED : new CertState(stoppedAt, reason));
    }

    private void open(OwnCertificate responder) {
        var signer = keyroom.openOcsp(responder.key());
        board.signers().add(number -> new Signers.Signer(number, responder.id(), identity(responder),
                data -> signer.sign(data).orThrow(), false));
    }

    private static ResponderIdentity identity(OwnCertificate responder) {
        try {
            return new ResponderIdentity(new X509CertificateHolder(responder.der()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** OC-13: the node that revoked says so before whoever revoked hears that it is done. Only memory is touched here. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void revoked(CertificateRevoked event) {
        learn(event.serial().toByteArray(), event.notAfter().getEpochSecond(), event.at().getEpochSecond(), event.reason().code());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void issued(CertificatesIssued event) {
        wake();
    }

    /** What can be taken back is read in the order of the register, not learnt as events come: within moments, never wrongly. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void suspension(SuspensionChanged event) {
        wake();
    }

    private void wake() {
        var loop = following;
        if (loop != null) {
            loop.wake();
        }
    }

    @Override
    public void start() {
        catchUp();
        following = Loop.start("status follow", settings.poll(), this::catchUp);
        producing = Loop.start("status produce", BREATHER, produce::round);
    }

    @Override
    public void stop() {
        for (var loop : new Loop[] {following, producing}) {
            if (loop != null) {
                loop.close();
            }
        }
        following = null;
        producing = null;
    }

    @Override
    public boolean isRunning() {
        return following != null;
    }

    /** Before the web server opens its port, so that the first question already has its answer. */
    @Override
    public int getPhase() {
        return 0;
    }
}
