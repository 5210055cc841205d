package id.paraf.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.X509CertificateHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;

/**
 * How the authority is: its own certificates and what ends soon, and its lists. What a CA operator looks at; the one thing to do here is to
 * publish a list before it is due.
 */
@Component
public class AuthorityState {

    /** A new root or issuing authority is a ceremony that takes months to prepare. */
    private static final Duration CEREMONY = Duration.ofDays(365);
    /** A certificate that should have been followed by the next one so long ago was not. */
    private static final Duration OVERDUE = Duration.ofDays(2);

    private final Authorities authorities;
    private final Responders responders;
    private final TimestampCertificates timestamps;
    private final RevocationLists lists;
    private final ListRows rows;
    private final PublishList publish;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    AuthorityState(Authorities authorities, Responders responders, TimestampCertificates timestamps, RevocationLists lists,
            ListRows rows, PublishList publish, Audit audit, Clock clock, TransactionTemplate transaction) {
        this.authorities = authorities;
        this.responders = responders;
        this.timestamps = timestamps;
        this.lists = lists;
        this.rows = rows;
        this.publish = publish;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** What a certificate of the operator's own is for. */
    public enum Use {
        ROOT, ISSUING, OCSP, TIMESTAMP
    }

    /** How long a certificate goes on. */
    public enum Standing {
        GOOD,
        /** Its successor should be on its way. */
        ENDING,
        /** Another one of its kind lasts longer: this one only finishes. */
        FOLLOWED
    }

    /** One of the operator's own certificates. @param serial in hexadecimal */
    public record Own(Use use, String subject, String serial, Instant notBefore, Instant notAfter, Standing standing) {
    }

    /**
     * A list as it was published last.
     *
     * @param name as addresses spell it
     * @param number the one of the newest list or delta
     */
    public record Published(String name, long number, Instant thisUpdate, Instant nextUpdate) {
    }

    /** The certificates in force, the authorities first. */
    public List<Own> certificates() {
        var all = new ArrayList<Own>();
        all.add(authority(Use.ROOT, authorities.root()));
        all.add(authority(Use.ISSUING, authorities.issuing()));
        all.addAll(of(Use.OCSP, responders.inForce(), Responders.RENEWED_BEFORE));
        all.addAll(of(Use.TIMESTAMP, timestamps.inForce(), TimestampCertificates.RENEWED_BEFORE));
        return all;
    }

    /** Uses for which there should be a certificate, and is none. */
    public List<Use> missing() {
        var there = certificates().stream().map(Own::use).collect(Collectors.toSet());
        return Stream.of(Use.values()).filter(use -> !there.contains(use)).toList();
    }

    private Own authority(Use use, Authority authority) {
        return own(use, authority.certificate(), clock.instant().plus(CEREMONY).isAfter(authority.notAfter()) ? Standing.ENDING
                : Standing.GOOD);
    }

    private List<Own> of(Use use, List<OwnCertificate> inForce, Duration renewedBefore) {
        var all = new ArrayList<Own>();
        for (var one : inForce) {
            var standing = !all.isEmpty() ? Standing.FOLLOWED
                    : clock.instant().plus(renewedBefore).minus(OVERDUE).isAfter(one.notAfter()) ? Standing.ENDING : Standing.GOOD;
            all.add(own(use, holder(one.der()), standing));
        }
        return all;
    }

    private static X509CertificateHolder holder(byte[] der) {
        try {
            return new X509CertificateHolder(der);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Own own(Use use, X509CertificateHolder certificate, Standing standing) {
        var name = certificate.getSubject().getRDNs(BCStyle.CN)[0].getFirst().getValue();
        return new Own(use, IETFUtils.valueToString(name), certificate.getSerialNumber().toString(16),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(), standing);
    }

    /** The lists of both authorities, as they were published last; asking publishes nothing. */
    public List<Published> lists() {
        return Stream.of(authorities.root(), authorities.issuing())
                .flatMap(authority -> lists.names(authority.name()).stream()).flatMap(name -> published(name).stream()).toList();
    }

    private Optional<Published> published(String text) {
        return ListName.of(text).flatMap(name -> {
            var complete = rows.newest(name.complete());
            return Stream.of(complete, rows.newest(name.asDelta())).flatMap(Optional::stream)
                    .max(java.util.Comparator.comparingLong(ListRows.Known::number))
                    .map(known -> new Published(text, known.number(), known.thisUpdate(), known.nextUpdate()));
        });
    }

    /**
     * Publishes a list although nothing was revoked and its time is not over.
     *
     * @param seen the number of the list that the operator saw: if a newer one is there by now, nothing is done
     * @return whether a new one was published; empty if there is no such list
     */
    public Optional<Boolean> publish(String text, long seen, UUID by, Origin origin) {
        return ListName.of(text).filter(name -> !name.delta())
                .flatMap(name -> authorities.named(name.authority()).filter(known -> lists.names(known.name()).contains(text))
                        .map(authority -> lists.alone(() -> publish(name, authority, seen, by, origin))));
    }

    private boolean publish(ListName name, Authority authority, long seen, UUID by, Origin origin) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            rows.lock(name.authority());
            if (rows.lastNumber(name) != seen) {
                return false;
            }
            audit.record(new AuditEvent("authority.list-ordered", null, by, "authority:" + name.authority(),
                    Map.of("list", name.toString(), "after", Long.toString(seen)), origin));
            publish.publish(name, authority, true);
            return true;
        }));
    }
}
