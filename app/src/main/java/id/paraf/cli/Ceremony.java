package id.paraf.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

import id.paraf.certificate.Authorities;
import id.paraf.kernel.Randomness;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.OfflineRoot;
import id.paraf.keyroom.ThrowAwayKey;
import id.paraf.pki.CertificateBody;
import id.paraf.pki.CertificateRequest;
import id.paraf.pki.CrlBody;
import id.paraf.pki.KeyIdentifiers;
import id.paraf.pki.Locations;
import id.paraf.pki.Pem;
import id.paraf.pki.Profile;
import id.paraf.pki.Profiles;
import id.paraf.pki.RevocationReason;
import id.paraf.pki.SerialNumber;
import id.paraf.pki.SignatureAlgorithm;
import id.paraf.pki.SignedDer;
import id.paraf.pki.SubjectName;
import id.paraf.pki.lint.Lints;

/** What is done with an open root key, on its folder: each act leaves its results and a transcript that the root signed. */
final class Ceremony {

    private final CeremonyFolder folder;
    private final OfflineRoot root;
    private final SubjectPublicKeyInfo key;
    private final Profiles profiles;
    private final List<String> people;
    private final Randomness randomness;
    private final Clock clock;

    Ceremony(CeremonyFolder folder, OfflineRoot root, Profiles profiles, List<String> people, Randomness randomness, Clock clock) {
        this.folder = folder;
        this.root = root;
        this.key = SubjectPublicKeyInfo.getInstance(root.publicKey());
        this.profiles = profiles;
        this.people = people;
        this.randomness = randomness;
        this.clock = clock;
    }

    /** Something that must not be signed; nothing was. */
    static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Stopped(String sentence) {
            super(sentence, null, false, false);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** The self-signed certificate and the first, empty list. */
    void root(Duration listLasts) throws IOException {
        var profile = profiles.get(Profile.Kind.ROOT);
        var name = name(profile, Authorities.ROOT_CALLED);
        byte[] der = certify(profile, name, name, key, null, Locations.NONE);
        folder.add(CeremonyFolder.ROOT, Pem.certificate(der).getBytes(StandardCharsets.US_ASCII));
        list(BigInteger.ONE, listLasts);
        transcript("root", List.of("certificate: " + described(der)), CeremonyFolder.KEY, CeremonyFolder.ROOT, CeremonyFolder.LIST);
    }

    /** Certifies the issuing authority whose installation made this request. */
    void signIssuing(byte[] request) throws IOException {
        SubjectPublicKeyInfo issuing = switch (CertificateRequest.of(request)) {
            case CertificateRequest.Proven(var proven) -> proven;
            case CertificateRequest.Refused(String why) -> throw new Stopped(why);
        };
        if (folder.has(CeremonyFolder.ISSUING)) {
            throw new Stopped(CeremonyFolder.ISSUING + " is there already: this root has its issuing authority");
        }
        var profile = profiles.get(Profile.Kind.ISSUING);
        String repository = folder.settings().getProperty("repository");
        String statement = folder.settings().getProperty("practice-statement");
        byte[] der = certify(profile, name(profiles.get(Profile.Kind.ROOT), Authorities.ROOT_CALLED),
                name(profile, Authorities.ISSUING_CALLED), issuing,
                rootCertificate(),
                new Locations(List.of(repository + "/crl/root-g1.crl"), repository + "/ca/root-g1.crt", null, statement));
        folder.add(CeremonyFolder.ISSUING, Pem.certificate(der).getBytes(StandardCharsets.US_ASCII));
        transcript("sign-issuing", List.of("request: SHA-256 " + hex(KeyIdentifiers.sha256(request)),
                "key of the request: SHA-256 " + hex(KeyIdentifiers.sha256(issuing.getEncoded())),
                "certificate: " + described(der)),
                CeremonyFolder.ISSUING);
    }

    /**
     * The next list.
     *
     * @param serial what to revoke first, in hexadecimal, or null
     */
    void crl(Duration lasts, @Nullable String serial, RevocationReason reason) throws IOException {
        var revoked = new ArrayList<String>();
        if (serial != null) {
            if (!folder.announced(serial)) {
                throw new Stopped("this root never signed a certificate with the serial number " + serial);
            }
            if (folder.revoked().stream().anyMatch(line -> line[0].equals(serial))) {
                throw new Stopped(serial + " is revoked already");
            }
            folder.revoke(serial, now().toString(), reason.name());
            revoked.add("revoked: " + serial + " " + reason.name());
        }
        var last = CRLNumber.getInstance(
                new X509CRLHolder(folder.bytes(CeremonyFolder.LIST)).getExtension(Extension.cRLNumber).getParsedValue());
        list(last.getCRLNumber().add(BigInteger.ONE), lasts);
        transcript("crl", revoked, CeremonyFolder.LIST);
    }

    private void list(BigInteger number, Duration lasts) throws IOException {
        var entries = folder.revoked().stream().map(line -> new CrlBody.Entry(new SerialNumber(new BigInteger(line[0], 16)),
                Instant.parse(line[1]), RevocationReason.valueOf(line[2]))).toList();
        byte[] tbs = new CrlBody(name(profiles.get(Profile.Kind.ROOT), Authorities.ROOT_CALLED), key, number, now(),
                now().plus(lasts),
                CrlBody.Scope.EVERYTHING, entries).toBeSigned();
        folder.replace(CeremonyFolder.LIST, signed(tbs, root.signCrl(tbs).orThrow()));
    }

    private byte[] certify(Profile profile, X500Name issuer, X500Name subject, SubjectPublicKeyInfo subjectKey,
            byte @Nullable [] issuerCertificate, Locations locations) throws IOException {
        var serial = SerialNumber.of(randomness.bytes(SerialNumber.BYTES));
        byte[] tbs = new CertificateBody(profile, serial, issuer, key, subject, subjectKey, now(), profile.end(now()), locations)
                .toBeSigned();
        // Linted as every certificate before it is signed, under a signature that nobody trusts.
        var algorithm = SignatureAlgorithm.of(key);
        var kind = algorithm == SignatureAlgorithm.RSA_SHA256 ? KeyAlgorithm.RSA3072 : KeyAlgorithm.P384;
        byte[] sample = SignedDer.of(tbs, algorithm,
                ThrowAwayKey.generate(kind, randomness.forLibraries()).signCertificate(tbs).orThrow());
        var findings = Lints.run(sample, profile, issuerCertificate == null ? sample : issuerCertificate);
        if (!findings.isEmpty()) {
            throw new Stopped("the certificate would break rules: " + String.join("; ", findings));
        }
        folder.announce(serial.hex(), tbs, profile.name());
        return signed(tbs, root.signCertificate(tbs).orThrow());
    }

    private byte[] signed(byte[] tbs, byte[] signature) {
        if (!SignedDer.verifies(tbs, signature, key)) {
            throw new IllegalStateException("The root's signature does not verify");
        }
        return SignedDer.of(tbs, SignatureAlgorithm.of(key), signature);
    }

    private byte[] rootCertificate() throws IOException {
        return Pem.read(folder.bytes(CeremonyFolder.ROOT))
                .orElseThrow(() -> new Stopped(CeremonyFolder.ROOT + " is no certificate"));
    }

    private X500Name name(Profile profile, String suffix) throws IOException {
        Properties settings = folder.settings();
        return SubjectName.authority(settings.getProperty("country"), settings.getProperty("organization"),
                settings.getProperty("name") + " " + suffix).toX500(profile);
    }

    private static String described(byte[] der) throws IOException {
        var certificate = new X509CertificateHolder(der);
        return new SerialNumber(certificate.getSerialNumber()).hex() + ", " + certificate.getSubject() + ", from "
                + certificate.getNotBefore().toInstant() + " to " + certificate.getNotAfter().toInstant();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private void transcript(String act, List<String> facts, String... artefacts) throws IOException {
        var before = folder.lastTranscript();
        var text = new StringBuilder(OfflineRoot.TRANSCRIPT);
        text.append("act: ").append(act).append("\nat: ").append(now()).append(" by the clock of this machine\nprogram: ")
                .append(Program.described()).append('\n');
        people.forEach(person -> text.append("person: ").append(person).append('\n'));
        text.append("root key: SHA-256 ").append(hex(KeyIdentifiers.sha256(root.publicKey()))).append('\n');
        facts.forEach(fact -> text.append(fact).append('\n'));
        for (String artefact : artefacts) {
            text.append("file: ").append(artefact).append(" SHA-256 ").append(folder.sha256(artefact)).append('\n');
        }
        text.append("transcript before: ")
                .append(before.isEmpty() ? "none" : before.get() + " SHA-256 " + folder.sha256(before.get())).append('\n');
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        String name = "%03d-%s.transcript".formatted(folder.transcripts().size() + 1, act);
        folder.add(name, bytes);
        folder.add(name + ".sig", root.signTranscript(bytes).orThrow());
    }
}
