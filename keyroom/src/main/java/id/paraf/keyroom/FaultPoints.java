package id.paraf.keyroom;

/** Told of every {@link FaultPoint} that is reached. */
@FunctionalInterface
public interface FaultPoints {

    /** What everything but a crash test uses. */
    FaultPoints NONE = point -> {
    };

    void reached(FaultPoint point);
}
