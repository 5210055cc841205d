package id.paraf.pki.lint;

import java.util.List;

/** RFC 5280 §4.1.1.2, §4.1.2.1, §4.1.2.8: version 3, one algorithm inside and outside, no unique identifiers. */
final class CertificateShape implements Lint {

    @Override
    public String id() {
        return "LI-01";
    }

    @Override
    public List<String> check(Sample sample) {
        return new Findings().require(sample.version() == 3, "the version is " + sample.version() + ", not 3")
                .require(sample.innerAlgorithm().equals(sample.outerAlgorithm()),
                        "the signature algorithm inside is not the one outside")
                .require(!sample.uniqueIds(), "there is a unique identifier").list();
    }
}
