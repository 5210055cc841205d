package id.paraf.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.mail.internet.MimeMultipart;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import id.paraf.notice.Channel.Result;
import id.paraf.testing.Proves;

/** The real client against a real SMTP server. */
class MailChannelTest {

    final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void aMessageLeavesAsTextAndAsHtmlWithEverythingEscaped() throws Exception {
        assertThat(channel(false).deliver(letter())).isInstanceOf(Result.Accepted.class);
        assertThat(server.waitForIncomingEmail(5000, 1)).isTrue();
        var message = server.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo("Pemberitahuan keamanan");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getFrom()[0]).hasToString("paraf@contoh.example");
        var whole = new StringBuilder();
        flatten(message.getContent(), whole);
        assertThat(whole).contains("Halo <b>Budi</b>").contains("http://localhost:8080/disavow/token")
                .contains("Halo &lt;b&gt;Budi&lt;/b&gt;").contains("href=\"http://localhost:8080/disavow/token\"")
                .doesNotContain("<b>Budi</b></p>");
        assertThat(GreenMailUtil.getWholeMessage(message)).contains("text/plain").contains("text/html");
    }

    @Test
    @Proves("RE-05")
    void aServerThatIsGoneOrWithoutTlsIsTriedAgain() {
        assertThat(channel(true).deliver(letter())).isInstanceOf(Result.Later.class);
        var channel = channel(false);
        server.stop();
        assertThat(channel.deliver(letter())).isInstanceOf(Result.Later.class);
    }

    private MailChannel channel(boolean tls) {
        return new MailChannel(new MailSettings("127.0.0.1", server.getSmtp().getPort(), "paraf@contoh.example", null, null, tls,
                Duration.ofSeconds(2)));
    }

    private static void flatten(Object content, StringBuilder out) throws Exception {
        if (content instanceof MimeMultipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                flatten(parts.getBodyPart(i).getContent(), out);
            }
        } else {
            out.append(content);
        }
    }

    private static Channel.Letter letter() {
        return new Channel.Letter(UUID.randomUUID(), null, Route.MAIL, "budi@contoh.example", Template.SECURITY, "id",
                new Wording.Text("Pemberitahuan keamanan", "Halo <b>Budi</b>\nbaris dua", "Bukan saya",
                        "http://localhost:8080/disavow/token", "Contoh (Demo)"),
                List.of(), "/disavow/token");
    }
}
