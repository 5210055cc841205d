package id.paraf.web.transparency;

import java.time.Duration;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;
import id.paraf.transparency.LogFormat;
import id.paraf.transparency.PublicLog;

/**
 * The log for anyone who asks, after RFC 9162 §5 with plain JSON. What can never change is cached for a year; what names no
 * size of its own is good until the next head.
 */
@RestController
class LogPages {

    private static final CacheControl FOREVER = CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
    private static final CacheControl SHORTLY = CacheControl.maxAge(Duration.ofSeconds(10)).cachePublic();

    private final PublicLog log;
    private final Limits limits;

    LogPages(PublicLog log, Limits limits) {
        this.log = log;
        this.limits = limits;
    }

    /** What can be asked here: addresses, as templates where they take parameters (RFC 6570). */
    record Index(String head, String key, String entries, String inclusion, String consistency) {

        static final Index ALL = new Index("/log/v1/head", "/log/v1/key", "/log/v1/entries{?start,end}",
                "/log/v1/inclusion{?index,hash,certificate,size}", "/log/v1/consistency{?first,second}");
    }

    @GetMapping("/log/v1")
    ResponseEntity<Index> index(@RequestParam MultiValueMap<String, String> query, Origin origin) {
        ask(query, origin);
        return answer(Index.ALL, CacheControl.maxAge(Duration.ofDays(1)).cachePublic());
    }

    @GetMapping("/log/v1/head")
    ResponseEntity<LogFormat.Head> head(@RequestParam MultiValueMap<String, String> query, Origin origin) {
        ask(query, origin);
        return answer(log.head(), SHORTLY);
    }

    @GetMapping("/log/v1/key")
    ResponseEntity<LogFormat.Key> key(@RequestParam MultiValueMap<String, String> query, Origin origin) {
        ask(query, origin);
        return answer(log.key(), CacheControl.maxAge(Duration.ofDays(1)).cachePublic());
    }

    /** One of {@code index}, {@code hash} (of the leaf) and {@code certificate} (SHA-256 of it); {@code size} if not the newest. */
    @GetMapping("/log/v1/inclusion")
    ResponseEntity<LogFormat.Inclusion> inclusion(@RequestParam MultiValueMap<String, String> query, Origin origin) {
        var asked = ask(query, origin, "index", "hash", "certificate", "size");
        long newest = log.size();
        long size = asked.has("size") ? asked.number("size", 1, newest) : newest;
        var index = switch (asked.only("index", "hash", "certificate")) {
            case "hash" -> log.byLeafHash(asked.sha256("hash"));
            case "certificate" -> log.byCertificate(asked.sha256("certificate"));
            default -> java.util.Optional.of(asked.number("index", 0, size - 1));
        };
        long found = index.filter(number -> number < size).orElseThrow(() -> new Problem(404, "transparency.unknown"));
        return answer(log.inclusion(found, size), asked.has("size") ? FOREVER : SHORTLY);
    }

    @GetMapping("/log/v1/consistency")
    ResponseEntity<LogFormat.Consistency> consistency(@RequestParam MultiValueMap<String, String> query, Origin origin) {
        var asked = ask(query, origin, "first", "second");
        long second = asked.number("second", 1, log.size());
        long first = asked.number("first", 1, second);
        return answer(log.consistency(first, second), FOREVER);
    }

    @GetMapping("/log/v1/entries")
    ResponseEntity<LogFormat.Entries> entries(@RequestParam MultiValueMap<String, String> query, Origin origin) {
        var asked = ask(query, origin, "start", "end");
        long size = log.size();
        long start = asked.number("start", 0, size - 1);
        long end = asked.number("end", start, Long.MAX_VALUE - 1);
        // Cut short by the end of the log, the same question gets more next time.
        boolean whole = Math.min(end, start + PublicLog.PAGE - 1) < size;
        return answer(log.entries(start, Math.min(end, size - 1)), whole ? FOREVER : SHORTLY);
    }

    private Query ask(MultiValueMap<String, String> query, Origin origin, String... names) {
        if (limits.take(Limit.LOG_PER_ADDRESS, origin.address()) instanceof Limits.Outcome.Refused(Duration retryAfter)) {
            throw new Problem(429, "tooMany", retryAfter);
        }
        return Query.of(query, names);
    }

    private static <T> ResponseEntity<T> answer(T body, CacheControl cache) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).cacheControl(cache).body(body);
    }
}
