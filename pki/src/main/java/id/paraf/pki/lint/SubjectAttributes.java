package id.paraf.pki.lint;

import java.util.List;
import java.util.stream.Collectors;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.style.BCStyle;

import id.paraf.pki.Profile;

/** ETSI EN 319 412-2 §4.2.4 for persons, EN 319 412-3 §4.2.1 for others: what a subject has to say, and what but once. */
final class SubjectAttributes implements Lint {

    @Override
    public String id() {
        return "LI-02";
    }

    @Override
    public List<String> check(Sample sample) {
        var profile = sample.profile();
        var findings = new Findings().require(count(sample, BCStyle.C) == 1, "the subject has not exactly one countryName")
                .require(count(sample, BCStyle.CN) == 1, "the subject has not exactly one commonName");
        int names = count(sample, BCStyle.GIVENNAME) + count(sample, BCStyle.SURNAME);
        int pseudonyms = count(sample, BCStyle.PSEUDONYM);
        if (profile.kind() == Profile.Kind.SIGNER) {
            findings.require(names > 0 || pseudonyms > 0, "the subject has neither givenName nor surname nor pseudonym")
                    .require(names == 0 || pseudonyms == 0, "the subject has a pseudonym beside a real name")
                    .require(count(sample, BCStyle.SERIALNUMBER) == 1, "the subject has not exactly one serialNumber");
        } else {
            findings.require(count(sample, BCStyle.O) == 1, "the subject has not exactly one organizationName")
                    .require(names + pseudonyms == 0, "the subject of an organisation names a person");
        }
        findings.require(profile.kind() != Profile.Kind.SEAL || count(sample, BCStyle.ORGANIZATION_IDENTIFIER) == 1,
                "the subject has not exactly one organizationIdentifier");
        for (var part : profile.subject()) {
            int count = count(sample, part.attribute().type());
            findings.require(count == 1 || count == 0 && part.optional(),
                    "the subject has " + count + " times " + part.attribute().label());
        }
        var known = profile.subject().stream().map(part -> part.attribute().type()).collect(Collectors.toSet());
        for (var type : sample.subject().getAttributeTypes()) {
            findings.require(known.contains(type), "the subject carries " + BCStyle.INSTANCE.oidToDisplayName(type)
                    + ", which profile " + profile.name() + " has not");
        }
        return findings.list();
    }

    private static int count(Sample sample, ASN1ObjectIdentifier type) {
        return sample.subject().getRDNs(type).length;
    }
}
