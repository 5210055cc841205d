package id.paraf.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.TestPeople;
import id.paraf.esign.EsignWorld;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.limits.Limit;
import id.paraf.notice.Template;
import id.paraf.notice.TestInbox;
import id.paraf.passphrase.ResetWorld;
import id.paraf.signing.Document;
import id.paraf.signing.Documents;
import id.paraf.signing.EndRound;
import id.paraf.signing.MarkChoice;
import id.paraf.signing.Rounds;
import id.paraf.signing.SignDocuments;
import id.paraf.signing.SigningWorld;
import id.paraf.testing.AtOnce;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.webhook.WebhookWorld;

/** Applications ask people to sign in turn, in a colleague's name and by the rules of the portal. */
@ParafTest
class RestRequestsTest {

    private static final String REQUESTS = "/rest/v1/signature-requests";
    private static final String ONE = "/signature-requests/{request}";
    private static final Origin PLACE = new Origin("192.0.2.18", "test");
    private static final byte[] PDF = SigningWorld.pdf("Surat", 2);

    @LocalServerPort
    int port;
    @Autowired
    EsignWorld world;
    @Autowired
    TestPeople people;
    @Autowired
    WebhookWorld webhooks;
    @Autowired
    SignDocuments sign;
    @Autowired
    Documents documents;
    @Autowired
    Rounds rounds;
    @Autowired
    EndRound end;
    @Autowired
    TestInbox inbox;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    OpenApi description;

    private String institution;
    private EsignWorld.Signer asker;
    private EsignWorld.Signer first;
    private EsignWorld.Signer second;
    private EsignWorld.Caller credentials;
    private RestCaller caller;
    private Described described;

    @BeforeEach
    void anApplicationAndThreePeople() {
        clock.advance(Limit.API_REFUSED_PER_CALLER.window());
        institution = "Kantor Permintaan " + UUID.randomUUID().toString().substring(0, 8);
        asker = world.signer(institution);
        first = world.signer(institution);
        second = world.signer(institution);
        credentials = world.caller(institution);
        caller = RestCaller.of(port, credentials);
        described = new Described(description.json());
    }

    private List<Object> form(Object... more) {
        var form = new ArrayList<Object>(List.of("asker", asker.person().email, "signer", first.nik(), "signer",
                second.person().email, "file", PDF));
        form.addAll(List.of(more));
        return form;
    }

    private RestCaller.Answer create(RestCaller who, List<Object> form) {
        return described.fits(who.post(REQUESTS, form), "post", "/signature-requests");
    }

    private String created() {
        var answer = create(caller.keyed(), form());
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.header("Location");
    }

    private RestCaller.Answer act(String path, String what) {
        return described.fits(caller.send("POST", path + "/" + what, null, BodyPublishers.noBody()), "post", ONE + "/" + what);
    }

    private RestCaller.Answer show(String path) {
        return described.fits(caller.get(path), "get", ONE);
    }

    private static List<String> states(RestCaller.Answer answer) {
        return answer.json().path("signers").valueStream().map(one -> one.path("state").asString()).toList();
    }

    private int events(EsignWorld.Signer who, String type) {
        return people.events(who.person(), type);
    }

    private Document lying(EsignWorld.Signer who) {
        return documents.ownedBy(who.person().id).stream().filter(Document::asked).findFirst().orElseThrow();
    }

    private void signs(EsignWorld.Signer who) throws InterruptedException {
        var document = lying(who);
        var begun = sign.sign(who.person().id, who.certificate().id(),
                List.of(new SignDocuments.Chosen(document.id(), document.sha256())), new MarkChoice.Invisible(),
                SecretText.of(ResetWorld.OLD), SecretText.of(""), PLACE);
        assertThat(begun).isInstanceOf(SignDocuments.Outcome.Begun.class);
        for (int i = 0; i < 600 && documents.ownedBy(who.person().id).stream().anyMatch(one -> one.worked(clock.instant())); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private List<String> told() {
        return jdbc.sql("SELECT body FROM webhook_delivery WHERE client = :client ORDER BY created_at, body")
                .param("client", credentials.client().id()).query(String.class).list();
    }

    @Test
    void peopleAreAskedInTurnAndTheApplicationFollowsUntilAllHaveSigned() throws Exception {
        webhooks.set(credentials, "https://penerima.contoh.example/");
        var begun = create(caller.keyed(), form("message", "Mohon ditandatangani."));
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        String path = begun.header("Location");
        assertThat(states(begun)).containsExactly("ASKED", "LATER");
        assertThat(begun.text()).doesNotContain(first.nik(), first.person().email, asker.person().email);
        assertThat(events(asker, "round.begun")).isEqualTo(1);
        assertThat(events(asker, "round.requested")).isEqualTo(1);
        assertThat(events(asker, "document.uploaded")).isEqualTo(1);
        assertThat(jdbc.sql("""
                SELECT count(*) FROM audit_event WHERE account = :account AND type IN ('round.begun', 'document.uploaded')
                AND actor IS NULL AND details ->> 'application' = :name""").param("account", asker.person().id)
                .param("name", credentials.client().username()).query(Integer.class).single()).as("by nobody but it").isEqualTo(2);
        inbox.await(m -> m.to().equals(asker.person().email) && m.body().contains("atas nama Anda"));
        inbox.await(first.person().id, Template.SIGNATURE_ASKED);
        var mine = rounds.begunBy(asker.person().id);
        assertThat(mine).hasSize(1);
        assertThat(mine.getFirst().via()).isEqualTo(credentials.client().username());
        assertThat(mine.getFirst().message()).isEqualTo("Mohon ditandatangani.");
        assertThat(described.fits(caller.get(path + "/file"), "get", ONE + "/file").code()).isEqualTo("nothing-signed-yet");

        signs(first);
        assertThat(states(show(path))).containsExactly("SIGNED", "ASKED");
        signs(second);
        var done = show(path);
        assertThat(done.json().path("state").asString()).isEqualTo("FINISHED");
        assertThat(states(done)).containsExactly("SIGNED", "SIGNED");
        var file = described.fits(caller.get(done.json().path("file").asString()), "get", ONE + "/file");
        assertThat(file.status()).isEqualTo(200);
        try (var read = Loader.loadPDF(file.bytes())) {
            assertThat(read.getSignatureDictionaries()).hasSize(2);
        }
        assertThat(events(asker, "document.downloaded")).isEqualTo(1);
        assertThat(act(path, "withdrawal").code()).isEqualTo("request-ended");
        assertThat(act(path, "reminder").code()).isEqualTo("request-ended");

        assertThat(told()).hasSize(2).noneMatch(body -> body.contains(first.nik()) || body.contains(first.person().email)
                || body.contains("Surat"));
        var last = told().stream().map(body -> described.told(body, "signature-request.changed"))
                .filter(one -> one.path("data").path("state").asString().equals("FINISHED")).findFirst().orElseThrow();
        assertThat(last.path("data").path("id").asString()).isEqualTo(begun.json().path("id").asString());
    }

    @Test
    void theSameKeyAsksOnceHoweverOftenItIsSent() throws Exception {
        var keyed = caller.keyed();
        Callable<RestCaller.Answer> call = () -> create(keyed, form());
        var answers = AtOnce.all(Collections.nCopies(6, call));
        assertThat(answers).extracting(RestCaller.Answer::status).containsOnly(201, 409).contains(201);
        assertThat(rounds.begunBy(asker.person().id)).hasSize(1);
        assertThat(events(asker, "round.requested")).isEqualTo(1);
        var again = create(keyed, form());
        assertThat(again.status()).isEqualTo(201);
        assertThat(answers).filteredOn(one -> one.status() == 201).allMatch(one -> one.text().equals(again.text()));
        assertThat(create(keyed, form("message", "Lain")).code()).isEqualTo("idempotency-key-reused");
        assertThat(create(caller, form()).code()).isEqualTo("idempotency-key-missing");
    }

    @Test
    void theAskersRulesHoldForReminders() {
        String path = created();
        assertThat(act(path, "reminder").code()).as("just asked").isIn("", "reminder-too-soon");
        int before = events(asker, "round.turn.reminded");
        clock.advance(Duration.ofHours(5));
        assertThat(act(path, "reminder").status()).isEqualTo(200);
        assertThat(events(asker, "round.turn.reminded")).isEqualTo(before + 1);
        var soon = act(path, "reminder");
        assertThat(soon.code()).isEqualTo("reminder-too-soon");
        assertThat(Long.parseLong(soon.header("Retry-After"))).isPositive();
        for (int i = before + 1; i < 3; i++) {
            clock.advance(Duration.ofHours(5));
            assertThat(act(path, "reminder").status()).isEqualTo(200);
        }
        clock.advance(Duration.ofHours(5));
        assertThat(act(path, "reminder").code()).isEqualTo("reminder-not-possible");
        assertThat(events(asker, "round.reminder-requested")).isEqualTo(3);
    }

    @Test
    void whatIsWithdrawnIsOverForEverybodyAndSaysSoTwice() {
        String path = created();
        assertThat(act(path, "withdrawal").json().path("state").asString()).isEqualTo("WITHDRAWN");
        assertThat(act(path, "withdrawal").status()).as("again").isEqualTo(200);
        assertThat(events(asker, "round.withdrawal-requested")).isEqualTo(1);
        assertThat(events(asker, "round.ended")).isEqualTo(1);
        assertThat(documents.ownedBy(first.person().id)).isEmpty();
        inbox.await(m -> m.to().equals(asker.person().email) && m.body().contains("ditarik"));
        String other = created();
        UUID round = UUID.fromString(other.substring(other.lastIndexOf('/') + 1));
        assertThat(end.decline(first.person().id, round, "Bukan wewenang saya", PLACE)).isTrue();
        var declined = show(other);
        assertThat(declined.json().path("state").asString()).isEqualTo("DECLINED");
        assertThat(declined.text()).as("why is for the asker alone").doesNotContain("wewenang");
    }

    @Test
    void itIsThereForThatApplicationAlone() throws IOException {
        String path = created();
        for (var stranger : List.of(world.caller(institution), world.caller("Kantor Lain"))) {
            var other = RestCaller.of(port, stranger);
            assertThat(other.get(path).code()).isEqualTo("not-found");
            assertThat(other.get(path + "/file").code()).isEqualTo("not-found");
            for (String what : List.of("reminder", "withdrawal")) {
                assertThat(other.send("POST", path + "/" + what, null, BodyPublishers.noBody()).code()).isEqualTo("not-found");
            }
        }
        assertThat(states(show(path))).containsExactly("ASKED", "LATER");
        assertThat(caller.get(REQUESTS + "/bukan-id").code()).isEqualTo("not-found");
    }

    @Test
    void everyFieldThatIsWrongIsNamedAndNothingIsKept() {
        var stranger = world.signer("Kantor Lain");
        var none = create(caller.keyed(), List.of("until", "besok", "halo", "x"));
        assertThat(fields(none)).contains("file:missing", "asker:missing", "signer:missing", "until:not-a-day", "halo:unknown");
        assertThat(fields(create(caller.keyed(), form("until", "2020-01-01")))).containsExactly("until:not-that-day");
        assertThat(fields(create(caller.keyed(), form("signer", first.person().email, "signer", stranger.nik(), "signer",
                "tidak.ada@contoh.example")))).containsExactly("signer.3:same-signer", "signer.4:nobody", "signer.5:nobody");
        assertThat(fields(create(caller.keyed(), List.of("asker", stranger.person().email, "signer", first.nik(), "file", PDF))))
                .containsExactly("asker:nobody");
        var alone = create(caller.keyed(), List.of("asker", asker.nik(), "signer", asker.person().email, "file", PDF));
        assertThat(fields(alone)).as("as at the portal").containsExactly("signer.1:nobody-else");
        assertThat(List.of(none, alone)).allMatch(one -> one.json().path("detail").asString().contains("Belum ada yang diminta"));
        assertThat(fields(create(caller.keyed(), form("message", "x".repeat(501))))).containsExactly("message:too-long");
        var keyed = caller.keyed();
        var broken = create(keyed, List.of("asker", asker.nik(), "signer", first.nik(), "file",
                "bukan pdf".getBytes(StandardCharsets.UTF_8)));
        assertThat(broken.code()).isEqualTo("file-not-signable");
        assertThat(broken.json().path("detail").asString()).contains("PDF");
        assertThat(rounds.begunBy(asker.person().id)).isEmpty();
        assertThat(documents.ownedBy(asker.person().id)).isEmpty();
        assertThat(create(keyed, List.of("asker", asker.nik(), "signer", first.nik(), "file", PDF)).code())
                .as("other content, and the key was given back").isEmpty();
    }

    private static List<String> fields(RestCaller.Answer answer) {
        assertThat(answer.code()).as(answer.text()).isEqualTo("fields-invalid");
        return answer.json().path("errors").valueStream()
                .map(one -> one.path("field").asString() + ":" + one.path("code").asString())
                .toList();
    }
}
