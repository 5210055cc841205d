package id.paraf.pki;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.Certificate;

/** Text encodings of RFC 7468. */
public final class Pem {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private static final Pattern ONE = Pattern
            .compile("(?s)[^-]*-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----\\s*");

    private Pem() {
    }

    /** The DER of the one certificate in a file, in PEM or DER; empty if it holds none. */
    public static Optional<byte[]> read(byte[] file) {
        var pem = ONE.matcher(new String(file, StandardCharsets.ISO_8859_1));
        try {
            byte[] der = pem.matches() ? Base64.getMimeDecoder().decode(pem.group(1)) : file;
            return Arrays.equals(Certificate.getInstance(der).getEncoded(ASN1Encoding.DER), der) ? Optional.of(der)
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    public static String certificate(byte[] der) {
        return "-----BEGIN CERTIFICATE-----\n" + LINES.encodeToString(der) + "\n-----END CERTIFICATE-----\n";
    }

    /** One after the other, the leaf first. */
    public static String certificates(List<byte[]> ders) {
        return ders.stream().map(Pem::certificate).collect(java.util.stream.Collectors.joining());
    }
}
