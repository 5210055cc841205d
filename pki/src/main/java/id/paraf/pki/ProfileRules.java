package id.paraf.pki;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

import id.paraf.pki.Profile.Attribute;
import id.paraf.pki.Profile.KeyKind;
import id.paraf.pki.Profile.Kind;

/** What standards and this software ask of each profile, whatever a file says. */
final class ProfileRules {

    private static final String ANY_POLICY = "2.5.29.32.0";
    private static final int AUTHORITY = KeyUsage.keyCertSign | KeyUsage.cRLSign;
    /** SMBR 6.3.2. */
    private static final Duration LONGEST_SIGNER = Duration.ofDays(825);
    /** CA/Browser Forum BR 6.3.2. */
    private static final Duration LONGEST_SERVER = Duration.ofDays(398);
    private static final Duration LONGEST_RESPONDER = Duration.ofDays(90);
    /** Whatever year it is: a period is never longer than from here. */
    private static final Instant BEFORE_A_LEAP_YEAR = Instant.parse("2027-03-01T00:00:00Z");
    private static final Set<KeyPurposeId> FOREIGN = Set.of(KeyPurposeId.anyExtendedKeyUsage, KeyPurposeId.id_kp_codeSigning);
    private static final Set<KeyPurposeId> OF_SERVICES = Set.of(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_timeStamping,
            KeyPurposeId.id_kp_OCSPSigning);

    private final Profile profile;

    private ProfileRules(Profile profile) {
        this.profile = profile;
    }

    /** @throws ProfileFlaw for the first rule that is broken */
    static void check(Map<Kind, Profile> profiles) {
        profiles.values().forEach(profile -> new ProfileRules(profile).check());
        Profile root = Objects.requireNonNull(profiles.get(Kind.ROOT));
        Profile issuing = Objects.requireNonNull(profiles.get(Kind.ISSUING));
        for (var profile : profiles.values()) {
            var issuer = profile.kind() == Kind.ISSUING || profile.kind() == Kind.ROOT ? root : issuing;
            new ProfileRules(profile).require(!longest(profile.validity()).minus(longest(issuer.validity())).isPositive(),
                    "validity",
                    "it is longer than that of " + issuer.name() + ", which issues it");
        }
    }

    private void require(boolean holds, String field, String otherwise) {
        if (!holds) {
            throw new ProfileFlaw(profile.name(), field, otherwise);
        }
    }

    private void check() {
        keys();
        usage();
        purposes();
        policies();
        times();
        subject();
        // RFC 5280 §4.2.1.9: pathLenConstraint 0 lets the issuing authority certify no other authority.
        require(profile.kind() != Kind.ISSUING || Objects.equals(profile.pathLength(), 0), "path-length",
                "an issuing authority has no authority below it: write 0");
        require(profile.kind() != Kind.ROOT || profile.pathLength() == null || profile.pathLength() > 0, "path-length",
                "the issuing authority stands below the root: write none, or at least 1");
    }

    private void keys() {
        require(!profile.keys().isEmpty(), "keys", "name at least one kind of key");
        var possible = switch (profile.kind()) {
            case ROOT -> Set.of(KeyKind.P384, KeyKind.RSA4096);
            case ISSUING -> Set.of(KeyKind.P256, KeyKind.P384, KeyKind.RSA4096);
            // RSA with 2048 bits for peers that can do nothing else, where a file says so (TS 119 312 ends it with 2030).
            case SIGNER -> Set.of(KeyKind.P256, KeyKind.RSA2048, KeyKind.RSA3072);
            case SEAL -> Set.of(KeyKind.P256, KeyKind.P384, KeyKind.RSA2048, KeyKind.RSA3072, KeyKind.RSA4096);
            // The keys of both stay open in memory and are P-256 there.
            case OCSP_RESPONDER, TIMESTAMP -> Set.of(KeyKind.P256);
            case TLS_SERVER -> Set.of(KeyKind.P256, KeyKind.P384, KeyKind.RSA3072, KeyKind.RSA4096);
        };
        for (var key : profile.keys()) {
            require(possible.contains(key), "keys",
                    key + " is not for this profile; possible are " + new java.util.TreeSet<>(possible));
        }
    }

    private void usage() {
        int usage = profile.keyUsage();
        // RFC 5280 §4.2.1.3: keyCertSign and cRLSign belong to authorities, and ours sign nothing else.
        require(!profile.authority() || usage == AUTHORITY, "key-usage",
                "an authority has keyCertSign and cRLSign, and nothing else");
        require(profile.authority() || (usage & AUTHORITY) == 0, "key-usage", "keyCertSign and cRLSign are for authorities");
        switch (profile.kind()) {
            // EN 319 412-2 §4.3.2: type A, or B with digitalSignature beside it; never a key that also decrypts.
            case SIGNER, SEAL -> require((usage & KeyUsage.nonRepudiation) != 0
                    && (usage & ~(KeyUsage.nonRepudiation | KeyUsage.digitalSignature)) == 0, "key-usage",
                    "whoever signs has nonRepudiation, and at most digitalSignature besides");
            // RFC 3161 §2.3, RFC 6960 §4.2.2.2: keys for one purpose.
            case OCSP_RESPONDER, TIMESTAMP, TLS_SERVER -> require(usage == KeyUsage.digitalSignature, "key-usage",
                    "it has digitalSignature, and nothing else");
            case ROOT, ISSUING -> {
            }
        }
    }

    private void purposes() {
        var purposes = profile.purposes();
        require(purposes.stream().noneMatch(FOREIGN::contains), "extended-key-usage",
                "anyExtendedKeyUsage and codeSigning are never certified");
        switch (profile.kind()) {
            case ROOT, ISSUING -> require(purposes.isEmpty(), "extended-key-usage", "an authority has none");
            case SIGNER, SEAL -> {
                // RFC 9336.
                require(purposes.contains(Profile.DOCUMENT_SIGNING), "extended-key-usage", "documentSigning is missing");
                require(purposes.stream().noneMatch(OF_SERVICES::contains), "extended-key-usage",
                        "serverAuth, timeStamping and OCSPSigning are for services");
                // SMBR 7.1.4.2: its subject needs a mailbox in subjectAltName, which nobody proves here.
                require(!purposes.contains(KeyPurposeId.id_kp_emailProtection), "extended-key-usage",
                        "emailProtection needs an address in the certificate, and none is put there");
            }
            case OCSP_RESPONDER -> require(purposes.equals(List.of(KeyPurposeId.id_kp_OCSPSigning)), "extended-key-usage",
                    "it has OCSPSigning alone");
            case TIMESTAMP -> require(purposes.equals(List.of(KeyPurposeId.id_kp_timeStamping)), "extended-key-usage",
                    "it has timeStamping alone");
            case TLS_SERVER -> require(purposes.contains(KeyPurposeId.id_kp_serverAuth)
                    && Set.of(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth).containsAll(purposes),
                    "extended-key-usage", "it has serverAuth, and at most clientAuth besides");
        }
    }

    private void policies() {
        require(!profile.policies().contains(ANY_POLICY), "policies", "anyPolicy says nothing");
        // A self-signed certificate stands for all its policies (RFC 5280 §6.1.1).
        require(profile.policies().isEmpty() == (profile.kind() == Kind.ROOT), "policies",
                profile.kind() == Kind.ROOT ? "a root has none" : "name at least one");
    }

    private void times() {
        var lasts = longest(profile.validity());
        require(lasts.compareTo(profile.longest()) <= 0, "validity", "it is longer than longest");
        switch (profile.kind()) {
            case SIGNER, SEAL -> require(profile.longest().compareTo(LONGEST_SIGNER) <= 0, "longest",
                    "it is more than 825 days (S/MIME Baseline Requirements 6.3.2)");
            case TLS_SERVER -> require(profile.longest().compareTo(LONGEST_SERVER) <= 0, "longest",
                    "it is more than 398 days (TLS Baseline Requirements 6.3.2)");
            // Nobody asks for its status: what was stolen ends by itself.
            case OCSP_RESPONDER -> {
                require(profile.longest().compareTo(LONGEST_RESPONDER) <= 0, "longest", "it is more than 90 days");
                require(lasts.compareTo(Duration.ofDays(14)) >= 0, "validity",
                        "the next one comes 12 days before its end: it lasts at least 14 days");
            }
            case TIMESTAMP -> require(lasts.compareTo(Duration.ofDays(2 * 365 + 30)) >= 0, "validity",
                    "it signs until two years before its end: it lasts at least 760 days");
            case ROOT, ISSUING -> {
            }
        }
    }

    private void subject() {
        var named = profile.subject().stream().map(Profile.Part::attribute).toList();
        require(new HashSet<>(named).size() == named.size(), "subject", "an attribute is named twice");
        var needed = new ArrayList<>(List.of(Attribute.C, Attribute.CN));
        var possible = new HashSet<>(needed);
        possible.add(Attribute.O);
        switch (profile.kind()) {
            // EN 319 412-2 §4.2.4. Many Indonesians have one name.
            case SIGNER -> {
                needed.addAll(List.of(Attribute.GN, Attribute.SERIAL_NUMBER));
                possible.addAll(List.of(Attribute.OU, Attribute.SN, Attribute.GN, Attribute.SERIAL_NUMBER));
                require(!profile.subject().contains(new Profile.Part(Attribute.SN, false)), "subject",
                        "not everybody has a surname: write SN?");
            }
            // EN 319 412-3 §4.2.1.
            case SEAL -> {
                needed.addAll(List.of(Attribute.O, Attribute.ORGANIZATION_IDENTIFIER));
                possible.add(Attribute.ORGANIZATION_IDENTIFIER);
            }
            case ROOT, ISSUING, OCSP_RESPONDER, TIMESTAMP, TLS_SERVER -> needed.add(Attribute.O);
        }
        for (var attribute : needed) {
            require(profile.subject().contains(new Profile.Part(attribute, false)), "subject", attribute.label() + " is required");
        }
        for (var attribute : named) {
            require(possible.contains(attribute), "subject", attribute.label() + " is not for this profile");
        }
    }

    private static Duration longest(Period period) {
        var from = BEFORE_A_LEAP_YEAR.atOffset(java.time.ZoneOffset.UTC);
        return Duration.between(from, from.plus(period));
    }
}
