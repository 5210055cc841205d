package id.paraf.web.certificate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

import id.paraf.certificate.Authorities;
import id.paraf.certificate.Authority;
import id.paraf.certificate.OwnCertificate;
import id.paraf.certificate.RevocationLists;
import id.paraf.certificate.TimestampCertificates;
import id.paraf.kernel.Problem;
import id.paraf.pki.KeyIdentifiers;
import id.paraf.web.HttpDate;

/** What certificates point to: lists of revoked certificates and the certificates of authorities, open to everyone. */
@Controller
class RepositoryPages {

    /** How long a copy may be shown without asking again: OC-13 wants a revocation to be seen soon. */
    private static final Duration SHOWN_FOR = Duration.ofMinutes(1);

    private final Authorities authorities;
    private final TimestampCertificates timestamps;
    private final RevocationLists lists;
    private final Clock clock;

    RepositoryPages(Authorities authorities, TimestampCertificates timestamps, RevocationLists lists, Clock clock) {
        this.authorities = authorities;
        this.timestamps = timestamps;
        this.lists = lists;
        this.clock = clock;
    }

    /** RFC 5280 §4.2.1.13 and RFC 2585 §4.2: DER, {@code application/pkix-crl}; complete lists, partitions and deltas. */
    @GetMapping("/crl/{authority}.crl")
    ResponseEntity<byte[]> list(@PathVariable("authority") String name) {
        var list = lists.current(name).orElseThrow(() -> new Problem(404, "notFound"));
        Instant now = clock.instant();
        var shown = shorter(Duration.between(now, list.nextUpdate()));
        var answer = ResponseEntity.ok().contentType(MediaType.parseMediaType("application/pkix-crl")).eTag(list.etag())
                .header("Expires", HttpDate.of(now.plus(shown)))
                .cacheControl(CacheControl.maxAge(shown).cachePublic().noTransform());
        list.modified(now).ifPresent(answer::lastModified);
        return answer.body(list.der());
    }

    /** RFC 2585 §4.1: DER, {@code application/pkix-cert}. */
    @GetMapping("/ca/{authority}.crt")
    ResponseEntity<byte[]> certificate(@PathVariable String authority) {
        byte[] der = authority.equals(Shelf.TIMESTAMPS)
                ? timestamps.inForce().stream().findFirst().map(OwnCertificate::der).orElse(null)
                : authorities.named(authority).map(Authority::der).orElse(null);
        if (der == null) {
            throw new Problem(404, "notFound");
        }
        return ResponseEntity.ok().contentType(MediaType.parseMediaType("application/pkix-cert"))
                .eTag("\"" + HexFormat.of().formatHex(KeyIdentifiers.sha256(der)) + "\"")
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic().noTransform()).body(der);
    }

    private static Duration shorter(Duration left) {
        return left.compareTo(SHOWN_FOR) < 0 ? left : SHOWN_FOR;
    }
}
