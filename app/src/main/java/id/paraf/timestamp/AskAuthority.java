package id.paraf.timestamp;

import java.math.BigInteger;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import id.paraf.pki.tsp.ForeignToken;
import id.paraf.pki.tsp.Imprint;
import id.paraf.pki.tsp.TimestampFailure;
import id.paraf.pki.tsp.TimestampRequest;

/** Asks somebody else's timestamp authority over HTTP (RFC 3161 §3.4), and believes nothing that it cannot verify. */
final class AskAuthority {

    private static final Logger LOG = LoggerFactory.getLogger(AskAuthority.class);
    /** A token with a chain of four certificates and a list takes a tenth of it. */
    private static final int LONGEST_ANSWER = 65_536;
    /** RFC 3161 §2.4.1: a 64-bit number is large enough. */
    private static final int NONCE_BYTES = 8;
    /** Farther from our own clock, one of both is wrong: a token that nobody should build on. */
    private static final Duration PLAUSIBLE = Duration.ofMinutes(1);

    private final TimestampSettings.External settings;
    private final Collection<X509Certificate> roots;
    private final Clock clock;
    private final IntFunction<byte[]> random;
    private final HttpClient client;

    AskAuthority(TimestampSettings.External settings, Collection<X509Certificate> roots, Clock clock,
            IntFunction<byte[]> random) {
        this.settings = settings;
        this.roots = List.copyOf(roots);
        this.clock = clock;
        this.random = random;
        this.client = HttpClient.newBuilder().connectTimeout(settings.timeout()).version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER).build();
    }

    TokenOutcome over(Imprint imprint) {
        var query = new TimestampRequest.Query(imprint, null, new BigInteger(1, random.apply(NONCE_BYTES)), true);
        var request = HttpRequest.newBuilder(settings.url()).header("Content-Type", "application/timestamp-query")
                .header("Accept", "application/timestamp-reply").POST(HttpRequest.BodyPublishers.ofByteArray(query.der())).build();
        // The request's own timeout ends with the headers; this one also ends a body that trickles.
        var call = client.sendAsync(request,
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        try {
            return understand(call.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS), query);
        } catch (TimeoutException e) {
            return failed("no answer in time");
        } catch (ExecutionException e) {
            return failed(String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("interrupted");
        } finally {
            call.cancel(true);
        }
    }

    private TokenOutcome understand(HttpResponse<byte[]> response, TimestampRequest.Query query) {
        if (response.statusCode() != 200) {
            return failed("HTTP " + response.statusCode());
        }
        return switch (ForeignToken.check(response.body(), query, roots)) {
            case ForeignToken.Refused(String why) -> failed(why);
            case ForeignToken.Believed(byte[] token, var time) ->
                Duration.between(time, clock.instant()).abs().compareTo(PLAUSIBLE) > 0
                        ? failed("its time is " + time + ", ours " + clock.instant())
                        : new TokenOutcome.Given(token, time);
        };
    }

    private TokenOutcome failed(String why) {
        LOG.error("No timestamp from {}: {}", settings.url().getHost(), why);
        return new TokenOutcome.Refused(TimestampFailure.SYSTEM_FAILURE, "the timestamp authority does not answer as it should");
    }
}
