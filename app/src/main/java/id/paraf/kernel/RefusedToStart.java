package id.paraf.kernel;

/**
 * The configuration is incomplete or unsafe: thrown while the application starts. The message is a sentence that says
 * what to set, and all that the operator sees.
 */
public final class RefusedToStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RefusedToStart(String sentence) {
        super(sentence);
    }
}
