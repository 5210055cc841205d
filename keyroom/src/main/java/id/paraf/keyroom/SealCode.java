package id.paraf.keyroom;

import java.time.Instant;

/**
 * A code as it leaves the keyroom, once: there it is known by its mark alone.
 *
 * @param text four groups of five characters, for people to copy; hyphens, spaces and case mean nothing
 * @param until when it is over
 */
public record SealCode(String text, Instant until) {

    @Override
    public String toString() {
        return "SealCode[•••]";
    }
}
