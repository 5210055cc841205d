package id.paraf.pades.verify;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

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

    /**
     * The organisation whose seal this is, by its own name (EN 319 412-3 §4.2.1: its identifier is there, and no person is); empty for
     * a person, and for anything that does not clearly say that it is
     * no person.
     */
    public Optional<String> sealOf() {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        var subject = X500Name.getInstance(path.getFirst().getSubjectX500Principal().getEncoded());
        boolean person = Stream.of(BCStyle.GIVENNAME, BCStyle.SURNAME, BCStyle.PSEUDONYM)
                .anyMatch(type -> subject.getRDNs(type).length > 0);
        return person || subject.getRDNs(BCStyle.ORGANIZATION_IDENTIFIER).length == 0 ? Optional.empty()
                : Stream.of(subject.getRDNs(BCStyle.O)).findFirst()
                        .map(organization -> IETFUtils.valueToString(organization.getFirst().getValue()));
    }
}
