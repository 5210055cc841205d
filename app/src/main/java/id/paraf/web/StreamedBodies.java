package id.paraf.web;

import java.util.List;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Paths whose page reads an uploaded body itself, as it arrives: for what is larger than a form may be, and must be neither parsed by
 * others first nor spilled to a disk. Whoever reads such a body names its path here, as a bean.
 */
public record StreamedBodies(List<String> paths) {

    public StreamedBodies(String... paths) {
        this(List.of(paths));
    }

    /** Whether nobody but its page may read the body of this request, nor of the one whose error this request shows. */
    boolean holds(HttpServletRequest request) {
        return request.getMethod().equals("POST") && (paths.contains(request.getRequestURI())
                || request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed && paths.contains(failed));
    }
}
