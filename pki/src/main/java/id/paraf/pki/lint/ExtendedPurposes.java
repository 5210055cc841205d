package id.paraf.pki.lint;

import java.util.Arrays;
import java.util.List;

import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * RFC 9336, RFC 3161 §2.3 and the profile: the purposes are exactly the profile's, critical for timestamps alone, and never
 * those of other trades.
 */
final class ExtendedPurposes implements Lint {

    private static final List<KeyPurposeId> FOREIGN = List.of(KeyPurposeId.anyExtendedKeyUsage, KeyPurposeId.id_kp_serverAuth,
            KeyPurposeId.id_kp_codeSigning, KeyPurposeId.id_kp_timeStamping);

    @Override
    public String id() {
        return "LI-05";
    }

    @Override
    public List<String> check(Sample sample) {
        var extension = sample.find(Extension.extendedKeyUsage);
        if (extension.isEmpty()) {
            return new Findings().require(sample.profile().purposes().isEmpty(), "extKeyUsage is missing").list();
        }
        var usages = Arrays.asList(ExtendedKeyUsage.getInstance(extension.get().parsed()).getUsages());
        boolean critical = sample.profile().purposesCritical();
        return new Findings()
                .require(extension.get().critical() == critical,
                        critical ? "extKeyUsage is not critical" : "extKeyUsage is critical")
                .require(
                        usages.stream().noneMatch(usage -> FOREIGN.contains(usage) && !sample.profile().purposes().contains(usage)),
                        "extKeyUsage names a purpose of another trade")
                .require(usages.equals(sample.profile().purposes()),
                        "extKeyUsage is not that of profile " + sample.profile().name())
                .list();
    }
}
