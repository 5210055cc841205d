package id.paraf.kernel;

/** Told of every named point at which a crash is tested. Does nothing unless a test run asked for a crash. */
@FunctionalInterface
public interface Faults {

    /** Nobody asked for a crash. */
    Faults NONE = point -> {
    };

    /** The process may end inside this call. */
    void reached(Enum<?> point);
}
