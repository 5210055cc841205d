package id.paraf.keyroom;

/** What became of something that was asked of a seal's key. */
public sealed interface SealOutcome<T> {

    record Done<T>(T value) implements SealOutcome<T> {
    }

    record Refused<T>(SealRefusal why) implements SealOutcome<T> {
    }
}
