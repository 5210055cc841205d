package id.paraf.pki.lint;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierId;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;
import org.jspecify.annotations.Nullable;

import id.paraf.pki.Profile;

/** RFC 5280 §4.2.1.4, EN 319 412-2 §4.3.3: named policies, each once, not critical; pointers to statements are web addresses. */
final class Policies implements Lint {

    private static final String ANY_POLICY = "2.5.29.32.0";

    @Override
    public String id() {
        return "LI-08";
    }

    @Override
    public @Nullable String exemption(Profile profile) {
        return profile.policies().isEmpty() ? "a root stands for all its policies" : null;
    }

    @Override
    public List<String> check(Sample sample) {
        var extension = sample.find(Extension.certificatePolicies);
        if (extension.isEmpty()) {
            return List.of("certificatePolicies is missing");
        }
        var policies = CertificatePolicies.getInstance(extension.get().parsed()).getPolicyInformation();
        var ids = Arrays.stream(policies).map(policy -> policy.getPolicyIdentifier().getId()).toList();
        var findings = new Findings().require(!extension.get().critical(), "certificatePolicies is critical")
                .require(!ids.contains(ANY_POLICY), "certificatePolicies contains anyPolicy")
                .require(new HashSet<>(ids).size() == ids.size(), "a policy is named twice")
                .require(ids.equals(sample.profile().policies()), "the policies are not those of the profile");
        Arrays.stream(policies).map(PolicyInformation::getPolicyQualifiers).filter(q -> q != null)
                .forEach(qualifiers -> statements(qualifiers, findings));
        return findings.list();
    }

    private static void statements(ASN1Sequence qualifiers, Findings findings) {
        qualifiers.forEach(each -> {
            var qualifier = PolicyQualifierInfo.getInstance(each);
            if (PolicyQualifierId.id_qt_cps.equals(qualifier.getPolicyQualifierId())) {
                findings.require(qualifier.getQualifier().toString().matches("https?://.+"),
                        "the pointer to the practice statement is no web address");
            }
        });
    }
}
