package id.paraf.pki.lint;

import java.util.Arrays;
import java.util.List;

import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.jspecify.annotations.Nullable;

import id.paraf.pki.Profile;

/** ETSI EN 319 412-2 §4.3.11: a CRL at a plain-http address, unless OCSP answers; not critical. */
final class RevocationListPointer implements Lint {

    @Override
    public String id() {
        return "LI-09";
    }

    @Override
    public @Nullable String exemption(Profile profile) {
        return profile.kind() == Profile.Kind.ROOT ? "nobody lists a root" : null;
    }

    @Override
    public List<String> check(Sample sample) {
        var extension = sample.find(Extension.cRLDistributionPoints);
        if (extension.isEmpty()) {
            return new Findings().require(AccessPointers.ocsp(sample), "there is neither a CRL distribution point nor OCSP").list();
        }
        var findings = new Findings().require(!extension.get().critical(), "cRLDistributionPoints is critical");
        for (DistributionPoint point : CRLDistPoint.getInstance(extension.get().parsed()).getDistributionPoints()) {
            var name = point.getDistributionPoint();
            boolean http = name != null && name.getType() == DistributionPointName.FULL_NAME
                    && Arrays.stream(GeneralNames.getInstance(name.getName()).getNames()).anyMatch(RevocationListPointer::http);
            findings.require(http, "a CRL distribution point has no http address")
                    .require(point.getReasons() == null && point.getCRLIssuer() == null,
                            "a CRL distribution point is partial or indirect");
        }
        return findings.list();
    }

    static boolean http(GeneralName name) {
        return name.getTagNo() == GeneralName.uniformResourceIdentifier && name.getName().toString().matches("http://[^/]+/.+");
    }
}
