package id.paraf.notice;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import id.paraf.kernel.RefusedToStart;

/** An installation that cannot reach people says what to set instead of starting. */
class SettingsTest {

    @Test
    void whatsAppNamesEverythingThatIsMissing() {
        assertThatThrownBy(() -> whatsApp(null, " ").require()).isInstanceOf(RefusedToStart.class)
                .hasMessageContaining("paraf.whatsapp.phone-number-id").hasMessageContaining("paraf.whatsapp.token")
                .hasMessageContaining("PARAF_WHATSAPP_PHONENUMBERID").hasMessageNotContaining("app-secret,");
        assertThatCode(() -> whatsApp("1", "t").require()).doesNotThrowAnyException();
    }

    @Test
    void mailNamesWhatIsMissing() {
        assertThatThrownBy(() -> mail(null).require()).isInstanceOf(RefusedToStart.class).hasMessageContaining("paraf.mail.host");
        assertThatCode(() -> mail("smtp.contoh.example").require()).doesNotThrowAnyException();
    }

    @Test
    void settingsAreNeverPrintedWithTheirSecrets() {
        org.assertj.core.api.Assertions.assertThat(whatsApp("1", "rahasia").toString()).doesNotContain("rahasia")
                .doesNotContain("s3");
        org.assertj.core.api.Assertions.assertThat(mail("h").toString()).doesNotContain("rahasia");
    }

    private static WhatsAppSettings whatsApp(String number, String token) {
        return new WhatsAppSettings(URI.create("https://graph.contoh.example"), "v23.0", number, token, "s3", "v",
                Duration.ofSeconds(1));
    }

    private static MailSettings mail(String host) {
        return new MailSettings(host, 587, "paraf@contoh.example", "user", "rahasia", true, Duration.ofSeconds(1));
    }
}
