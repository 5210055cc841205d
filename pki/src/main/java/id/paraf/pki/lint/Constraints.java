package id.paraf.pki.lint;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;

import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;

/** RFC 5280 §4.2.1.9: only authorities are authorities. */
final class Constraints implements Lint {

    @Override
    public String id() {
        return "LI-06";
    }

    @Override
    public List<String> check(Sample sample) {
        var extension = sample.find(Extension.basicConstraints);
        if (extension.isEmpty()) {
            return new Findings().require(!sample.profile().authority(), "basicConstraints is missing").list();
        }
        var constraints = BasicConstraints.getInstance(extension.get().parsed());
        if (!sample.profile().authority()) {
            return new Findings().require(!constraints.isCA(), "basicConstraints makes a signer an authority")
                    .require(constraints.getPathLenConstraint() == null, "a path length stands where there is no authority").list();
        }
        Integer length = sample.profile().pathLength();
        return new Findings().require(constraints.isCA(), "basicConstraints does not say cA")
                .require(extension.get().critical(), "basicConstraints is not critical")
                .require(Objects.equals(constraints.getPathLenConstraint(), length == null ? null : BigInteger.valueOf(length)),
                        "the path length is not that of profile " + sample.profile().name())
                .list();
    }
}
