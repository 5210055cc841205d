package id.paraf.status;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import id.paraf.pki.ocsp.IssuerHashes;

/** What one node knows about one issuer: its certificates, who signs about them, and up to when that is right. */
final class Board {

    private final IssuerHashes issuer;
    private final Known known = new Known();
    private final Signers signers = new Signers();
    private volatile @Nullable Instant asOf;

    Board(IssuerHashes issuer) {
        this.issuer = issuer;
    }

    IssuerHashes issuer() {
        return issuer;
    }

    Known known() {
        return known;
    }

    Signers signers() {
        return signers;
    }

    /** Everything that was committed before this moment is known; null while nothing is. */
    @Nullable Instant asOf() {
        return asOf;
    }

    void seen(Instant moment) {
        asOf = moment;
    }
}
