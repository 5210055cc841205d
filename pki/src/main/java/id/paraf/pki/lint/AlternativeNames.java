package id.paraf.pki.lint;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

import id.paraf.pki.DnsName;
import id.paraf.pki.Profile;

/**
 * ETSI EN 319 412-2 §4.3.5-6: alternative names are never critical, because every subject has a name of its own. A server is named
 * by its DNS names (RFC 9525 §2), and nobody else is.
 */
final class AlternativeNames implements Lint {

    @Override
    public String id() {
        return "LI-11";
    }

    @Override
    public List<String> check(Sample sample) {
        boolean server = sample.profile().kind() == Profile.Kind.TLS_SERVER;
        var names = sample.find(Extension.subjectAlternativeName)
                .map(found -> Arrays.asList(GeneralNames.getInstance(found.parsed()).getNames())).orElse(List.of());
        var dns = names.stream().filter(name -> name.getTagNo() == GeneralName.dNSName).map(name -> name.getName().toString())
                .toList();
        return new Findings()
                .require(server ? !dns.isEmpty() && dns.size() == names.size() : dns.isEmpty(),
                        server ? "a server is not named by DNS names alone" : "subjectAltName has a DNS name")
                .require(dns.stream().allMatch(DnsName::wellFormed), "subjectAltName has a DNS name that none can have")
                .require(new HashSet<>(dns).size() == dns.size(), "subjectAltName has a DNS name twice")
                // TLS BR 7.1.4.3: a commonName of a server is one of its DNS names.
                .require(!server || dns.contains(commonName(sample)), "commonName is none of the DNS names")
                .require(sample.find(Extension.subjectAlternativeName).filter(Sample.Extension::critical).isEmpty(),
                        "subjectAltName is critical")
                .require(sample.find(Extension.issuerAlternativeName).filter(Sample.Extension::critical).isEmpty(),
                        "issuerAltName is critical")
                .list();
    }

    private static String commonName(Sample sample) {
        var names = sample.subject().getRDNs(BCStyle.CN);
        return names.length == 0 ? "" : names[0].getFirst().getValue().toString();
    }
}
