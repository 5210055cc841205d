package id.paraf.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import id.paraf.testing.Proves;

class TotpTest {

    /** RFC 6238 Appendix B, SHA-1; the last six of its eight digits. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @Test
    void theVectorsOfTheStandard() {
        assertThat(Totp.code(SECRET, 59 / 30)).isEqualTo("287082");
        assertThat(Totp.code(SECRET, 1111111109L / 30)).isEqualTo("081804");
        assertThat(Totp.code(SECRET, 1111111111L / 30)).isEqualTo("050471");
        assertThat(Totp.code(SECRET, 1234567890L / 30)).isEqualTo("005924");
        assertThat(Totp.code(SECRET, 2000000000L / 30)).isEqualTo("279037");
        assertThat(Totp.code(SECRET, 20000000000L / 30)).isEqualTo("353130");
    }

    @Test
    @Proves("AU-08")
    void aCodeLivesItsStepAndFifteenSecondsOnEachSide() {
        Instant start = Instant.ofEpochSecond(1_800_000_000L / 30 * 30);
        String code = Totp.code(SECRET, Totp.stepAt(start));
        assertThat(Totp.stepOf(SECRET, code, start.minusSeconds(16))).isEmpty();
        assertThat(Totp.stepOf(SECRET, code, start.minusSeconds(15))).isPresent();
        assertThat(Totp.stepOf(SECRET, code, start.plusSeconds(29))).isPresent();
        assertThat(Totp.stepOf(SECRET, code, start.plusSeconds(44))).isPresent();
        assertThat(Totp.stepOf(SECRET, code, start.plusSeconds(45))).isEmpty();
    }

    @Test
    @Proves("AU-09")
    void theSecretHas160Bits() {
        assertThat(Totp.SECRET_BYTES * 8).isGreaterThanOrEqualTo(160);
        assertThat(Totp.uri("Paraf", "a b", SECRET))
                .startsWith("otpauth://totp/Paraf:a%20b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&");
    }
}
