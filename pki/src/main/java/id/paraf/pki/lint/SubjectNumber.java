package id.paraf.pki.lint;

import java.util.List;
import java.util.regex.Pattern;

import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/**
 * ETSI EN 319 412-1 §5.1.3 and §5.1.4: the meaning of serialNumber and organizationIdentifier is told by their prefix. A national identity number (NIK, 16 digits)
 * or an employee number (NIP, 18 digits) stands nowhere in the subject.
 */
final class SubjectNumber implements Lint {

    private static final Pattern SEMANTICS = Pattern.compile("((PAS|IDC|PNO|TAX|TIN)|[A-Z]{2}:)[A-Z]{2}-.+");
    private static final Pattern ORGANIZATION = Pattern.compile("((VAT|NTR|PSD|LEI)|[A-Z]{2}:)[A-Z]{2}-.+");
    private static final Pattern NATIONAL = Pattern.compile("(?<!\\d)(\\d{16}|\\d{18})(?!\\d)");

    @Override
    public String id() {
        return "LI-03";
    }

    @Override
    public List<String> check(Sample sample) {
        var findings = new Findings();
        for (var rdn : sample.subject().getRDNs()) {
            for (var part : rdn.getTypesAndValues()) {
                String value = IETFUtils.valueToString(part.getValue());
                boolean ofOrganization = part.getType().equals(BCStyle.ORGANIZATION_IDENTIFIER);
                // The tax number of an organisation has as many digits as a NIK.
                findings.require(ofOrganization || !NATIONAL.matcher(value.replaceAll("[ .-]", "")).find(),
                        "the subject carries what looks like a NIK or NIP")
                        .require(!ofOrganization || ORGANIZATION.matcher(value).matches(),
                                "organizationIdentifier has no prefix that tells its meaning");
                if (part.getType().equals(BCStyle.SERIALNUMBER)) {
                    // The value is escaped as RFC 4514 writes it; the characters of the prefix never need that.
                    findings.require(SEMANTICS.matcher(value).matches(), "serialNumber has no prefix that tells its meaning");
                }
            }
        }
        return findings.list();
    }
}
