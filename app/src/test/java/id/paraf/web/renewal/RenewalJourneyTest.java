package id.paraf.web.renewal;

import static id.paraf.passphrase.ResetWorld.NEW;
import static id.paraf.passphrase.ResetWorld.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.certificate.Agreements;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.Register;
import id.paraf.certificate.TestCertificates;
import id.paraf.passphrase.ResetWorld;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** A renewal as its owner sees it, page by page. */
@ParafTest
class RenewalJourneyTest {

    @LocalServerPort
    int port;
    @Autowired
    ResetWorld world;
    @Autowired
    TestCertificates certificates;
    @Autowired
    Register register;
    @Autowired
    Agreements agreements;
    @Autowired
    MutableClock clock;

    private ResetWorld.Owner owner(Duration left) {
        var owner = world.owner(port);
        certificates.endIn(owner.certificate(), left);
        return owner;
    }

    private HttpResponse<String> send(ResetWorld.Owner owner, Map<String, String> more) {
        var agreement = agreements.current("id");
        var fields = new LinkedHashMap<>(
                Map.of("order", UUID.randomUUID().toString(), "key", "SAME", "current", OLD, "agree", "yes",
                        "version", agreement.version(), "language", "id", "sha256", agreement.sha256()));
        fields.putAll(more);
        owner.desktop().get(owner.path() + "/renew/confirm?key=" + fields.get("key"));
        return owner.desktop().post(owner.path() + "/renew/confirm",
                fields.entrySet().stream().flatMap(field -> java.util.stream.Stream.of(field.getKey(), field.getValue()))
                        .toArray(String[]::new));
    }

    private Certificate renewal(ResetWorld.Owner owner) {
        return register.renewalOf(owner.certificate()).orElseThrow();
    }

    private String body(ResetWorld.Owner owner, String path) {
        return owner.desktop().get(path).body();
    }

    @Test
    void itIsOfferedFromNinetyDaysBeforeTheEndAndNotBefore() {
        var owner = owner(Certificate.ENDING.plusMinutes(1));
        String offer = owner.path() + "/renew\"";
        for (String page : new String[] {"/certificates", owner.path(), "/dashboard"}) {
            assertThat(body(owner, page)).as(page).doesNotContain(offer);
        }
        assertThat(body(owner, owner.path() + "/renew")).contains("Perpanjangan dibuka 90 hari sebelum habis");
        clock.advance(Duration.ofMinutes(1));
        for (String page : new String[] {"/certificates", owner.path(), "/dashboard"}) {
            assertThat(body(owner, page)).as(page).contains(offer);
        }
        assertThat(body(owner, "/applications/new")).contains(offer).contains("action=\"/applications\"");
    }

    @Test
    @Proves({"RP-31", "SE-06"})
    void consequencesThenPassphraseAndAgreementThenTheNewCertificate() {
        var owner = owner(Duration.ofDays(60));
        assertThat(body(owner, owner.path() + "/renew")).contains("Yang tetap", "Yang menjadi baru", "value=\"OWN\"");
        assertThat(body(owner, owner.path() + "/renew/confirm?key=SAME")).contains(agreements.current("id").title())
                .doesNotContain("name=\"confirmation\"");

        var nothing = send(owner, Map.of("current", "", "agree", ""));
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(nothing.body()).contains("Isi passphrase Anda yang sekarang", "Centang persetujuan");
        assertThat(send(owner, Map.of("current", "Bukan-yang-1tu!")).body()).contains("Sisa percobaan: 2");
        assertThat(send(owner, Map.of("sha256", "0".repeat(64))).body()).contains("Teks perjanjian baru saja diperbarui");
        assertThat(register.renewalOf(owner.certificate())).isEmpty();

        String order = UUID.randomUUID().toString();
        var done = send(owner, Map.of("order", order));
        assertThat(done.headers().firstValue("Location")).hasValue(owner.path() + "/renew/done");
        assertThat(send(owner, Map.of("order", order)).headers().firstValue("Location")).as("a double click")
                .hasValue(owner.path() + "/renew/done");
        var fresh = renewal(owner);
        assertThat(body(owner, owner.path() + "/renew/done")).contains("/certificates/" + fresh.id(),
                "Passphrase Anda tidak berubah");
        assertThat(body(owner, "/certificates")).contains("Sudah diperpanjang", "/certificates/" + fresh.id())
                .doesNotContain(owner.path() + "/renew\"");
        assertThat(body(owner, owner.path())).contains("Diperpanjang dengan");
        assertThat(body(owner, "/certificates/" + fresh.id())).contains("Memperpanjang");
        assertThat(body(owner, owner.path() + "/renew")).contains("sudah diperpanjang");
        for (String path : new String[] {owner.path(), "/certificates/" + fresh.id()}) {
            owner.desktop().get(path + "/try");
            assertThat(owner.desktop().post(path + "/try", "passphrase", OLD).statusCode()).as(path).isEqualTo(200);
            assertThat(body(owner, path + "/suspend")).contains("ikut diblokir");
            assertThat(body(owner, path + "/revoke/consequences?reason=NOT_NEEDED")).contains("memakai kunci yang sama");
        }
        certificates.endIn(owner.certificate(), Duration.ofSeconds(-1));
        assertThat(body(owner, "/certificates")).contains("Expired", "Issued");
    }

    @Test
    void aKeyOfItsOwnAsksForAPassphraseOfItsOwn() {
        var owner = owner(Duration.ofDays(60));
        assertThat(body(owner, owner.path() + "/renew/confirm?key=OWN")).contains("name=\"confirmation\"");
        assertThat(send(owner, Map.of("key", "OWN", "passphrase", "lemah", "confirmation", "lemah")).statusCode()).isEqualTo(422);
        assertThat(send(owner, Map.of("key", "OWN", "passphrase", NEW, "confirmation", NEW + "x")).body())
                .contains("id=\"confirmation-error\"");
        assertThat(send(owner, Map.of("key", "OWN", "passphrase", NEW, "confirmation", NEW)).statusCode()).isEqualTo(303);
        assertThat(renewal(owner).key()).isNotEqualTo(owner.key());
        assertThat(body(owner, owner.path() + "/renew/done")).contains("passphrase lama");
        String path = "/certificates/" + renewal(owner).id();
        owner.desktop().get(path + "/try");
        assertThat(owner.desktop().post(path + "/try", "passphrase", NEW).statusCode()).isEqualTo(200);
        assertThat(body(owner, path + "/suspend")).doesNotContain("ikut diblokir");
    }

    @Test
    void whatStandsAgainstItIsSaidWithAWayOut() {
        var owner = owner(Duration.ofDays(60));
        world.jdbc.sql("UPDATE certificate SET issued_at = issued_at - interval '3 years' WHERE id = :id")
                .param("id", owner.certificate().value()).update();
        assertThat(body(owner, owner.path() + "/renew")).contains("Ajukan permohonan baru", "href=\"/applications/new\"");
        assertThat(send(owner, Map.of()).headers().firstValue("Location")).hasValue(owner.path() + "/renew");
        assertThat(body(owner, "/applications/new")).contains("action=\"/applications\"").doesNotContain("/renew\"");
        world.keyroom.freeze(owner.key(), null);
        assertThat(body(owner, owner.path() + "/renew")).contains("dibekukan");
        certificates.endIn(owner.certificate(), Duration.ofSeconds(-1));
        assertThat(body(owner, owner.path() + "/renew")).contains("sudah habis");
    }

    @Test
    @Proves("SE-06")
    void aCodeThatIsNotFreshIsAskedForAgain() {
        var owner = owner(Duration.ofDays(60));
        clock.advance(Duration.ofMinutes(6));
        assertThat(owner.desktop().get(owner.path() + "/renew").statusCode()).isEqualTo(200);
        assertThat(owner.desktop().get(owner.path() + "/renew/confirm").headers().firstValue("Location").orElseThrow())
                .startsWith("/step-up");
        assertThat(send(owner, Map.of()).headers().firstValue("Location").orElseThrow()).startsWith("/step-up");
        assertThat(register.renewalOf(owner.certificate())).isEmpty();
    }
}
