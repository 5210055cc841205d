package id.paraf.esign;

import org.jspecify.annotations.Nullable;

import id.paraf.kernel.SecretText;
import id.paraf.pades.mark.Mark;
import id.paraf.pades.sign.Place;
import id.paraf.signing.SigningLevel;

/**
 * One file to be signed, as an application wants it.
 *
 * @param seen null for a signature that is not seen
 * @param password opens an encrypted file; null if none was given
 * @param level how long the signature is to be verifiable; null for what the operator chose
 */
public record Wanted(byte[] pdf, @Nullable Seen seen, @Nullable String reason, @Nullable String location,
        @Nullable String contact, @Nullable SecretText password, @Nullable SigningLevel level) {

    /** At the level that the operator chose. */
    public Wanted(byte[] pdf, @Nullable Seen seen, @Nullable String reason, @Nullable String location, @Nullable String contact,
            @Nullable SecretText password) {
        this(pdf, seen, reason, location, contact, password, null);
    }

    /**
     * The mark, and where it is to stand.
     *
     * @param mark    null for none, which {@link Where.InField} alone allows
     * @param movable whether a box that only partly lies on its page is moved onto it, and not refused
     */
    public record Seen(@Nullable Mark mark, Where where, boolean movable) {
    }

    /** Where a mark stands. */
    public sealed interface Where {

        /** In a box on a page. */
        record Box(Place place) implements Where {
        }

        /** In an empty signature field that the file has. */
        record InField(String name) implements Where {
        }

        /** Around a text that the file has, which has to be found first. */
        record Tag(String text, double width, double height) implements Where {
        }
    }
}
