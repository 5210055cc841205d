package id.paraf.pki;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Text encodings of RFC 7468. */
public final class Pem {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private Pem() {
    }

    public static String certificate(byte[] der) {
        return "-----BEGIN CERTIFICATE-----\n" + LINES.encodeToString(der) + "\n-----END CERTIFICATE-----\n";
    }

    /** One after the other, the leaf first. */
    public static String certificates(List<byte[]> ders) {
        return ders.stream().map(Pem::certificate).collect(java.util.stream.Collectors.joining());
    }
}
