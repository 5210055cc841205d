package id.paraf.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import id.paraf.testing.Proves;

class ProfilesTest {

    private static Profiles read(String changes) {
        return ((Profiles.Reading.Good) Profiles.read(changes)).profiles();
    }

    @Test
    void theShippedOnesAreWhatTheProductSaysOfThem() {
        var signer = Profiles.shipped().get(Profile.Kind.SIGNER);
        assertThat(signer.keys()).containsExactly(Profile.KeyKind.P256, Profile.KeyKind.RSA3072);
        assertThat(signer.keyUsage()).isEqualTo(KeyUsage.nonRepudiation);
        assertThat(signer.purposes()).containsExactly(Profile.DOCUMENT_SIGNING);
        assertThat(signer.end(Instant.parse("2027-02-28T10:00:00Z"))).isEqualTo(Instant.parse("2029-02-28T09:59:59Z"));
        for (var kind : Profile.Kind.values()) {
            assertThat(Profiles.shipped().named(kind.label()).kind()).isEqualTo(kind);
        }
    }

    @Test
    void aFileReplacesSingleLines() {
        var changed = read("""
                # Ours.
                signer.keys = RSA2048, P256

                signer.policies = 1.3.6.1.4.1.99999.1, 0.4.0.2042.1.1
                seal.validity = 300d
                """);
        assertThat(changed.get(Profile.Kind.SIGNER).keys()).containsExactly(Profile.KeyKind.RSA2048, Profile.KeyKind.P256);
        assertThat(changed.get(Profile.Kind.SIGNER).policies()).containsExactly("1.3.6.1.4.1.99999.1", "0.4.0.2042.1.1");
        assertThat(changed.get(Profile.Kind.SEAL).validity()).isEqualTo(java.time.Period.ofDays(300));
        assertThat(changed.get(Profile.Kind.TIMESTAMP)).isEqualTo(Profiles.shipped().get(Profile.Kind.TIMESTAMP));
    }

    @Test
    void whatIsKeptBesideACertificateSaysTheSameAgain() {
        for (var profiles : List.of(Profiles.shipped(), read("signer.subject = C, O, SN?, GN, serialNumber, CN"))) {
            for (var kind : Profile.Kind.values()) {
                assertThat(Profiles.parse(profiles.text(kind))).isEqualTo(profiles.get(kind));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @Proves("CA-06")
    @CsvSource(delimiter = '|', textBlock = """
            signers.keys = P256                           | signers             | keys               | no such profile
            signer.colour = red                           | signer              | colour             | no such field
            signer                                        | signer              |                    | no such field
            signer.keys =                                 | signer              | keys               | no value
            signer.path-length = 0                        | signer              | path-length        | only authorities
            signer.keys = none                            | signer              | keys               | at least one
            signer.keys = P512                            | signer              | keys               | none of
            signer.keys = P256, P256                      | signer              | keys               | twice
            signer.keys = RSA4096                         | signer              | keys               | not for this profile
            tls-server.keys = RSA2048                     | tls-server          | keys               | not for this profile
            timestamp-authority.keys = RSA3072            | timestamp-authority | keys               | not for this profile
            root-ca.keys = P256                           | root-ca             | keys               | not for this profile
            signer.key-usage = everything                 | signer              | key-usage          | none of
            signer.key-usage = digitalSignature           | signer              | key-usage          | nonRepudiation
            signer.key-usage = nonRepudiation, keyEncipherment | signer         | key-usage          | nonRepudiation
            signer.key-usage = nonRepudiation, keyCertSign | signer             | key-usage          | for authorities
            issuing-ca.key-usage = keyCertSign            | issuing-ca          | key-usage          | an authority has
            ocsp-responder.key-usage = nonRepudiation     | ocsp-responder      | key-usage          | digitalSignature
            signer.extended-key-usage = 1.3.6.1.5.5.7.3.36.01 | signer          | extended-key-usage | no object identifier
            signer.extended-key-usage = clientAuth        | signer              | extended-key-usage | documentSigning is missing
            signer.extended-key-usage = documentSigning, serverAuth | signer    | extended-key-usage | for services
            signer.extended-key-usage = documentSigning, emailProtection | signer | extended-key-usage | an address
            seal.extended-key-usage = documentSigning, 2.5.29.37.0 | seal       | extended-key-usage | never certified
            timestamp-authority.extended-key-usage = timeStamping, clientAuth | timestamp-authority | extended-key-usage | alone
            ocsp-responder.extended-key-usage = none      | ocsp-responder      | extended-key-usage | alone
            issuing-ca.extended-key-usage = clientAuth    | issuing-ca          | extended-key-usage | an authority has none
            tls-server.extended-key-usage = clientAuth    | tls-server          | extended-key-usage | serverAuth
            signer.policies = 3.1.2                       | signer              | policies           | no object identifier
            signer.policies = 1.2..3                      | signer              | policies           | no object identifier
            signer.policies = 2.5.29.32.0                 | signer              | policies           | says nothing
            signer.policies = none                        | signer              | policies           | at least one
            root-ca.policies = 1.2.3                      | root-ca             | policies           | a root has none
            signer.validity = 24 months                   | signer              | validity           | years or days
            signer.validity = 826d                        | signer              | validity           | longer than longest
            signer.longest = 826d                         | signer              | longest            | 825 days
            seal.longest = 3y                             | seal                | longest            | write days
            tls-server.longest = 399d                     | tls-server          | longest            | 398 days
            ocsp-responder.longest = 91d                  | ocsp-responder      | longest            | 90 days
            ocsp-responder.validity = 13d                 | ocsp-responder      | validity           | at least 14
            timestamp-authority.validity = 700d           | timestamp-authority | validity           | at least 760
            root-ca.validity = 5y                         | issuing-ca          | validity           | which issues it
            issuing-ca.validity = 2y                      | timestamp-authority | validity           | which issues it
            issuing-ca.path-length = 1                    | issuing-ca          | path-length        | write 0
            root-ca.path-length = 0                       | root-ca             | path-length        | stands below
            root-ca.path-length = -1                      | root-ca             | path-length        | from 0 to 9
            signer.subject = C, GN, serialNumber          | signer              | subject            | CN is required
            signer.subject = C, O, GN?, serialNumber, CN  | signer              | subject            | GN is required
            signer.subject = C, SN, GN, serialNumber, CN  | signer              | subject            | SN?
            signer.subject = C, C?, GN, serialNumber, CN  | signer              | subject            | named twice
            signer.subject = C, GN, serialNumber, CN, L   | signer              | subject            | none of
            seal.subject = C, O, CN                       | seal                | subject            | organizationIdentifier is required
            seal.subject = C, O, organizationIdentifier, GN, CN | seal          | subject            | not for this profile
            """)
    void whatCannotBeIsRefusedByName(String line, String profile, String field, String sentence) {
        assertThat(Profiles.read(line)).isInstanceOfSatisfying(Profiles.Reading.Bad.class, bad -> {
            assertThat(bad.profile()).isEqualTo(profile);
            assertThat(bad.field()).isEqualTo(field == null ? "" : field);
            assertThat(bad.sentence()).contains(sentence);
        });
    }

    @Test
    void aLineStandsThereOnce() {
        assertThat(Profiles.read("signer.validity = 1y\nsigner.validity = 2y")).isEqualTo(
                new Profiles.Reading.Bad("signer", "validity", "it is there twice"));
    }
}
