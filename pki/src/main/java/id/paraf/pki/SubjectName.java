package id.paraf.pki;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.jspecify.annotations.Nullable;

import id.paraf.pki.Profile.Attribute;

/**
 * Whom a certificate names. Many Indonesians have one name only, so a person has a given name and perhaps a surname
 * (ETSI EN 319 412-2 §4.2.4 asks for either or both).
 *
 * @param country ISO 3166-1 alpha-2 code
 * @param organization the institution, or null
 * @param organizationIdentifier what a register calls the institution, in the semantics of EN 319 412-1 §5.1.4, or null
 * @param unit a unit of it, or null
 * @param givenName for persons, else null
 * @param surname for persons who have one, else null
 * @param serialNumber an identifier in the semantics of EN 319 412-1 §5.1.3, or null; never a national number in clear
 * @param commonName the name as the person writes it, titles included
 */
public record SubjectName(String country, @Nullable String organization, @Nullable String organizationIdentifier,
        @Nullable String unit, @Nullable String givenName,
        @Nullable String surname, @Nullable String serialNumber, String commonName) {

    public SubjectName {
        country = country.toUpperCase(Locale.ROOT);
        organization = clean(organization);
        organizationIdentifier = clean(organizationIdentifier);
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
        return new SubjectName(country, organization, null, unit, last < 0 ? name : name.substring(0, last),
                last < 0 ? null : name.substring(last + 1), serialNumber, name);
    }

    /** An authority or a service of an organisation. */
    public static SubjectName authority(String country, String organization, String commonName) {
        return new SubjectName(country, organization, null, null, null, null, null, commonName);
    }

    /** An organisation that seals, as EN 319 412-3 §4.2.1 names it. */
    public static SubjectName organization(String country, String organization, String identifier, String commonName) {
        return new SubjectName(country, organization, identifier, null, null, null, null, commonName);
    }

    /** The name in the order from the widest to the narrowest attribute. */
    public X500Name toX500() {
        return toX500(Arrays.stream(Attribute.values()).map(attribute -> new Profile.Part(attribute, true)).toList());
    }

    /** As much of the name as a profile lets into a subject, in its order. */
    public X500Name toX500(Profile profile) {
        return toX500(profile.subject());
    }

    private X500Name toX500(List<Profile.Part> parts) {
        var name = new X500NameBuilder(BCStyle.INSTANCE);
        for (var part : parts) {
            String value = value(part.attribute());
            if (value != null) {
                // X.520: countryName and serialNumber are PrintableString; everything else here is UTF8String (RFC 5280 §4.1.2.4).
                boolean printable = part.attribute() == Attribute.C || part.attribute() == Attribute.SERIAL_NUMBER;
                name.addRDN(part.attribute().type(), printable ? new DERPrintableString(value, true) : new DERUTF8String(value));
            }
        }
        return name.build();
    }

    private @Nullable String value(Attribute attribute) {
        return switch (attribute) {
            case C -> country;
            case O -> organization;
            case ORGANIZATION_IDENTIFIER -> organizationIdentifier;
            case OU -> unit;
            case SN -> surname;
            case GN -> givenName;
            case SERIAL_NUMBER -> serialNumber;
            case CN -> commonName;
        };
    }

    private static @Nullable String clean(@Nullable String text) {
        return text == null || text.isBlank() ? null : Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    }
}
