package id.paraf.kernel;

import java.util.List;

/**
 * An outcome that ends a request at the edge with a sentence for its reader. Features return values for what they expect;
 * only {@code web} throws this. Everything that is not a Problem becomes a 500 with an incident id and nothing else.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient List<Object> arguments;

    /**
     * @param status the HTTP status
     * @param code message key below {@code problem.}: {@code problem.<code>.title} and {@code problem.<code>.detail}
     * @param arguments what the message's placeholders take; never a secret
     */
    public Problem(int status, String code, Object... arguments) {
        super(code, null, false, false);
        this.status = status;
        this.code = code;
        this.arguments = List.of(arguments);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public List<Object> arguments() {
        return arguments;
    }
}
