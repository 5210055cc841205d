package id.paraf.face;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The built-in check: four nets on the ONNX Runtime, a bounded number of threads with a bounded queue. What takes too
 * long, finds no place or fails is {@link Verdict.Unavailable}.
 */
public final class OnnxFaceCheck implements FaceCheck {

    private static final int FEWEST_FRONTAL = 2;
    private static final int MOST_FRONTAL = 4;
    private static final int MOST_TURNED = 2;
    private static final int QUEUE_PER_THREAD = 8;

    private final FaceSettings settings;
    private final Nets nets;
    private final ThreadPoolExecutor workers;

    /** Loads the models. @throws IllegalStateException if one is missing, changed, unreadable or was never measured */
    public OnnxFaceCheck(FaceSettings settings) {
        this.settings = settings;
        this.nets = new Nets(settings.models());
        try {
            Measured.require(nets, settings.models());
        } catch (IllegalStateException e) {
            nets.close();
            throw e;
        }
        this.workers = new ThreadPoolExecutor(settings.threads(), settings.threads(), 0, TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.threads() * QUEUE_PER_THREAD),
                Thread.ofPlatform().name("face-", 1).daemon().factory());
    }

    @Override
    public Verdict check(Capture capture, List<byte[]> references) {
        return run(() -> decide(capture, references), Verdict.Unavailable::new);
    }

    @Override
    public Hint hint(byte[] frame) {
        return run(() -> look(frame), cause -> new Hint(Reason.NO_FACE, Double.NaN));
    }

    @Override
    public Likeness likeness(byte[] photo, List<byte[]> person) {
        return run(() -> alike(photo, person), Likeness.Unavailable::new);
    }

    private <T> T run(Callable<T> work, Function<String, T> otherwise) {
        Future<T> future;
        try {
            future = workers.submit(work);
        } catch (RejectedExecutionException e) {
            return otherwise.apply("all places in the queue are taken");
        }
        try {
            return future.get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            return otherwise.apply("slower than " + settings.patience());
        } catch (ExecutionException e) {
            return otherwise.apply(String.valueOf(e.getCause()));
        } catch (CancellationException e) {
            return otherwise.apply("the check did not end");
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            return otherwise.apply("the check did not end");
        }
    }

    private Hint look(byte[] file) {
        return switch (ImageIntake.take(file)) {
            case ImageIntake.Intake.Refused(Reason reason) -> new Hint(reason, Double.NaN);
            case ImageIntake.Intake.Taken(Pixels pixels) -> {
                var frame = new Frame(nets, pixels);
                yield new Hint(frame.whyNotFrontal(), frame.hasFace() ? frame.yaw() : Double.NaN);
            }
        };
    }

    private Verdict decide(Capture capture, List<byte[]> references) throws InterruptedException {
        int frontals = capture.frontal().size();
        int turns = capture.turned().size();
        if (frontals < FEWEST_FRONTAL || frontals > MOST_FRONTAL || turns < 1 || turns > MOST_TURNED || repeats(capture)) {
            return new Verdict.Refused(Reason.INCOMPLETE, -1);
        }
        var frontal = new ArrayList<Frame>();
        double liveness = 1;
        for (int i = 0; i < frontals; i++) {
            switch (ImageIntake.take(capture.frontal().get(i))) {
                case ImageIntake.Intake.Refused(Reason reason) -> {
                    return new Verdict.Refused(reason, i);
                }
                case ImageIntake.Intake.Taken(Pixels pixels) -> frontal.add(frame(pixels));
            }
            Reason reason = frontal.get(i).whyNotFrontal();
            if (reason != null) {
                return new Verdict.Refused(reason, i);
            }
            double live = frontal.get(i).liveness();
            liveness = Math.min(liveness, live);
            if (!(live >= settings.liveness())) {
                return new Verdict.Refused(Reason.NOT_LIVE, i);
            }
        }
        var turned = new ArrayList<Frame>();
        for (int i = 0; i < turns; i++) {
            switch (ImageIntake.take(capture.turned().get(i))) {
                case ImageIntake.Intake.Refused(Reason reason) -> {
                    return new Verdict.Refused(reason, frontals + i);
                }
                case ImageIntake.Intake.Taken(Pixels pixels) -> turned.add(frame(pixels));
            }
            Reason reason = turned.get(i).whyNoFace();
            if (reason != null) {
                return new Verdict.Refused(reason, frontals + i);
            }
        }
        return compare(capture.asked(), frontal, turned, references, liveness);
    }

    private Verdict compare(Side asked, List<Frame> frontal, List<Frame> turned, List<byte[]> references, double liveness)
            throws InterruptedException {
        double yaw = Double.NEGATIVE_INFINITY;
        Frame best = turned.getFirst();
        for (Frame frame : turned) {
            double toAsked = asked == Side.LEFT ? frame.yaw() : -frame.yaw();
            if (toAsked > yaw) {
                yaw = toAsked;
                best = frame;
            }
        }
        if (!(yaw >= settings.turn())) {
            return new Verdict.Refused(Reason.NOT_TURNED, frontal.size() + turned.indexOf(best));
        }
        if (!(Relief.shown(mostFrontal(frontal).mesh(), best.mesh()) >= settings.relief())) {
            return new Verdict.Refused(Reason.NOT_LIVE, frontal.size() + turned.indexOf(best));
        }
        var embeddings = new ArrayList<double[]>();
        for (Frame frame : frontal) {
            pause();
            embeddings.add(frame.embedding());
        }
        double[] person = Vectors.mean(embeddings);
        for (int i = 0; i < embeddings.size(); i++) {
            // The frontal frames must show one person too, or a stranger's live frame could lend its liveness.
            if (!(Vectors.dot(embeddings.get(i), embeddings.getFirst()) >= settings.similarityToOne())) {
                return new Verdict.Refused(Reason.OTHER_FACE_IN_TURN, i);
            }
        }
        if (!(Vectors.dot(person, best.embedding()) >= settings.link())) {
            return new Verdict.Refused(Reason.OTHER_FACE_IN_TURN, frontal.size() + turned.indexOf(best));
        }
        double similarity = 1;
        if (!references.isEmpty()) {
            var known = new ArrayList<double[]>();
            for (byte[] reference : references) {
                double[] embedding = reference(reference);
                if (embedding == null) {
                    return new Verdict.Unavailable("a reference photo shows no face");
                }
                known.add(embedding);
            }
            similarity = Vectors.dot(person, Vectors.mean(known));
            if (!(similarity >= (references.size() == 1 ? settings.similarityToOne() : settings.similarity()))) {
                return new Verdict.Refused(Reason.NOT_MATCHED, -1);
            }
        }
        var fingerprints = new ArrayList<Fingerprint>();
        frontal.forEach(frame -> fingerprints.add(frame.fingerprint()));
        turned.forEach(frame -> fingerprints.add(frame.fingerprint()));
        // References need all frames, evidence of a comparison one.
        var kept = references.isEmpty() ? frontal : frontal.subList(0, 1);
        return new Verdict.Passed(kept.stream().map(frame -> ImageIntake.encode(frame.pixels())).toList(), similarity, liveness,
                yaw,
                fingerprints);
    }

    private static Frame mostFrontal(List<Frame> frames) {
        return Collections.min(frames, Comparator.comparingDouble(frame -> Math.abs(frame.yaw())));
    }

    private Likeness alike(byte[] photo, List<byte[]> person) throws InterruptedException {
        var known = new ArrayList<double[]>();
        for (byte[] one : person) {
            double[] embedding = reference(one);
            if (embedding == null) {
                return new Likeness.Unavailable("a photo of the person shows no face");
            }
            known.add(embedding);
        }
        if (known.isEmpty() || !(PaperPhoto.pixels(photo) instanceof ImageIntake.Intake.Taken(Pixels whole))) {
            return new Likeness.Unavailable("nothing to compare");
        }
        for (Pixels part : PaperPhoto.parts(whole)) {
            Frame frame = frame(part);
            if (frame.hasFace()) {
                return new Likeness.Compared(Vectors.dot(frame.embedding(), Vectors.mean(known)));
            }
        }
        return new Likeness.NoFace();
    }

    private double @Nullable [] reference(byte[] file) throws InterruptedException {
        if (!(ImageIntake.take(file) instanceof ImageIntake.Intake.Taken(Pixels pixels))) {
            return null;
        }
        Frame frame = frame(pixels);
        return frame.hasFace() ? frame.embedding() : null;
    }

    private Frame frame(Pixels pixels) throws InterruptedException {
        pause();
        return new Frame(nets, pixels);
    }

    /** The place where a check that nobody waits for any more ends. */
    private static void pause() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("given up");
        }
    }

    /** Whether one frame was sent twice: a camera never gives the same bytes again. */
    private static boolean repeats(Capture capture) {
        var all = new ArrayList<>(capture.frontal());
        all.addAll(capture.turned());
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (Arrays.equals(all.get(i), all.get(j))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The nets, for measuring them without the rest. */
    Nets nets() {
        return nets;
    }

    @Override
    public void close() {
        workers.shutdownNow();
        try {
            // A session that is closed while a thread still runs it would take the whole process along.
            if (workers.awaitTermination(settings.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                nets.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
