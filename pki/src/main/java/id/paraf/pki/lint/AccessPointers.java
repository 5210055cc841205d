package id.paraf.pki.lint;

import java.util.Arrays;
import java.util.List;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.jspecify.annotations.Nullable;

import id.paraf.pki.Profile;

/** ETSI EN 319 412-2 §4.4.1: the issuer's certificate over http, OCSP over http for whoever is not an authority; not critical. */
final class AccessPointers implements Lint {

    @Override
    public String id() {
        return "LI-10";
    }

    @Override
    public @Nullable String exemption(Profile profile) {
        return profile.kind() == Profile.Kind.ROOT ? "a root has no issuer to point to" : null;
    }

    @Override
    public List<String> check(Sample sample) {
        var extension = sample.find(Extension.authorityInfoAccess);
        if (extension.isEmpty()) {
            return List.of("authorityInfoAccess is missing");
        }
        return new Findings().require(!extension.get().critical(), "authorityInfoAccess is critical")
                .require(has(sample, AccessDescription.id_ad_caIssuers), "caIssuers has no http address")
                // Authorities have their issuer's list, and nobody asks for the status of a responder (RFC 6960 §4.2.2.2.1).
                .require(ocsp(sample) || sample.profile().authority() || sample.profile().noCheck(), "OCSP has no http address")
                .require(descriptions(sample).stream().filter(d -> d.getAccessMethod().equals(AccessDescription.id_ad_ocsp))
                        .allMatch(d -> d.getAccessLocation().getName().toString().startsWith("http://")),
                        "OCSP is not at an http address")
                .list();
    }

    static boolean ocsp(Sample sample) {
        return has(sample, AccessDescription.id_ad_ocsp);
    }

    private static boolean has(Sample sample, ASN1ObjectIdentifier method) {
        return descriptions(sample).stream().anyMatch(description -> description.getAccessMethod().equals(method)
                && description.getAccessLocation().getName().toString().startsWith("http://"));
    }

    private static List<AccessDescription> descriptions(Sample sample) {
        return sample.find(Extension.authorityInfoAccess)
                .map(found -> Arrays.asList(AuthorityInformationAccess.getInstance(found.parsed()).getAccessDescriptions()))
                .orElse(List.of());
    }
}
