package id.paraf.keyroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import id.paraf.testing.Proves;

class OfflineRootTest {

    private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);

    private static Passphrase one() {
        return Passphrase.of("Kapal-Ungu.77-teratai");
    }

    private static Passphrase other() {
        return Passphrase.of("Lentera!48-bambu-Hijau");
    }

    private static OfflineRoot.Made made(KeyAlgorithm algorithm) {
        return OfflineRoot.make(algorithm, one(), other(), CHEAP, Room.RANDOM);
    }

    private static boolean opens(String file, Passphrase first, Passphrase second) {
        return OfflineRoot.open(file, first, second, Room.RANDOM).isPresent();
    }

    @Test
    @Proves("KY-05")
    void itOpensForBothPeopleTogetherAndForNobodyElse() {
        var made = made(KeyAlgorithm.P384);
        assertThat(opens(made.file(), one(), other())).isTrue();
        assertThat(opens(made.file(), other(), one())).as("each has a place").isFalse();
        assertThat(opens(made.file(), one(), one())).isFalse();
        assertThat(opens(made.file(), other(), other())).isFalse();
        assertThatThrownBy(() -> OfflineRoot.make(KeyAlgorithm.P384, one(), one(), CHEAP, Room.RANDOM))
                .hasMessageContaining("Two people");
        assertThatThrownBy(() -> OfflineRoot.make(KeyAlgorithm.P256, one(), other(), CHEAP, Room.RANDOM))
                .hasMessageContaining("P-384");
        try (var root = OfflineRoot.open(made.file(), one(), other(), Room.RANDOM).orElseThrow()) {
            assertThat(root.publicKey()).isEqualTo(made.publicKey());
            assertThat(root).hasToString("OfflineRoot[P384]");
        }
    }

    @Test
    @Proves("KY-05")
    void aFileThatWasChangedDoesNotOpen() {
        String file = made(KeyAlgorithm.P384).file();
        String another = made(KeyAlgorithm.P384).file();
        for (String line : List.of("public key", "first salt", "second salt", "sealed")) {
            String here = file.lines().filter(one -> one.startsWith(line)).findFirst().orElseThrow();
            String there = another.lines().filter(one -> one.startsWith(line)).findFirst().orElseThrow();
            assertThat(opens(file.replace(here, there), one(), other())).as(line).isFalse();
        }
        assertThat(opens(file.replace("64 KiB, 1 passes", "64 KiB, 2 passes"), one(), other())).isFalse();
        for (String odd : List.of("", file + "x", file.replace("P384", "P256"), file.replace("v1", "v2"))) {
            assertThatThrownBy(() -> opens(odd, one(), other())).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @Proves("KY-04")
    void itSignsWhatARootSignsAndNothingElse() throws Exception {
        for (var algorithm : List.of(KeyAlgorithm.P384, KeyAlgorithm.RSA4096)) {
            try (var root = OfflineRoot.open(made(algorithm).file(), one(), other(), Room.RANDOM).orElseThrow()) {
                var key = new Room.Key(java.util.UUID.randomUUID(), java.util.UUID.randomUUID(), algorithm, root.publicKey());
                byte[] certificate = AuthorityTest.certificate(key, Authorities.identifier(algorithm));
                byte[] list = AuthorityTest.crl(Authorities.identifier(algorithm));
                byte[] transcript = (OfflineRoot.TRANSCRIPT + "…\n").getBytes(StandardCharsets.UTF_8);
                AuthorityTest.assertSigned(key, certificate, root.signCertificate(certificate));
                AuthorityTest.assertSigned(key, list, root.signCrl(list));
                AuthorityTest.assertSigned(key, transcript, root.signTranscript(transcript));
                for (var refused : List.of(root.signCertificate(list), root.signCertificate(transcript), root.signCrl(certificate),
                        root.signCrl(new byte[32]), root.signTranscript(certificate), root.signTranscript(new byte[0]),
                        root.signCertificate(AuthorityTest.certificate(key, Authorities.identifier(KeyAlgorithm.P256))))) {
                    assertThat(refused).isInstanceOf(AuthorityOutcome.Refused.class);
                }
            }
        }
    }
}
