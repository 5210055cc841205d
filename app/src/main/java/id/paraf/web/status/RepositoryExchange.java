package id.paraf.web.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import id.paraf.certificate.KnownLists;
import id.paraf.certificate.ReadAuthorities;
import id.paraf.pki.KeyIdentifiers;
import id.paraf.web.HttpDate;

/**
 * The lists and the authorities' certificates at the addresses that stand in certificates, read and never made: a node that
 * answers about status publishes nothing.
 */
@Component
class RepositoryExchange implements Exchange {

    /** RFC 2585 §4. */
    private static final String LIST = "application/pkix-crl";
    private static final String CERTIFICATE = "application/pkix-cert";
    private static final Pattern LISTS = Pattern.compile("/crl/([a-z0-9-]{1,40})\\.crl");
    private static final Pattern CERTIFICATES = Pattern.compile("/ca/([a-z0-9-]{1,40})\\.crt");
    /** OC-13: a shared cache may hold a list this long, so that a revocation is seen within a minute behind it, too. */
    private static final Duration SHOWN_FOR = Duration.ofSeconds(45);
    private static final Duration CERTIFICATE_SHOWN_FOR = Duration.ofDays(1);

    private static final byte[] NOTHING = {};
    private static final HttpReply UNKNOWN = HttpReply.plain(404);
    private static final HttpReply WRONG_METHOD = HttpReply.plain(405, "Allow", "GET, HEAD");
    private static final HttpReply AWAY = HttpReply.plain(503, "Retry-After", "30");

    private final KnownLists lists;
    private final ReadAuthorities authorities;
    private final Clock clock;
    /** As they were read last, for when the database is away. */
    private final Map<String, byte[]> certificates = new ConcurrentHashMap<>();
    private final Executor readers = work -> Thread.ofVirtual().name("repository").start(work);

    RepositoryExchange(KnownLists lists, ReadAuthorities authorities, Clock clock) {
        this.lists = lists;
        this.authorities = authorities;
        this.clock = clock;
    }

    @Override
    public boolean takes(String path) {
        return path.startsWith("/crl/") || path.startsWith("/ca/");
    }

    @Override
    public CompletableFuture<HttpReply> respond(HttpCall call) {
        if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            return CompletableFuture.completedFuture(WRONG_METHOD);
        }
        // The database says what is newest: that is nothing to wait for on the loop of a connection.
        return CompletableFuture.supplyAsync(() -> read(call), readers);
    }

    private HttpReply read(HttpCall call) {
        try {
            var list = LISTS.matcher(call.path());
            if (list.matches()) {
                return lists.newest(list.group(1)).map(newest -> over(call, newest.der(), LIST, newest.etag(),
                        newest.modified(clock.instant()).orElse(null),
                        shorter(Duration.between(clock.instant(), newest.nextUpdate())))).orElse(UNKNOWN);
            }
            var certificate = CERTIFICATES.matcher(call.path());
            return !certificate.matches() ? UNKNOWN
                    : certificate(certificate.group(1)).map(der -> over(call, der, CERTIFICATE,
                            "\"" + HexFormat.of().formatHex(KeyIdentifiers.sha256(der)) + "\"", null,
                            CERTIFICATE_SHOWN_FOR)).orElse(UNKNOWN);
        } catch (DataAccessException away) {
            return AWAY;
        }
    }

    /** Reads all that there is to ask for, before anybody asks. */
    void learn() {
        lists.learn();
        authorities.names().forEach(this::certificate);
    }

    private Optional<byte[]> certificate(String name) {
        try {
            var read = authorities.certificate(name);
            read.ifPresent(der -> certificates.put(name, der));
            return read;
        } catch (DataAccessException away) {
            byte[] known = certificates.get(name);
            if (known == null) {
                throw away;
            }
            return Optional.of(known);
        }
    }

    private HttpReply over(HttpCall call, byte[] der, String type, String tag, @Nullable Instant modified, Duration shown) {
        var headers = new ArrayList<>(List.of("Content-Type", type, "ETag", tag, "Expires",
                HttpDate.of(clock.instant().plus(shown)), "Cache-Control",
                "max-age=" + shown.toSeconds() + ", public, no-transform", "X-Content-Type-Options", "nosniff"));
        if (modified != null) {
            headers.addAll(List.of("Last-Modified", HttpDate.of(modified)));
        }
        boolean same = call.has(tag, modified == null ? Long.MAX_VALUE : modified.getEpochSecond());
        return new HttpReply(same ? 304 : 200, headers.toArray(String[]::new), same ? NOTHING : der);
    }

    private static Duration shorter(Duration left) {
        return left.isNegative() ? Duration.ZERO : left.compareTo(SHOWN_FOR) < 0 ? left : SHOWN_FOR;
    }
}
