package id.paraf.selfie;

import static id.paraf.selfie.Times.at;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.face.Capture;
import id.paraf.face.FaceCheck;
import id.paraf.face.Hint;
import id.paraf.face.Side;
import id.paraf.face.Verdict;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Randomness;
import id.paraf.keyroom.proof.FaceProof;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;

/**
 * "Pengecekan Foto Diri": a challenge that the server chooses, frames that answer it, and a verdict that is kept. Whatever
 * goes wrong in the check itself, nobody passes because of it.
 */
@Component
public class CheckSelfie {

    /** How long a turn may take. */
    static final Duration CHALLENGE_LIFE = Duration.ofSeconds(90);
    static final int MOST_FRAMES = 6;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Randomness randomness;
    private final FaceCheck face;
    private final Limits limits;
    private final ReferencePhotos references;
    private final SelfieCases cases;
    private final SeenFrames seen;
    private final Verdicts verdicts;

    CheckSelfie(JdbcClient jdbc, TransactionTemplate transactions, Clock clock, Randomness randomness,
            @Lazy FaceCheck face, Limits limits, ReferencePhotos references, SelfieCases cases, SeenFrames seen,
            Verdicts verdicts) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.randomness = randomness;
        this.face = face;
        this.limits = limits;
        this.references = references;
        this.cases = cases;
        this.seen = seen;
        this.verdicts = verdicts;
    }

    /** Looks at one frame while the camera runs; at most so many a session, then empty. Decides and stores nothing. */
    public Optional<Hint> hint(CaptureSession session, byte[] frame) {
        if (!session.consented() || !limits.take(Limit.SELFIE_HINT_PER_SESSION, session.id().toString()).granted()) {
            return Optional.empty();
        }
        try {
            return Optional.of(face.hint(frame));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Chooses a side, unpredictably, and forgets the challenge before. Empty without consent. */
    public Optional<Challenge> challenge(CaptureSession session) {
        if (!session.consented()) {
            return Optional.empty();
        }
        String nonce = randomness.token();
        Side side = randomness.below(2) == 0 ? Side.LEFT : Side.RIGHT;
        Instant until = clock.instant().plus(CHALLENGE_LIFE);
        jdbc.sql("""
                UPDATE capture_session SET challenge_nonce = :nonce, challenge_side = :side, challenge_until = :until
                WHERE id = :id AND ended_at IS NULL""").param("nonce", Hashes.ofToken(nonce)).param("side", side.name())
                .param("until", at(until)).param("id", session.id()).update();
        return Optional.of(new Challenge(nonce, side, until));
    }

    /** How many refused attempts the account has left in this window. */
    public int attemptsLeft(UUID account) {
        return limits.left(Limit.SELFIE_PER_ACCOUNT, account.toString());
    }

    /** Checks one attempt. */
    public SelfieOutcome submit(CaptureSession session, Submission submission, Origin origin) {
        if (!session.consented()) {
            return new SelfieOutcome.NoConsent();
        }
        if (passed(session)) {
            return new SelfieOutcome.Passed(session.next());
        }
        var open = cases.ofJourney(session.journey()).filter(found -> found.state() == SelfieCases.State.OPEN);
        if (open.isPresent()) {
            return new SelfieOutcome.NeedsOfficer(open.get().cause());
        }
        if (attemptsLeft(session.account()) <= 0) {
            return officer(session, SelfieCases.Cause.ATTEMPTS_USED_UP, origin);
        }
        Side side = answer(session, submission.nonce());
        int frames = submission.frontal().size() + submission.turned().size();
        if (side == null || frames > MOST_FRAMES) {
            return new SelfieOutcome.ChallengeOver();
        }
        if (VirtualCameras.looksVirtual(submission.camera())) {
            return officer(session, SelfieCases.Cause.SUSPICIOUS, origin);
        }
        var all = new ArrayList<>(submission.frontal());
        all.addAll(submission.turned());
        if (seen.sameFile(session.account(), all, clock.instant())) {
            return seenBefore(session, all, origin);
        }
        List<byte[]> photos = List.of();
        if (session.purpose() == Purpose.RESET) {
            switch (references.forCheck(session.account(), session.journey(), origin)) {
                case ReferencePhotos.References.Found(var found) -> photos = found;
                case ReferencePhotos.References.Missing() -> {
                    return officer(session, SelfieCases.Cause.NO_REFERENCE, origin);
                }
                case ReferencePhotos.References.Tampered() -> {
                    return officer(session, SelfieCases.Cause.NO_REFERENCE, origin);
                }
            }
        }
        Verdict verdict = verdict(new Capture(side, submission.frontal(), submission.turned()), photos);
        return switch (verdict) {
            case Verdict.Passed passed -> seen.copy(session.account(), passed.fingerprints(), clock.instant())
                    ? seenBefore(session, all, origin)
                    : passed(session, passed, all, origin);
            case Verdict.Refused refused -> refused(session, refused, all, origin);
            case Verdict.Unavailable unavailable -> {
                verdicts.unavailable(session, unavailable, origin);
                yield new SelfieOutcome.TryLater();
            }
        };
    }

    private Verdict verdict(Capture capture, List<byte[]> photos) {
        try {
            // Foreign code may return what it must not.
            return Objects.requireNonNullElseGet(face.check(capture, photos), () -> new Verdict.Unavailable("no verdict"));
        } catch (RuntimeException e) {
            // A foreign implementation may throw what it likes; that is never a pass (SF-08).
            return new Verdict.Unavailable(e.getClass().getSimpleName());
        }
    }

    /** Takes the answer to the session's challenge, once; null if there is none to answer. */
    private @Nullable Side answer(CaptureSession session, String nonce) {
        return jdbc.sql("""
                WITH asked AS (SELECT id, challenge_side FROM capture_session
                               WHERE id = :id AND ended_at IS NULL AND challenge_nonce = :nonce AND challenge_until > :now
                               FOR UPDATE)
                UPDATE capture_session s SET challenge_nonce = NULL, challenge_side = NULL, challenge_until = NULL
                FROM asked WHERE s.id = asked.id RETURNING asked.challenge_side""").param("id", session.id())
                .param("nonce", Hashes.ofToken(nonce)).param("now", at(clock.instant()))
                .query((rs, i) -> Side.valueOf(rs.getString(1))).optional().orElse(null);
    }

    private SelfieOutcome passed(CaptureSession session, Verdict.Passed passed, List<byte[]> frames, Origin origin) {
        boolean recorded = Boolean.TRUE.equals(transactions.execute(status -> {
            if (!verdicts.passed(session, passed, origin)) {
                return false;
            }
            seen.remember(session.account(), frames, passed.fingerprints(), clock.instant());
            return true;
        }));
        return recorded ? new SelfieOutcome.Passed(session.next()) : new SelfieOutcome.ChallengeOver();
    }

    private SelfieOutcome refused(CaptureSession session, Verdict.Refused refused, List<byte[]> frames, Origin origin) {
        boolean spends = !refused.reason().guidance() && !refused.reason().file();
        return settle(session, refused.reason().name(), spends, frames, origin,
                left -> spends ? new SelfieOutcome.Retry(refused.reason(), left) : new SelfieOutcome.Adjust(refused.reason()));
    }

    private SelfieOutcome seenBefore(CaptureSession session, List<byte[]> frames, Origin origin) {
        return settle(session, "SEEN_BEFORE", true, frames, origin, SelfieOutcome.SeenBefore::new);
    }

    private SelfieOutcome settle(CaptureSession session, String reason, boolean spends, List<byte[]> frames, Origin origin,
            IntFunction<SelfieOutcome> answer) {
        // A second press within ten seconds is the same attempt (SF-07).
        int left = spends && verdicts.spendsAnAttempt(session)
                ? limits.take(Limit.SELFIE_PER_ACCOUNT, session.account().toString()) instanceof Limits.Outcome.Granted(int more)
                        ? more : 0
                : attemptsLeft(session.account());
        transactions.executeWithoutResult(status -> {
            verdicts.refused(session, reason, left, spends, origin);
            seen.remember(session.account(), frames, List.of(), clock.instant());
        });
        return left <= 0 ? officer(session, SelfieCases.Cause.ATTEMPTS_USED_UP, origin) : answer.apply(left);
    }

    private SelfieOutcome officer(CaptureSession session, SelfieCases.Cause cause, Origin origin) {
        cases.open(session, cause, origin);
        return new SelfieOutcome.NeedsOfficer(cause);
    }

    /** Whether the journey's photos passed. */
    public boolean passed(UUID journey) {
        return verdicts.passed(journey);
    }

    /** Whether this very session passed; a later session of the journey checks again. */
    public boolean passed(CaptureSession session) {
        return verdicts.passed(session);
    }

    /** The face proof of a journey, by the matcher or an officer, as long as it was not spent. */
    public Optional<FaceProof> proof(UUID journey) {
        return verdicts.proof(journey);
    }

    /** Marks a journey's proof as used, in the caller's transaction. @return false if it was used before (SF-12) */
    public boolean spend(UUID journey) {
        return Boolean.TRUE.equals(transactions.execute(status -> verdicts.spend(journey)));
    }
}
