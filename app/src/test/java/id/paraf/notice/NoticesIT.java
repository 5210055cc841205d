package id.paraf.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Role;
import id.paraf.account.TestPeople;
import id.paraf.notice.Channel.Result;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;
import id.paraf.testing.WhatsAppNetwork;

@ParafTest
class NoticesIT {

    @Autowired
    Notices notices;
    @Autowired
    TestInbox inbox;
    @Autowired
    TransactionTemplate transaction;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    MutableClock clock;
    @Autowired
    TestPeople people;
    @Autowired
    ApplicationContext application;
    @LocalServerPort
    int port;

    final UUID account = UUID.randomUUID();
    final String phone = "+62812" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);

    @Test
    void aMessageLeavesWithItsCommitAndOnlyThen() {
        var id = transaction.execute(status -> {
            UUID message = send(phone);
            assertThat(inbox.at(phone)).isEmpty();
            return message;
        });
        // The clock stands still: the commit itself wakes the courier.
        var received = inbox.await(phone, Template.CAPTURE_LINK);
        assertThat(received.token()).isEqualTo("rahasia-token");
        assertThat(received.body()).contains("Chrome di Windows");
        await(() -> state(id) == DeliveryState.SENT);

        transaction.executeWithoutResult(status -> {
            send("+6280000000");
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(status -> send(phone));
        await(() -> inbox.at(phone).size() == 2);
        assertThat(inbox.at("+6280000000")).isEmpty();
    }

    @Test
    @Proves("RP-03")
    void whatAMessageSaysIsNeverInTheDatabaseInClearAndGoneOnceItLeft() {
        inbox.script(phone, new Result.Later("busy", null));
        var id = transaction.execute(status -> send(phone));
        await(() -> inbox.unanswered(phone) == 0);
        byte[] sealed = jdbc.sql("SELECT sealed FROM notice_message WHERE id = :id").param("id", id).query(byte[].class).single();
        String row = jdbc.sql("SELECT m::text FROM notice_message m WHERE id = :id").param("id", id).query(String.class).single();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("rahasia").doesNotContain(phone);
        assertThat(row).doesNotContain("rahasia-token").doesNotContain(phone.substring(4)).doesNotContain("Windows");
        clock.advance(Duration.ofSeconds(5));
        inbox.await(phone, Template.CAPTURE_LINK);
        await(() -> state(id) == DeliveryState.SENT);
        assertThat(jdbc.sql("SELECT sealed IS NULL FROM notice_message WHERE id = :id").param("id", id).query(Boolean.class)
                .single()).isTrue();
        assertThat(notices.delivery(id).orElseThrow().toString()).doesNotContain("rahasia").doesNotContain(phone);
    }

    @Test
    @Proves({"RP-03", "RE-05"})
    void whatIsRefusedForGoodIsErasedAndStandsInTheListOfOfficers() {
        inbox.script(phone, new Result.Refused("HTTP 400, code 131026"));
        var id = transaction.execute(status -> send(phone));
        await(() -> state(id) == DeliveryState.FAILED);
        var dead = notices.undeliverable(List.of(account), 0, 50).stream().filter(delivery -> delivery.id().equals(id)).findFirst()
                .orElseThrow();
        assertThat(dead.reason()).isEqualTo("HTTP 400, code 131026");
        assertThat(dead.hint()).isEqualTo("+62 812-••••-••" + phone.substring(phone.length() - 2));
        assertThat(jdbc.sql("SELECT sealed IS NULL FROM notice_message WHERE id = :id").param("id", id).query(Boolean.class)
                .single()).isTrue();
        assertThat(inbox.at(phone)).isEmpty();
    }

    @Test
    @Proves({"RP-03", "RA-02"})
    void officersSeeThatAMessageFailedNeverItsLinkAndOnlyInTheirInstitution() {
        var person = people.claimed();
        inbox.script(phone, new Result.Refused("HTTP 400, code 131026"));
        UUID id = transaction.execute(status -> notices.send(new Outgoing.WhatsApp(person.id, phone, Template.CAPTURE_LINK, "id",
                Map.of("device", "Chrome di Windows", "minutes", "10"), "/r/rahasia-token", null)));
        await(() -> state(id) == DeliveryState.FAILED);
        String hint = "+62 812-••••-••" + phone.substring(phone.length() - 2);
        String page = people.enrol(people.claimed(Role.OFFICER), port).get("/officer/messages").body();
        assertThat(page).contains(hint).doesNotContain("rahasia").doesNotContain(phone.substring(4));
        assertThat(people.enrol(people.claimedAt("Kantor Lain", Role.OFFICER), port).get("/officer/messages").body())
                .doesNotContain(hint);
    }

    @Test
    @Proves("RE-05")
    void aMessageIsRetriedWithPausesUntilItIsTooOld() {
        var busy = new Result.Later("busy", null);
        inbox.script(phone, busy, busy, busy, busy, busy, busy, busy, busy, busy, busy, busy, busy);
        var id = transaction.execute(status -> send(phone));
        await(() -> inbox.unanswered(phone) == 11);
        assertThat(state(id)).isEqualTo(DeliveryState.QUEUED);
        // Not before its pause is over: between one and two seconds for the first.
        clock.advance(Duration.ofMillis(900));
        pass();
        assertThat(inbox.unanswered(phone)).isEqualTo(11);
        clock.advance(Duration.ofMillis(1200));
        await(() -> inbox.unanswered(phone) == 10);
        clock.advance(Duration.ofMinutes(10));
        await(() -> state(id) == DeliveryState.FAILED);
        assertThat(notices.delivery(id).orElseThrow().reason()).startsWith("expired");
        assertThat(inbox.at(phone)).isEmpty();
    }

    @Test
    void aNetworkThatAsksForAPauseGetsIt() {
        inbox.script(phone, new Result.Later("HTTP 429", Duration.ofSeconds(60)));
        transaction.executeWithoutResult(status -> send(phone));
        await(() -> inbox.unanswered(phone) == 0);
        pass();
        String other = phone + "1";
        transaction.executeWithoutResult(status -> send(other));
        clock.advance(Duration.ofSeconds(50));
        pass();
        assertThat(inbox.at(other)).isEmpty();
        clock.advance(Duration.ofSeconds(20));
        inbox.await(other, Template.CAPTURE_LINK);
        inbox.await(phone, Template.CAPTURE_LINK);
    }

    @Test
    @Proves("RE-10")
    void aCourierThatDiedIsReplacedAfterItsLease() {
        var id = transaction.execute(status -> {
            UUID message = send(phone);
            jdbc.sql("UPDATE notice_message SET due_at = :due, attempts = 1 WHERE id = :id").param("id", message)
                    .param("due", clock.instant().plusSeconds(60).atOffset(java.time.ZoneOffset.UTC)).update();
            return message;
        });
        pass();
        assertThat(inbox.at(phone)).isEmpty();
        clock.advance(Duration.ofSeconds(61));
        inbox.await(phone, Template.CAPTURE_LINK);
        await(() -> state(id) == DeliveryState.SENT);
    }

    @Test
    void anAlteredMessageDoesNotStopTheOthers() {
        var id = transaction.execute(status -> {
            UUID message = send(phone);
            jdbc.sql("UPDATE notice_message SET sealed = set_byte(sealed, 20, (get_byte(sealed, 20) + 1) % 256) WHERE id = :id")
                    .param("id", message).update();
            return message;
        });
        await(() -> state(id) == DeliveryState.FAILED);
        assertThat(notices.delivery(id).orElseThrow().reason()).isEqualTo("unreadable");
    }

    @Test
    @Proves({"RE-10", "WF-08"})
    void reportsCountOnceInAnyOrderAndOnlyWithASignature() {
        var id = transaction.execute(status -> send(phone));
        await(() -> state(id) == DeliveryState.SENT);
        try (var network = WhatsAppNetwork.start("tests-only")) {
            URI hook = URI.create("http://localhost:" + port + "/webhooks/whatsapp");
            long now = clock.instant().getEpochSecond();
            String read = WhatsAppNetwork.status("test:" + id, "read", now + 2, 0);
            String delivered = WhatsAppNetwork.status("test:" + id, "delivered", now + 1, 0);
            assertThat(network.report(hook, "tests-only", read, "sha256=" + "0".repeat(64))).isEqualTo(403);
            assertThat(network.report(hook, "wrong-secret", read, null)).isEqualTo(403);
            assertThat(network.report(hook, "tests-only", read, "sha1=abc")).isEqualTo(403);
            assertThat(network.report(hook, "tests-only", read, "sha256=xyz")).isEqualTo(403);
            assertThat(state(id)).isEqualTo(DeliveryState.SENT);

            assertThat(network.report(hook, "tests-only", delivered, null)).isEqualTo(200);
            assertThat(state(id)).isEqualTo(DeliveryState.DELIVERED);
            assertThat(network.report(hook, "tests-only", read, null)).isEqualTo(200);
            assertThat(network.report(hook, "tests-only", delivered, null)).isEqualTo(200);
            assertThat(network.report(hook, "tests-only", read, null)).isEqualTo(200);
            String failed = WhatsAppNetwork.status("test:" + id, "failed", now + 3, 131026);
            assertThat(network.report(hook, "tests-only", failed, null)).isEqualTo(200);
            assertThat(state(id)).isEqualTo(DeliveryState.READ);

            for (String body : List.of("", "{", "[]", "{\"entry\":7}",
                    "{\"entry\":[{\"changes\":[{\"value\":{\"statuses\":[1]}}]}]}",
                    "x".repeat(100))) {
                assertThat(network.report(hook, "tests-only", body, null)).isIn(200, 400);
            }
            assertThat(network.report(hook, "tests-only", " ".repeat((1 << 20) + 1), null)).isEqualTo(413);
        }
    }

    @Test
    @Proves("RE-10")
    void aReportThatOvertakesOurOwnCommitIsNotLost() {
        String early = "early:" + UUID.randomUUID();
        application.getBean(Outbox.class).receipt(early, DeliveryState.FAILED, clock.instant(), "code 131026");
        inbox.script(phone, new Result.Accepted(early));
        var id = transaction.execute(status -> send(phone));
        await(() -> state(id) == DeliveryState.FAILED);
        assertThat(notices.delivery(id).orElseThrow().reason()).isEqualTo("code 131026");
    }

    @Test
    @Proves("WF-08")
    void theNetworksFirstCallIsAnsweredOnlyWithOurToken() {
        var browser = new HttpBrowser(port);
        var right = browser.get("/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=tests-only&hub.challenge=12345");
        assertThat(right.statusCode()).isEqualTo(200);
        assertThat(right.body()).isEqualTo("12345");
        assertThat(browser.get("/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=no&hub.challenge=1").statusCode())
                .isEqualTo(403);
        assertThat(browser.get("/webhooks/whatsapp").statusCode()).isEqualTo(403);
    }

    @Test
    void everyTemplateHasItsWordsInBothLanguages() throws Exception {
        for (String language : List.of("id", "en")) {
            var texts = new Properties();
            try (var reader = new java.io.InputStreamReader(
                    getClass().getResourceAsStream("/i18n/notice_" + language + ".properties"), StandardCharsets.UTF_8)) {
                texts.load(reader);
            }
            var whats = texts.stringPropertyNames().stream().filter(key -> key.startsWith("notice.what."))
                    .map(key -> key.substring("notice.what.".length())).toList();
            var wording = application.getBean(Wording.class);
            for (Template template : Template.values()) {
                var parameters = new java.util.HashMap<String, String>();
                template.parameters().forEach(name -> parameters.put(name, switch (name) {
                    case "what" -> whats.getFirst();
                    case "when" -> "2026-10-21T02:35:00Z";
                    case "task" -> "application";
                    case "round" -> "FINISHED";
                    case "meeting" -> "VIDEO";
                    case "standing" -> "STOPPED";
                    case "news" -> "ISSUED";
                    default -> "«" + name + "»";
                }));
                var text = wording.of(template, language, parameters, template.linked() ? "/x/y" : null);
                assertThat(text.subject()).isNotBlank().doesNotContain("{");
                assertThat(text.body()).isNotBlank().doesNotContain("{");
                assertThat(text.link() == null).isEqualTo(!template.linked());
            }
            whats.forEach(what -> assertThat(wording.of(Template.SECURITY, language,
                    Map.of("what", what, "when", "2026-10-21T02:35:00Z", "device", "d"), "/disavow/x").body())
                    .contains(language.equals("id") ? "Rabu, 21 Oktober 2026 pukul 09.35 WIB"
                            : "Wednesday, 21 October 2026 at 09:35 WIB"));
        }
    }

    @Test
    void aMessageThatCannotBeWordedOrAddressedIsRefusedToItsSender() {
        assertThatThrownBy(
                () -> new Outgoing.WhatsApp(account, "0812", Template.CONTACT_CODE, "id", Map.of("code", "1"), null, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Outgoing.Mail(account, "a@b\r\nBcc: c@d", Template.CONTACT_CODE, "id", Map.of("code", "1"),
                null, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Outgoing.Mail(account, "a@b", Template.CONTACT_CODE, "id", Map.of(), null, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Outgoing.Mail(account, "a@b", Template.SECURITY, "id",
                Map.of("what", "x", "when", "y", "device", "z"), null, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> notices.send(new Outgoing.Mail(account, "a@b.example",
                Template.SECURITY, "id", Map.of("what", "no-such-event", "when", Instant.EPOCH.toString(), "device", "z"),
                "/disavow/x", null)))).isInstanceOf(org.springframework.context.NoSuchMessageException.class);
    }

    @Test
    void nothingOfTheDemoExistsOutsideTheDemoProfile() {
        Predicate<String> demo = name -> name.toLowerCase(java.util.Locale.ROOT).contains("demo");
        assertThat(Arrays.stream(application.getBeanDefinitionNames()).filter(demo)).isEmpty();
        assertThat(
                jdbc.sql("SELECT count(*) FROM information_schema.tables WHERE table_name LIKE 'demo%'").query(Long.class).single())
                .isZero();
        assertThat(new HttpBrowser(port).get("/demo").body()).doesNotContain("/claim/");
    }

    private UUID send(String to) {
        return notices.send(new Outgoing.WhatsApp(account, to, Template.CAPTURE_LINK, "id",
                Map.of("device", "Chrome di Windows", "minutes", "10"), "/r/rahasia-token", null));
    }

    private DeliveryState state(UUID id) {
        return notices.delivery(id).orElseThrow().state();
    }

    /** Lets the couriers look once more: they do so every second. */
    private static void pass() {
        java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(1200).toNanos());
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("It did not happen in time");
            }
            java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }
}
