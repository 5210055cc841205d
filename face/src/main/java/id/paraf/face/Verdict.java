package id.paraf.face;

import java.util.List;

/**
 * What a capture proves. Only {@link Passed} is a pass: a caller that matches with {@code switch} cannot mistake a
 * failing matcher for one.
 */
public sealed interface Verdict {

    /**
     * Live, turned as asked and, if references were given, the same face.
     *
     * @param photos re-encoded, pixels only, no metadata: the first frontal frame, or all of them if there were no references
     * @param similarity cosine between the means of frames and references; 1 if there were none to compare with
     * @param liveness the lowest probability of "live" over all frontal frames
     * @param yaw degrees by which the head was turned to the side asked for
     * @param fingerprints what each frame, frontal then turned, looks like, for recognising a copy of it later
     */
    record Passed(List<CleanPhoto> photos, double similarity, double liveness, double yaw, List<Fingerprint> fingerprints)
            implements
                Verdict {

        public Passed {
            photos = List.copyOf(photos);
            fingerprints = List.copyOf(fingerprints);
        }
    }

    /**
     * Refused, with the first reason found.
     *
     * @param frame which frame, counted from 0 through the frontal and then the turned ones; -1 for the capture as a whole
     */
    record Refused(Reason reason, int frame) implements Verdict {
    }

    /**
     * The check itself failed: too slow, out of order, models missing. Says nothing about the person and passes nobody.
     *
     * @param cause for the operator's log, never for the person
     */
    record Unavailable(String cause) implements Verdict {
    }
}
