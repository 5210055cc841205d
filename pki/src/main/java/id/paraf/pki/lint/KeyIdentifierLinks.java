package id.paraf.pki.lint;

import java.util.Arrays;
import java.util.List;

import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/** RFC 5280 §4.2.1.1-2: the authority key identifier is the issuer's subject key identifier; both are there, never critical. */
final class KeyIdentifierLinks implements Lint {

    @Override
    public String id() {
        return "LI-07";
    }

    @Override
    public List<String> check(Sample sample) {
        var findings = new Findings();
        var own = sample.find(Extension.subjectKeyIdentifier);
        findings.require(own.isPresent(), "subjectKeyIdentifier is missing").require(own.isEmpty() || !own.get().critical(),
                "subjectKeyIdentifier is critical");
        var issuer = sample.find(Extension.authorityKeyIdentifier);
        if (issuer.isEmpty()) {
            // RFC 5280 §4.2.1.1: self-signed certificates may leave it out.
            return findings.require(sample.root(), "authorityKeyIdentifier is missing").list();
        }
        var identifier = AuthorityKeyIdentifier.getInstance(issuer.get().parsed());
        findings.require(!issuer.get().critical(), "authorityKeyIdentifier is critical").require(
                identifier.getAuthorityCertIssuer() == null && identifier.getAuthorityCertSerialNumber() == null,
                "authorityKeyIdentifier names issuer and serial number");
        byte[] parent = sample.parentOrSelf().find(Extension.subjectKeyIdentifier)
                .map(extension -> SubjectKeyIdentifier.getInstance(extension.parsed()).getKeyIdentifier()).orElse(new byte[0]);
        return findings.require(Arrays.equals(identifier.getKeyIdentifierOctets(), parent),
                "authorityKeyIdentifier is not the issuer's subjectKeyIdentifier").list();
    }
}
