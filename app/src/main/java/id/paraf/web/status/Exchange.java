package id.paraf.web.status;

import java.util.concurrent.CompletableFuture;

/** What is answered below some paths, whatever carries it: a call in, a reply out, and nobody waits in between. */
interface Exchange {

    /** Whether a path, still encoded, belongs to it. */
    boolean takes(String path);

    /** The reply: done already if it came out of memory. */
    CompletableFuture<HttpReply> respond(HttpCall call);
}
