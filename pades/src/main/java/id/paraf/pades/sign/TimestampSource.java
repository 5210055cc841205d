package id.paraf.pades.sign;

import java.io.IOException;

/** A timestamp authority. */
public interface TimestampSource {

    /**
     * The DER of an RFC 3161 token (not the whole response) with the authority's certificate in it.
     *
     * @param sha256 the imprint
     */
    byte[] token(byte[] sha256) throws IOException;
}
