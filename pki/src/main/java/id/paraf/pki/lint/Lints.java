package id.paraf.pki.lint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import id.paraf.pki.Profile;

/**
 * All rules. Every run goes through every rule: one that cannot judge is a finding, one that has nothing to say about a
 * profile says why.
 */
public final class Lints {

    static final List<Lint> ALL = List.of(new CertificateShape(), new SubjectAttributes(), new SubjectNumber(), new KeyUsageBits(),
            new ExtendedPurposes(), new Constraints(), new KeyIdentifierLinks(), new Policies(), new RevocationListPointer(),
            new AccessPointers(), new AlternativeNames(), new QualifiedStatements(), new NameStrings(), new TimeForms(),
            new PublicKeys(), new ExtensionSet(), new Mailboxes(), new SerialRange(), new ValidityPeriod(), new IssuerLink());

    private Lints() {
    }

    /**
     * What all rules said.
     *
     * @param findings what is wrong: rule, colon, sentence
     * @param checked rules that looked
     * @param exempt rules that had nothing to say, and why
     */
    public record Report(List<String> findings, Set<String> checked, Map<String, String> exempt) {
    }

    /** What is wrong with a certificate; empty if nothing is. */
    public static List<String> run(byte[] certificate, Profile profile, byte[] issuer) {
        return report(certificate, profile, issuer).findings();
    }

    /**
     * Judges a certificate of any signature: rules look at what it says, not at who signed it.
     *
     * @param certificate DER
     * @param profile what it is meant to be
     * @param issuer the issuer's certificate in DER; the same bytes for a root
     */
    public static Report report(byte[] certificate, Profile profile, byte[] issuer) {
        var findings = new ArrayList<String>();
        var checked = new LinkedHashSet<String>();
        var exempt = new LinkedHashMap<String, String>();
        Sample sample;
        try {
            Sample parent = Arrays.equals(certificate, issuer) ? null : Sample.of(issuer, profile, null);
            sample = Sample.of(certificate, profile, parent);
        } catch (IllegalArgumentException e) {
            return new Report(List.of("DER: " + e.getMessage()), Set.of(), Map.of());
        }
        for (Lint lint : ALL) {
            String why = lint.exemption(profile);
            if (why != null) {
                exempt.put(lint.id(), why);
                continue;
            }
            checked.add(lint.id());
            try {
                lint.check(sample).forEach(finding -> findings.add(lint.id() + ": " + finding));
            } catch (RuntimeException e) {
                findings.add(lint.id() + ": could not be checked: " + e.getMessage());
            }
        }
        return new Report(List.copyOf(findings), Set.copyOf(checked), Map.copyOf(exempt));
    }
}
