package id.paraf.pki.lint;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.Extension;

/** ETSI EN 319 412-5: statements of qualified certificates are not critical, name one type, point to https, know the countries. */
final class QualifiedStatements implements Lint {

    private static final ASN1ObjectIdentifier TYPE = new ASN1ObjectIdentifier("0.4.0.1862.1.6");
    private static final ASN1ObjectIdentifier DISCLOSURE = new ASN1ObjectIdentifier("0.4.0.1862.1.5");
    private static final ASN1ObjectIdentifier LEGISLATION = new ASN1ObjectIdentifier("0.4.0.1862.1.7");

    @Override
    public String id() {
        return "LI-12";
    }

    @Override
    public List<String> check(Sample sample) {
        var extension = sample.find(Extension.qCStatements);
        if (extension.isEmpty()) {
            return List.of();
        }
        var findings = new Findings().require(!extension.get().critical(), "qcStatements is critical");
        for (var each : ASN1Sequence.getInstance(extension.get().parsed())) {
            var statement = ASN1Sequence.getInstance(each);
            var id = ASN1ObjectIdentifier.getInstance(statement.getObjectAt(0));
            if (id.equals(TYPE)) {
                findings.require(ASN1Sequence.getInstance(statement.getObjectAt(1)).size() == 1,
                        "QcType names not exactly one type");
            } else if (id.equals(DISCLOSURE)) {
                ASN1Sequence.getInstance(statement.getObjectAt(1)).forEach(place -> {
                    var pair = ASN1Sequence.getInstance(place);
                    findings.require(pair.getObjectAt(0).toString().startsWith("https://"), "a PDS is not at an https address")
                            .require(pair.getObjectAt(1).toString().matches("[a-z]{2}"),
                                    "the language of a PDS is no ISO 639-1 code");
                });
            } else if (id.equals(LEGISLATION)) {
                var countries = Set.of(Locale.getISOCountries());
                ASN1Sequence.getInstance(statement.getObjectAt(1)).forEach(
                        country -> findings.require(countries.contains(country.toString()), "QcCClegislation names no country"));
            }
        }
        return findings.list();
    }
}
