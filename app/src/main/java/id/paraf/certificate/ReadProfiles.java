package id.paraf.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import id.paraf.kernel.Randomness;
import id.paraf.kernel.RefusedToStart;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.ThrowAwayKey;
import id.paraf.pki.CertificateBody;
import id.paraf.pki.Locations;
import id.paraf.pki.Profile;
import id.paraf.pki.Profiles;
import id.paraf.pki.SerialNumber;
import id.paraf.pki.SignatureAlgorithm;
import id.paraf.pki.SignedDer;
import id.paraf.pki.SubjectName;
import id.paraf.pki.lint.Lints;

/** Reads the profiles at the start, and signs a sample of each with a key that nobody trusts: what breaks a rule stops the start. */
@Configuration(proxyBeanMethods = false)
class ReadProfiles {

    private static final Locations LOCATIONS = new Locations(List.of("http://pki.contoh.example/crl/issuing-g1.crl"),
            "http://pki.contoh.example/ca/issuing-g1.crt", "http://pki.contoh.example/ocsp", null);

    @Bean
    Profiles profiles(@Value("${paraf.profiles:}") String file, Randomness randomness, Clock clock) {
        String name = file.isBlank() ? "The shipped profiles" : "The file " + file + " (paraf.profiles)";
        var profiles = switch (Profiles.read(file.isBlank() ? null : text(Path.of(file)))) {
            case Profiles.Reading.Good(Profiles read) -> read;
            case Profiles.Reading.Bad(String profile, String field, String sentence) ->
                throw new RefusedToStart(name + " cannot be used: " + profile + (field.isEmpty() ? "" : "." + field) + ": "
                        + sentence + ".");
        };
        var samples = new Samples(profiles.get(Profile.Kind.ROOT), randomness, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        for (var kind : Profile.Kind.values()) {
            var findings = samples.findings(profiles.get(kind));
            if (!findings.isEmpty()) {
                throw new RefusedToStart(name + " cannot be used: certificates of profile " + kind.label() + " would break rules: "
                        + String.join("; ", findings) + ".");
            }
        }
        return profiles;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new RefusedToStart("The file " + file + " (paraf.profiles) cannot be read as text in UTF-8.");
        }
    }

    /** One certificate of each profile, as far as a lint can tell. */
    private static final class Samples {

        private final Randomness randomness;
        private final Instant now;
        private final Profile top;
        private final ThrowAwayKey issuer;
        private final byte[] root;
        private final Map<KeyAlgorithm, ThrowAwayKey> keys = new EnumMap<>(KeyAlgorithm.class);

        Samples(Profile top, Randomness randomness, Instant now) {
            this.top = top;
            this.randomness = randomness;
            this.now = now;
            this.issuer = ThrowAwayKey.generate(KeyAlgorithm.valueOf(top.keys().getFirst().name()), randomness.forLibraries());
            this.root = sample(top, issuer);
        }

        private ThrowAwayKey key(KeyAlgorithm algorithm) {
            return keys.computeIfAbsent(algorithm, kind -> ThrowAwayKey.generate(kind, randomness.forLibraries()));
        }

        private static SubjectPublicKeyInfo info(ThrowAwayKey key) {
            return SubjectPublicKeyInfo.getInstance(key.publicKey());
        }

        /** What lints say about a sample for each kind of elliptic keys, or, if there is none, for the first kind of keys. */
        List<String> findings(Profile profile) {
            if (profile.kind() == Profile.Kind.ROOT) {
                return Lints.run(root, profile, root);
            }
            var curves = profile.keys().stream().filter(kind -> kind == Profile.KeyKind.P256 || kind == Profile.KeyKind.P384)
                    .toList();
            return (curves.isEmpty() ? profile.keys().subList(0, 1) : curves).stream()
                    .flatMap(kind -> Lints.run(sample(profile, key(KeyAlgorithm.valueOf(kind.name()))), profile, root).stream())
                    .toList();
        }

        private byte[] sample(Profile profile, ThrowAwayKey subject) {
            boolean server = profile.kind() == Profile.Kind.TLS_SERVER;
            var body = new CertificateBody(profile, SerialNumber.of(randomness.bytes(SerialNumber.BYTES)), name(top), info(issuer),
                    name(profile), info(subject), now, profile.end(now), profile.equals(top) ? Locations.NONE : LOCATIONS,
                    server ? List.of("server.contoh.example") : List.of());
            byte[] tbs = body.toBeSigned();
            return SignedDer.of(tbs, SignatureAlgorithm.of(info(issuer)), issuer.signCertificate(tbs).orThrow());
        }

        private static X500Name name(Profile profile) {
            var name = switch (profile.kind()) {
                case SIGNER -> SubjectName.person("ID", "Contoh", "Unit", "Sari Contoh", "PF:ID-CONTOH");
                case SEAL -> SubjectName.organization("ID", "Contoh", "NTRID-1", "Contoh");
                case TLS_SERVER -> SubjectName.authority("ID", "Contoh", "server.contoh.example");
                case ROOT, ISSUING, OCSP_RESPONDER, TIMESTAMP -> SubjectName.authority("ID", "Contoh", "Contoh " + profile.name());
            };
            return name.toX500(profile);
        }
    }
}
