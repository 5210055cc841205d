package id.paraf.pki.lint;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;

/** RFC 5280 §4.2: no extension twice, and none critical that a relying party may not know. */
final class ExtensionSet implements Lint {

    private static final Set<ASN1ObjectIdentifier> MAY_BE_CRITICAL = Set.of(Extension.keyUsage, Extension.basicConstraints);

    @Override
    public String id() {
        return "LI-16";
    }

    @Override
    public List<String> check(Sample sample) {
        var findings = new Findings();
        var seen = new HashSet<ASN1ObjectIdentifier>();
        for (var extension : sample.extensions()) {
            findings.require(seen.add(extension.id()), "extension " + extension.id() + " is there twice")
                    .require(!extension.critical() || MAY_BE_CRITICAL.contains(extension.id())
                            || extension.id().equals(Extension.extendedKeyUsage) && sample.profile().purposesCritical(),
                            "extension " + extension.id() + " is critical");
        }
        return findings.list();
    }
}
