package id.paraf.kernel;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An outcome that ends a request at the edge with a sentence for its reader. Features return values for what they expect;
 * only {@code web} throws this. Everything that is not a Problem becomes a 500 with an incident id and nothing else.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient List<Object> arguments;
    private final @Nullable String way;

    /**
     * @param status the HTTP status
     * @param code message key below {@code problem.}: {@code problem.<code>.title} and {@code problem.<code>.detail}
     * @param arguments what the message's placeholders take; never a secret
     */
    public Problem(int status, String code, Object... arguments) {
        this(status, code, List.of(arguments), null);
    }

    private Problem(int status, String code, List<Object> arguments, @Nullable String way) {
        super(code, null, false, false);
        this.status = status;
        this.code = code;
        this.arguments = arguments;
        this.way = way;
    }

    /** The same with a way on: a page of ours, which {@code problem.<code>.way} says what it is. */
    public Problem leadingTo(String path) {
        return new Problem(status, code, arguments, path);
    }

    /** The path of the page that helps on, or null for the start. */
    public @Nullable String way() {
        return way;
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
