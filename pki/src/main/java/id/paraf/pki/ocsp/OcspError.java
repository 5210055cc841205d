package id.paraf.pki.ocsp;

/** Answers without a signature (RFC 6960 §4.2.1, OCSPResponseStatus). */
public enum OcspError {
    MALFORMED_REQUEST(1), INTERNAL_ERROR(2), TRY_LATER(3), UNAUTHORIZED(6);

    private final byte[] der;

    OcspError(int code) {
        der = new byte[] {0x30, 3, 0x0a, 1, (byte) code};
    }

    /** The whole OCSPResponse. */
    public byte[] der() {
        return der.clone();
    }
}
