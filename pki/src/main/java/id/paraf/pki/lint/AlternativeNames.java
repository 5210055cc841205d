package id.paraf.pki.lint;

import java.util.List;

import org.bouncycastle.asn1.x509.Extension;

/** ETSI EN 319 412-2 §4.3.5-6: alternative names are never critical, because every subject has a name of its own. */
final class AlternativeNames implements Lint {

    @Override
    public String id() {
        return "LI-11";
    }

    @Override
    public List<String> check(Sample sample) {
        return new Findings()
                .require(sample.find(Extension.subjectAlternativeName).filter(Sample.Extension::critical).isEmpty(),
                        "subjectAltName is critical")
                .require(sample.find(Extension.issuerAlternativeName).filter(Sample.Extension::critical).isEmpty(),
                        "issuerAltName is critical")
                .list();
    }
}
