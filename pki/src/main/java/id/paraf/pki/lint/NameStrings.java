package id.paraf.pki.lint;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** RFC 5280 §4.1.2.4 and appendix A.1: string types, upper bounds, real values, real countries. */
final class NameStrings implements Lint {

    private static final Map<ASN1ObjectIdentifier, Integer> BOUNDS = Map.of(BCStyle.CN, 64, BCStyle.O, 64, BCStyle.OU, 64,
            BCStyle.SERIALNUMBER, 64, BCStyle.SURNAME, 40, BCStyle.GIVENNAME, 64, BCStyle.C, 2);
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    @Override
    public String id() {
        return "LI-13";
    }

    @Override
    public List<String> check(Sample sample) {
        var findings = new Findings();
        for (var rdn : sample.subject().getRDNs()) {
            findings.require(!rdn.isMultiValued(), "a relative name has several values");
            for (var part : rdn.getTypesAndValues()) {
                check(part, findings);
            }
        }
        return findings.list();
    }

    private static void check(AttributeTypeAndValue part, Findings findings) {
        String name = BCStyle.INSTANCE.oidToDisplayName(part.getType());
        if (!(part.getValue() instanceof ASN1String string)) {
            findings.require(false, name + " is no string");
            return;
        }
        String value = string.getString();
        boolean printable = part.getType().equals(BCStyle.C) || part.getType().equals(BCStyle.SERIALNUMBER);
        findings.require(printable ? string instanceof DERPrintableString
                : string instanceof DERUTF8String || string instanceof DERPrintableString, name + " is of the wrong string type")
                .require(value.codePointCount(0, value.length()) <= BOUNDS.getOrDefault(part.getType(), 64), name + " is too long")
                .require(value.codePoints().noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT),
                        name + " contains a control character")
                .require(Normalizer.isNormalized(value, Normalizer.Form.NFC), name + " is not in normal form C")
                .require(value.codePoints().anyMatch(Character::isLetterOrDigit), name + " has no real value")
                .require(value.equals(value.strip()), name + " begins or ends with a space");
        if (part.getType().equals(BCStyle.C)) {
            findings.require(COUNTRIES.contains(value), "countryName is no ISO 3166 code");
        }
    }
}
