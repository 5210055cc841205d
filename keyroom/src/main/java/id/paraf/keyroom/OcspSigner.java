package id.paraf.keyroom;

import id.paraf.pki.der.Shapes;

/**
 * An OCSP key that stays open: it signs ResponseData and nothing else, as fast as it can and also while the database is
 * away. Only keys for {@link AuthorityUse#OCSP} can be had like this; they certify nothing and live for weeks.
 */
public final class OcspSigner {

    private final OpenKey key;

    OcspSigner(OpenKey key) {
        this.key = key;
    }

    /** Signs DER ResponseData with ECDSA over SHA-256. Any number of threads may ask at once. */
    public AuthorityOutcome sign(byte[] responseData) {
        return Shapes.isResponseData(responseData) ? new AuthorityOutcome.Signed(key.sign(responseData))
                : new AuthorityOutcome.Refused("not a DER ResponseData");
    }
}
