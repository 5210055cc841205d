package id.paraf.pades.verify;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who a certificate says its holder is, and who says so.
 *
 * @param name      the subject's common name, or the whole subject where there is none
 * @param subject   the subject, RFC 4514
 * @param authority the issuer's common name, or the whole issuer where there is none
 * @param issuer    the issuer, RFC 4514
 * @param root      the common name of the trust anchor that the path ends in, where one does
 * @param path      the certificate, then each one's issuer, up to the trust anchor where one is reached
 */
public record Signer(String name, String subject, String authority, String issuer, BigInteger serialNumber, Instant notBefore,
        Instant notAfter, Optional<String> root, List<X509Certificate> path) {

    public Signer {
        path = List.copyOf(path);
    }
}
