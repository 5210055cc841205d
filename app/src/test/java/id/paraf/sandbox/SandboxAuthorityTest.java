package id.paraf.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import id.paraf.kernel.RootSecret;

/** Certificates of the sandbox are made of the root secret, and of nothing else. */
class SandboxAuthorityTest {

    private static SandboxAuthority authority(int secret, String now) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) secret);
        return new SandboxAuthority(new RootSecret(bytes), Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }

    private static TestSigners signers(int secret, String now) {
        return new TestSigners(authority(secret, now), Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }

    @Test
    void everyNodeMakesTheSameAndAnotherInstallationOthers() {
        var here = authority(1, "2026-02-01T00:00:00Z");
        assertThat(authority(1, "2026-11-01T00:00:00Z").chain()).isEqualTo(here.chain());
        assertThat(authority(2, "2026-02-01T00:00:00Z").chain()).doesNotContainAnyElementsOf(here.chain());
        var signers = signers(1, "2026-02-01T00:00:00Z").all();
        var later = signers(1, "2026-12-31T23:59:59Z").all();
        for (int i = 0; i < signers.size(); i++) {
            assertThat(later.get(i).nik()).isEqualTo(signers.get(i).nik());
            if (signers.get(i).certificate() != null) {
                assertThat(later.get(i).certificate().der()).isEqualTo(signers.get(i).certificate().der());
            }
        }
    }

    @Test
    void theChainHoldsAndSaysWhatItIs() throws GeneralSecurityException {
        var chain = authority(1, "2026-02-01T00:00:00Z").chain();
        var root = chain.getFirst();
        root.verify(root.getPublicKey());
        chain.getLast().verify(root.getPublicKey());
        for (var certificate : chain) {
            assertThat(certificate.getSubjectX500Principal().getName()).contains("UJI COBA", "BUKAN TANDA TANGAN YANG SAH");
            assertThat(certificate.getExtensionValue("2.5.29.32")).as("policies").isNull();
        }
        assertThat(chain.getLast().getBasicConstraints()).isZero();
    }

    @Test
    void whoIsExpiredHasACertificateWhoseTimeIsOver() {
        var now = Instant.parse("2026-06-01T00:00:00Z");
        for (var signer : signers(1, now.toString()).all()) {
            var certificate = signer.certificate();
            if (certificate != null) {
                assertThat(certificate.notAfter().isBefore(now)).as("%s", signer.standing())
                        .isEqualTo(signer.standing() == id.paraf.enrolment.Standing.EXPIRED);
            }
        }
    }
}
