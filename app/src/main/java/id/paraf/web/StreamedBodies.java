package id.paraf.web;

import java.util.List;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Paths whose page reads an uploaded body itself, as it arrives: for what is larger than a form may be, and must be neither parsed by
 * others first nor spilled to a disk. Whoever reads such a body names its path here, as a bean; one that ends in {@code /*} is
 * everything that a servlet of its own answers, however the path was written.
 */
public record StreamedBodies(List<String> paths) {

    public StreamedBodies(String... paths) {
        this(List.of(paths));
    }

    /** Whether nobody but its page may read the body of this request, nor of the one whose error this request shows. */
    boolean holds(HttpServletRequest request) {
        return request.getMethod().equals("POST") && (paths.contains(request.getRequestURI())
                || paths.contains(request.getServletPath() + "/*")
                || request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed && failed(failed));
    }

    private boolean failed(String path) {
        return paths.contains(path) || paths.stream().filter(one -> one.endsWith("/*"))
                .anyMatch(one -> path.replaceAll("/+", "/").startsWith(one.substring(0, one.length() - 1)));
    }
}
