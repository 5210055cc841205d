package id.paraf.timestamp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.certificate.Authorities;
import id.paraf.certificate.OwnCertificate;
import id.paraf.certificate.TimestampCertificates;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.TimestampSigner;

/** The certificate that signs now, with its key open. What was revoked or replaced elsewhere is noticed within a minute. */
@Component
class TokenSigners {

    private static final Duration LOOKED_UP_EVERY = Duration.ofMinutes(1);

    private final TimestampCertificates certificates;
    private final Authorities authorities;
    private final Keyroom keyroom;
    private final LongSupplier nanos;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable Opened current;

    TokenSigners(TimestampCertificates certificates, Authorities authorities, Keyroom keyroom, TimeSources sources) {
        this.certificates = certificates;
        this.authorities = authorities;
        this.keyroom = keyroom;
        this.nanos = sources.nanos();
    }

    /**
     * Who signs.
     *
     * @param id the certificate's id in the register
     * @param chain the certificate and its issuer's, for clients that ask for them
     */
    record Signer(UUID id, X509CertificateHolder certificate, List<X509CertificateHolder> chain, TimestampSigner key) {

        boolean worksAt(Instant at) {
            return !at.isBefore(certificate.getNotBefore().toInstant()) && !at.isAfter(certificate.getNotAfter().toInstant());
        }
    }

    /** {@code signer} is null if there was none at that moment of even time. */
    private record Opened(@Nullable Signer signer, long at) {
    }

    /** The one that signs at this moment, or null if there is none. */
    @Nullable Signer at(Instant at) {
        var known = current;
        if (known == null || nanos.getAsLong() - known.at() > LOOKED_UP_EVERY.toNanos()
                || known.signer() == null || !known.signer().worksAt(at)) {
            known = lookUp();
        }
        var signer = known.signer();
        return signer != null && signer.worksAt(at) ? signer : null;
    }

    private Opened lookUp() {
        opening.lock();
        try {
            var before = current;
            var best = certificates.inForce().stream().findFirst().orElse(null);
            var signer = best == null ? null
                    : before != null && before.signer() != null && before.signer().id().equals(best.id().value()) ? before.signer()
                            : open(best);
            var opened = new Opened(signer, nanos.getAsLong());
            current = opened;
            return opened;
        } finally {
            opening.unlock();
        }
    }

    private Signer open(OwnCertificate own) {
        try {
            var certificate = new X509CertificateHolder(own.der());
            return new Signer(own.id().value(), certificate, List.of(certificate, authorities.issuing().certificate()),
                    keyroom.openTimestamp(own.key()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
