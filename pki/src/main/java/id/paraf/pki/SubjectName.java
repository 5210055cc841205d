package id.paraf.pki;

import java.text.Normalizer;
import java.util.Locale;

import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.jspecify.annotations.Nullable;

/**
 * Whom a certificate names. Many Indonesians have one name only, so a person has a given name and perhaps a surname
 * (ETSI EN 319 412-2 §4.2.4 asks for either or both).
 *
 * @param country ISO 3166-1 alpha-2 code
 * @param organization the institution, or null
 * @param unit a unit of it, or null
 * @param givenName for persons, else null
 * @param surname for persons who have one, else null
 * @param serialNumber an identifier in the semantics of EN 319 412-1 §5.1.3, or null; never a national number in clear
 * @param commonName the name as the person writes it, titles included
 */
public record SubjectName(String country, @Nullable String organization, @Nullable String unit, @Nullable String givenName,
        @Nullable String surname, @Nullable String serialNumber, String commonName) {

    public SubjectName {
        country = country.toUpperCase(Locale.ROOT);
        organization = clean(organization);
        unit = clean(unit);
        givenName = clean(givenName);
        surname = clean(surname);
        commonName = Normalizer.normalize(commonName.strip(), Normalizer.Form.NFC);
    }

    /** A person: the last word of the full name is the surname if there is more than one. */
    public static SubjectName person(String country, @Nullable String organization, @Nullable String unit, String fullName,
            String serialNumber) {
        String name = fullName.strip().replaceAll("\\s+", " ");
        int last = name.lastIndexOf(' ');
        return new SubjectName(country, organization, unit, last < 0 ? name : name.substring(0, last),
                last < 0 ? null : name.substring(last + 1), serialNumber, name);
    }

    /** An authority or a service of an organisation. */
    public static SubjectName authority(String country, String organization, String commonName) {
        return new SubjectName(country, organization, null, null, null, null, commonName);
    }

    /** The name in the order from the widest to the narrowest attribute. */
    public X500Name toX500() {
        var name = new X500NameBuilder(BCStyle.INSTANCE);
        // X.520: countryName and serialNumber are PrintableString; everything else here is UTF8String (RFC 5280 §4.1.2.4).
        name.addRDN(BCStyle.C, new DERPrintableString(country, true));
        if (organization != null) {
            name.addRDN(BCStyle.O, new DERUTF8String(organization));
        }
        if (unit != null) {
            name.addRDN(BCStyle.OU, new DERUTF8String(unit));
        }
        if (surname != null) {
            name.addRDN(BCStyle.SURNAME, new DERUTF8String(surname));
        }
        if (givenName != null) {
            name.addRDN(BCStyle.GIVENNAME, new DERUTF8String(givenName));
        }
        if (serialNumber != null) {
            name.addRDN(BCStyle.SERIALNUMBER, new DERPrintableString(serialNumber, true));
        }
        name.addRDN(BCStyle.CN, new DERUTF8String(commonName));
        return name.build();
    }

    private static @Nullable String clean(@Nullable String text) {
        return text == null || text.isBlank() ? null : Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    }
}
