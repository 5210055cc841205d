package id.paraf.pki.lint;

import java.util.Arrays;
import java.util.List;

import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** SMBR 7.1.4.2 and 7.1.6.1: whoever may protect e-mail has a mailbox in subjectAltName, and exactly one policy of S/MIME. */
final class Mailboxes implements Lint {

    private static final String SMIME = "2.23.140.1.5.";

    @Override
    public String id() {
        return "LI-17";
    }

    @Override
    public List<String> check(Sample sample) {
        boolean mail = sample.find(Extension.extendedKeyUsage).filter(found -> ExtendedKeyUsage.getInstance(found.parsed())
                .hasKeyPurposeId(KeyPurposeId.id_kp_emailProtection)).isPresent();
        if (!mail) {
            return List.of();
        }
        boolean mailbox = sample.find(Extension.subjectAlternativeName)
                .filter(found -> Arrays.stream(GeneralNames.getInstance(found.parsed()).getNames())
                        .anyMatch(name -> name.getTagNo() == GeneralName.rfc822Name))
                .isPresent();
        long policies = sample.find(Extension.certificatePolicies)
                .map(found -> Arrays.stream(CertificatePolicies.getInstance(found.parsed()).getPolicyInformation())
                        .filter(policy -> policy.getPolicyIdentifier().getId().startsWith(SMIME)).count())
                .orElse(0L);
        return new Findings().require(mailbox, "emailProtection without a mailbox in subjectAltName")
                .require(policies == 1, "emailProtection without exactly one policy of S/MIME").list();
    }
}
