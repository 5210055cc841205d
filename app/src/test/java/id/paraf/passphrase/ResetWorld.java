package id.paraf.passphrase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.account.TestPeople;
import id.paraf.certificate.AgreementAcceptance;
import id.paraf.certificate.Agreements;
import id.paraf.certificate.CertificateId;
import id.paraf.certificate.IssueCertificate;
import id.paraf.certificate.IssueOrder;
import id.paraf.certificate.IssueOutcome;
import id.paraf.certificate.Subject;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.ResetPolicy;
import id.paraf.keyroom.SignOrder;
import id.paraf.keyroom.SignOutcome;
import id.paraf.notice.Template;
import id.paraf.notice.TestInbox;
import id.paraf.selfie.CaptureLinks;
import id.paraf.selfie.CaptureSessions;
import id.paraf.selfie.ClaimOutcome;
import id.paraf.selfie.LinkState;
import id.paraf.selfie.PassedSelfies;
import id.paraf.testing.HttpBrowser;

/** People with certificates, and phones that follow their links, for tests of what is done with passphrases. */
@Component
@Profile("test")
public class ResetWorld {

    public static final String OLD = "Kuda-Laut-Biru-58";
    public static final String NEW = "Layang2 di Atas Sawah!";
    static final Origin PHONE = new Origin("192.0.2.8", "Mozilla/5.0 (Linux; Android 13) Chrome/141.0");
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Pattern MATCH = Pattern.compile("class=\"match-number\"[^>]*>(\\d\\d)<");

    public final TestPeople people;
    public final Keyroom keyroom;
    final IssueCertificate issue;
    final Agreements agreements;
    final CaptureLinks links;
    final ResetPassphrase reset;
    final PassedSelfies selfies;
    public final TestInbox inbox;
    final Clock clock;
    public final JdbcClient jdbc;

    ResetWorld(TestPeople people, Keyroom keyroom, IssueCertificate issue, Agreements agreements, CaptureLinks links,
            ResetPassphrase reset, PassedSelfies selfies, TestInbox inbox, Clock clock, JdbcClient jdbc) {
        this.people = people;
        this.keyroom = keyroom;
        this.issue = issue;
        this.agreements = agreements;
        this.links = links;
        this.reset = reset;
        this.selfies = selfies;
        this.inbox = inbox;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /** A signer with one certificate, logged in with a fresh code. */
    public record Owner(TestPeople.Person person, UUID key, CertificateId certificate, HttpBrowser desktop, int port) {

        public String path() {
            return "/certificates/" + certificate;
        }
    }

    public Owner owner(int port) {
        return owner(port, ResetPolicy.KEEP);
    }

    public Owner owner(int port, ResetPolicy policy) {
        var person = people.signer(port);
        UUID key;
        try (var passphrase = Passphrase.of(OLD)) {
            key = keyroom.createSignerKey(person.id, KeyAlgorithm.P256, policy, passphrase).id();
        }
        var agreement = agreements.current("id");
        var order = new IssueOrder(person.id, new Subject("Demo Pemilik Contoh", "Kantor Uji", "Unit Demo"), key,
                new AgreementAcceptance(agreement.version(), "id", agreement.sha256(), clock.instant()), "application:test", null,
                PHONE);
        var certificate = ((IssueOutcome.Issued) issue.issue(order)).certificate();
        return new Owner(person, key, certificate.id(), people.browser(person, port), port);
    }

    /** Types the number into "Verifikasi" and returns the page that follows the journey. */
    public String start(Owner owner) {
        owner.desktop().get(owner.path() + "/reset/new");
        var answer = owner.desktop().post(owner.path() + "/reset", "phone", "0" + owner.person().phone.substring(3));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return owner.desktop().follow(answer).body();
    }

    /** Begins a journey from an address of its own, so that limits for one address are not in the way. */
    public UUID begin(Owner owner) {
        var place = new Origin("198.51.100." + NUMBER.incrementAndGet(), PHONE.agent());
        assertThat(reset.start(owner.person().id, owner.certificate(), owner.person().phone, null, place))
                .isInstanceOf(StartOutcome.Sent.class);
        return journey(owner);
    }

    public UUID journey(Owner owner) {
        return jdbc.sql("SELECT id FROM reset_journey WHERE certificate = :certificate ORDER BY started_at DESC LIMIT 1")
                .param("certificate", owner.certificate().value()).query(UUID.class).single();
    }

    public String state(Owner owner) {
        return jdbc.sql("SELECT state FROM reset_journey WHERE id = :id").param("id", journey(owner)).query(String.class).single();
    }

    /** The number on the asking screen. */
    public static int matchNumber(String page) {
        var match = MATCH.matcher(page);
        assertThat(match.find()).as(page).isTrue();
        return Integer.parseInt(match.group(1));
    }

    /** A phone that has claimed the newest link. */
    public HttpBrowser phone(Owner owner) {
        UUID journey = journey(owner);
        int number = ((LinkState.Waiting) links.state(journey)).matchNumber();
        UUID message = jdbc.sql("SELECT message FROM reset_journey WHERE id = :id").param("id", journey).query(UUID.class).single();
        String token = inbox.await(m -> m.id().equals(message)).token();
        var claimed = (ClaimOutcome.Claimed) links.claim(token, number, PHONE);
        var phone = new HttpBrowser(owner.port());
        phone.cookies().put(CaptureSessions.COOKIE, claimed.session().reveal());
        return phone;
    }

    public void passSelfie(HttpBrowser phone) {
        assertThat(selfies.pass(phone.cookies().get(CaptureSessions.COOKIE))).isTrue();
    }

    /** A phone at "Buat Passphrase". */
    public HttpBrowser atPassphrase(Owner owner) {
        start(owner);
        var phone = phone(owner);
        passSelfie(phone);
        phone.get("/capture/passphrase");
        return phone;
    }

    /** Fills step 2 in and sends it. */
    public java.net.http.HttpResponse<String> submit(HttpBrowser phone, String passphrase) {
        var agreement = agreements.current("id");
        return phone.post("/capture/passphrase", "passphrase", passphrase, "confirmation", passphrase, "agreed", "yes", "version",
                agreement.version(), "language", "id", "sha256", agreement.sha256());
    }

    /** Whether the passphrase opens the key now; the counts stay as they were. */
    public boolean opens(Owner owner, UUID key, String text) {
        jdbc.sql("UPDATE keyroom.signer_key SET attempts = 0, waiting_until = NULL WHERE id = :key").param("key", key).update();
        try (var passphrase = Passphrase.of(text)) {
            boolean opened = keyroom.sign(new SignOrder(UUID.randomUUID(), key, owner.person().id,
                    new SignOrder.Challenge(new byte[] {1})), passphrase) instanceof SignOutcome.Signed;
            jdbc.sql("UPDATE keyroom.signer_key SET attempts = 0, waiting_until = NULL WHERE id = :key").param("key", key).update();
            return opened;
        }
    }

    public int notices(Owner owner, String what) {
        return (int) inbox.of(owner.person().id).stream().filter(m -> m.template() == Template.SECURITY)
                .filter(m -> m.body().contains(what)).count();
    }
}
