package id.paraf.audit;

import java.util.Optional;

/** Has a timestamp authority say that a signed head was there; wired at the edge, for the trail knows no authority. */
public interface HeadTimes {

    /**
     * A token over a hash.
     *
     * @param sha256 of the head's signature
     * @return the TimeStampToken (RFC 3161) in DER, with the certificates that verify it; empty while no authority gives one
     */
    Optional<byte[]> over(byte[] sha256);
}
