package id.paraf.web;

import java.util.List;

/**
 * Routes that are answered before the pages' own chain: whoever registers such an edge names them here, so that the gates
 * that go over every route go over these, too.
 *
 * @param routes method and path, with variables in braces
 */
public record RawRoutes(List<String> routes) {

    public RawRoutes(String... routes) {
        this(List.of(routes));
    }
}
