package id.paraf.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import id.paraf.notice.Channel.Result;
import id.paraf.testing.Proves;
import id.paraf.testing.WhatsAppNetwork;
import id.paraf.testing.WhatsAppNetwork.Mood;

/** The real client against a network that behaves, and one that does not, over HTTP. */
class WhatsAppChannelTest {

    static final Duration TIMEOUT = Duration.ofMillis(700);

    final WhatsAppNetwork network = WhatsAppNetwork.start("rahasia");
    final JsonMapper json = new JsonMapper();

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void aTemplateMessageWithAUrlButtonIsTaken() {
        var result = channel("rahasia").deliver(letter());
        var message = network.await("6281200000042");
        assertThat(result).isEqualTo(new Result.Accepted(message.id()));
        var sent = json.readTree(message.json());
        assertThat(sent.at("/template/name").asString()).isEqualTo("capture_link");
        assertThat(sent.at("/template/language/code").asString()).isEqualTo("id");
        assertThat(sent.at("/template/components/0/parameters/0/text").asString()).isEqualTo("Chrome di Windows evil");
        assertThat(sent.at("/template/components/1/sub_type").asString()).isEqualTo("url");
        assertThat(sent.at("/template/components/1/parameters/0/text").asString()).isEqualTo("r/token");
        assertThat(message.button()).isEqualTo("r/token");
    }

    @Test
    void aCodeIsAlsoTheParameterOfItsCopyButton() {
        channel("rahasia").deliver(new Channel.Letter(UUID.randomUUID(), null, Route.WHATSAPP, "+6281200000042",
                Template.CONTACT_CODE, "id", text(), List.of("123456"), null));
        assertThat(network.await("6281200000042").button()).isEqualTo("123456");
    }

    @ParameterizedTest
    @CsvSource({"429, 130429", "400, 131056", "400, 131016", "500, 131000", "503, 2", "400, 80007", "401, 190", "403, 10",
            "408, 0", "302, 0"})
    void whatMayPassIsTriedAgain(int status, int code) {
        network.next(new Mood.Error(status, code, null));
        assertThat(channel("rahasia").deliver(letter())).isInstanceOf(Result.Later.class);
    }

    @ParameterizedTest
    @CsvSource({"400, 131026", "400, 132001", "400, 132000", "404, 132001", "400, 131008", "400, 100"})
    void whatIsWrongForGoodIsNotTriedAgain(int status, int code) {
        network.next(new Mood.Error(status, code, null));
        assertThat(channel("rahasia").deliver(letter())).isInstanceOfSatisfying(Result.Refused.class,
                refused -> assertThat(refused.reason()).isEqualTo("HTTP " + status + ", code " + code));
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "999999, 600"})
    void retryAfterIsRespectedWithinReason(int asked, int taken) {
        network.next(new Mood.Error(429, 130429, asked));
        assertThat(channel("rahasia").deliver(letter())).isInstanceOfSatisfying(Result.Later.class,
                later -> assertThat(later.retryAfter()).isEqualTo(Duration.ofSeconds(taken)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>502</html>", "{", "[]", "{\"messages\":[]}", "{\"messages\":\"x\"}", "null", "\u0000\ufffd"})
    void nonsenseIsNotASuccess(String body) {
        network.next(new Mood.Garbage(200, body), new Mood.Garbage(400, body));
        assertThat(channel("rahasia").deliver(letter())).isInstanceOf(Result.Later.class);
        assertThat(channel("rahasia").deliver(letter())).isInstanceOf(Result.Later.class);
    }

    @Test
    @Proves("WF-08")
    void nobodySendsAMessageElsewhere() {
        try (var elsewhere = WhatsAppNetwork.start("rahasia")) {
            network.next(new Mood.Redirect(elsewhere.address().resolve("/v23.0/100000000000000/messages")));
            assertThat(channel("rahasia").deliver(letter())).isInstanceOf(Result.Later.class);
            assertThat(elsewhere.calls()).isZero();
        }
    }

    @Test
    void anEndlessAnswerIsNotReadToItsEnd() {
        network.next(new Mood.Garbage(200, "x".repeat(1_000_000)));
        assertThat(channel("rahasia").deliver(letter())).isInstanceOf(Result.Later.class);
    }

    @Test
    @Proves("RE-05")
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void silenceAndDrippingEndWithTheTimeout() {
        network.next(new Mood.Silence(), new Mood.Drip());
        assertThat(channel("rahasia").deliver(letter())).isEqualTo(new Result.Later("no answer in time", null));
        assertThat(channel("rahasia").deliver(letter())).isEqualTo(new Result.Later("no answer in time", null));
    }

    @Test
    @Proves("RE-05")
    void aNetworkThatHangsUpOrIsGoneIsTriedAgain() {
        network.next(new Mood.HangUp());
        assertThat(channel("rahasia").deliver(letter())).isInstanceOf(Result.Later.class);
        network.close();
        assertThat(channel("rahasia").deliver(letter())).isInstanceOf(Result.Later.class);
    }

    @Test
    void aWrongTokenIsTheOperatorsProblemAndWaits() {
        assertThat(channel("salah").deliver(letter())).isEqualTo(new Result.Later("HTTP 401, code 190", null));
        assertThat(network.messages()).isEmpty();
    }

    private WhatsAppChannel channel(String token) {
        return new WhatsAppChannel(new WhatsAppSettings(URI.create(network.address().toString()), "v23.0", "100000000000000",
                token, "app", "verify", TIMEOUT), json);
    }

    private static Channel.Letter letter() {
        return new Channel.Letter(UUID.randomUUID(), UUID.randomUUID(), Route.WHATSAPP, "+6281200000042", Template.CAPTURE_LINK,
                "id", text(), List.of("Chrome di Windows\r\n\t    evil", "10"), "/r/token");
    }

    private static Wording.Text text() {
        return new Wording.Text("subject", "body", "button", "http://localhost:8080/r/token", "footer");
    }
}
