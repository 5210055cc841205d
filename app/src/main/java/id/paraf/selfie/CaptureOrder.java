package id.paraf.selfie;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Who is to be captured and for what. Everything a capture session may know stands here.
 *
 * @param journey the reset journey, or the application, that the capture belongs to
 * @param account whose face
 * @param key the signer key that a proof will name; null for an enrolment
 * @param numberSince since when the number that gets the link has stood on the account; null for an enrolment
 * @param initials masked initials to show on the other device, for instance {@code A•• S••}
 * @param next path, on this site, where the capturing device goes after a pass; null if it has nothing more to do
 */
public record CaptureOrder(UUID journey, UUID account, Purpose purpose, @Nullable UUID key, @Nullable Instant numberSince,
        String initials, @Nullable String next) {

    public CaptureOrder {
        if (next != null && (!next.startsWith("/") || next.startsWith("//") || next.indexOf('\\') >= 0)) {
            throw new IllegalArgumentException("Not a path of this site");
        }
        if (purpose == Purpose.RESET && (key == null || numberSince == null)) {
            throw new IllegalArgumentException("A reset names its key and the age of its number");
        }
    }

    public static CaptureOrder reset(UUID journey, UUID account, UUID key, Instant numberSince, String initials,
            @Nullable String next) {
        return new CaptureOrder(journey, account, Purpose.RESET, key, numberSince, initials, next);
    }

    public static CaptureOrder enrolment(UUID application, UUID account, String initials, @Nullable String next) {
        return new CaptureOrder(application, account, Purpose.ENROLMENT, null, null, initials, next);
    }
}
