package id.paraf.web.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.account.TestPeople;
import id.paraf.certificate.SuspendCertificate;
import id.paraf.kernel.Origin;
import id.paraf.notice.Template;
import id.paraf.notice.TestInbox;
import id.paraf.passphrase.ResetWorld;
import id.paraf.signing.SigningWorld;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** Asking others to sign, as browsers without scripts see it. */
@ParafTest
class RoundPagesTest {

    private static final Pattern DIGEST = Pattern.compile("name=\"sha256\" value=\"([^\"]+)\"");
    private static final Pattern DOCUMENT = Pattern.compile("href=\"/documents/([0-9a-f-]{36})\"");

    @LocalServerPort
    int port;
    @Autowired
    ResetWorld resets;
    @Autowired
    TestPeople people;
    @Autowired
    SigningWorld world;
    @Autowired
    SuspendCertificate suspend;
    @Autowired
    TestInbox inbox;
    @Autowired
    MutableClock clock;

    private ResetWorld.Owner asker;
    private ResetWorld.Owner signer;

    @BeforeEach
    void people() {
        asker = resets.owner(port);
        signer = resets.owner(port);
    }

    private static String location(HttpResponse<?> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    private String uploaded(String text) {
        asker.desktop().get("/documents/new");
        return location(asker.desktop().upload("/documents/new", "files", Map.of(text + ".pdf", SigningWorld.pdf(text, 2))));
    }

    private HttpResponse<String> signs(ResetWorld.Owner owner, String document, String spot) {
        String page = owner.desktop().get("/documents/sign?document=" + document).body();
        var digest = DIGEST.matcher(page);
        assertThat(digest.find()).as(page).isTrue();
        return owner.desktop().post("/documents/sign", "document", document, "sha256", digest.group(1), "certificate",
                owner.certificate().toString(), "mark", "visible", "where", "last", "spot", spot, "passphrase",
                ResetWorld.OLD);
    }

    @Test
    void aRoundFromTheFirstRequestToTheWholeDocument() {
        String document = uploaded("Perjanjian Kerja Sama");
        assertThat(asker.desktop().get(document).body()).contains(document + "/ask");
        var form = asker.desktop().get(document + "/ask").body();
        assertThat(form).contains("person1", "person2", "until").doesNotContain("person3");
        var more = asker.desktop().post(document + "/ask", "person1", "a", "person2", "b", "more", "yes");
        assertThat(more.statusCode()).isEqualTo(200);
        assertThat(more.body()).contains("person3", "value=\"a\"").doesNotContain("person4");

        var wrong = asker.desktop().post(document + "/ask", "person1", "tidak.ada", "place2", "x", "person2", signer.person().email,
                "until", "2001-01-01", "self", "no");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("Tidak ada penanda tangan yang dapat diminta", "Pilih tanggal dari",
                "Pilih tempat tandanya");
        assertThat(asker.desktop().post(document + "/ask", "self", "first").body()).contains("sedikitnya satu orang lain");
        assertThat(asker.desktop().post(document + "/ask", "person1", signer.person().email, "person2", signer.person().username)
                .body()).contains("sudah ada di urutan");

        var sent = asker.desktop().post(document + "/ask", "person1", signer.person().username, "place1", "text", "tag1", "halaman",
                "self", "last", "message", "Mohon <b>segera</b>.", "until", "");
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
        String round = location(sent);
        assertThat(asker.desktop().follow(sent).body()).contains("0 dari 2 menandatangani", "Giliran sekarang", "Belum giliran",
                "Mohon &lt;b&gt;segera&lt;/b&gt;.", "Di teks “halaman”", round + "/withdraw", round + "/remind");
        assertThat(asker.desktop().get("/documents").body()).contains("Menunggu orang lain");
        assertThat(asker.desktop().get(document).body()).contains(round).doesNotContain(document + "/ask").doesNotContain(
                document + "/delete").doesNotContain("/documents/sign");
        assertThat(asker.desktop().post(document + "/delete").statusCode()).isEqualTo(409);
        assertThat(asker.desktop().get(document + "/ask").statusCode()).isEqualTo(409);

        // The signer is led there by the message, the dashboard and the list.
        assertThat(inbox.await(signer.person().id, Template.SIGNATURE_ASKED).link()).endsWith(round);
        assertThat(signer.desktop().get("/dashboard").body()).contains("1 permintaan menunggu tanda tangan Anda");
        assertThat(signer.desktop().get("/documents/rounds").body()).contains("Perjanjian Kerja Sama.pdf", round);
        String before = signer.desktop().get(round).body();
        assertThat(before).contains("Giliran Anda", "Mohon &lt;b&gt;segera", round + "/decline")
                .doesNotContain(round + "/withdraw");
        var own = DOCUMENT.matcher(before);
        assertThat(own.find()).isTrue();
        assertThat(signer.desktop().get("/documents/" + own.group(1)).body()).contains("data-reader", "/documents/sign?document=");
        assertThat(signer.desktop().get("/documents/sign?document=" + own.group(1)).body())
                .as("where the asker wants the mark").contains("value=\"halaman\"");
        assertThat(signs(signer, own.group(1), "bottom-right").statusCode()).isEqualTo(303);
        assertThat(signer.desktop().get(round).body()).contains("1 dari 2 menandatangani", "Giliran");

        // The asker is the last.
        String mine = asker.desktop().get(round).body();
        assertThat(mine).contains("Giliran Anda", "Menandatangani");
        var last = DOCUMENT.matcher(mine);
        assertThat(last.find()).isTrue();
        var signed = signs(asker, last.group(1), "top-left");
        assertThat(asker.desktop().follow(signed).body()).contains("1 dokumen ditandatangani");
        assertThat(asker.desktop().get(round).body()).contains("Selesai", "2 dari 2 menandatangani");
        var whole = asker.desktop().download(document + "/file").body();
        assertThat(signer.desktop().download("/documents/" + own.group(1) + "/file").body()).isEqualTo(whole);
        assertThat(asker.desktop().upload("/verify", "file", Map.of("x.pdf", whole)).body()).contains("Sah dan utuh");
        assertThat(asker.desktop().get(document).body()).doesNotContain("/certificates/");
    }

    @Test
    @Proves("WF-03")
    void whoWasNotAskedSeesNothingAndWhoWasTakenOffSeesNoDocument() {
        var later = resets.owner(port);
        var round = world.round(asker, signer, later);
        String path = "/documents/rounds/" + round.id();
        String document = "/documents/" + world.before(signer, round).id();
        var stranger = resets.owner(port);
        for (HttpBrowser browser : new HttpBrowser[] {stranger.desktop(), later.desktop()}) {
            for (String page : new String[] {path, path + "/decline", path + "/withdraw", path + "/turns/1", document,
                    document + "/file", "/documents/" + round.document()}) {
                assertThat(browser.get(page).statusCode()).as(page).isEqualTo(404);
            }
        }
        // A signer sees the round and the own copy, and decides nothing for others.
        assertThat(signer.desktop().get(path).statusCode()).isEqualTo(200);
        assertThat(signer.desktop().get("/documents/" + round.document() + "/file").statusCode()).isEqualTo(404);
        for (String page : new String[] {"/withdraw", "/turns/1"}) {
            assertThat(signer.desktop().get(path + page).statusCode()).isEqualTo(404);
            assertThat(signer.desktop().post(path + page).statusCode()).isEqualTo(404);
        }
        assertThat(signer.desktop().post(path + "/remind").statusCode()).isEqualTo(404);
        asker.desktop().get(path + "/withdraw");
        assertThat(asker.desktop().post(path + "/withdraw").statusCode()).isEqualTo(303);
        assertThat(signer.desktop().get(document + "/file").statusCode()).isEqualTo(404);
        assertThat(location(signer.desktop().get(document))).isEqualTo(path);
        assertThat(signer.desktop().get(path).body()).contains("Ditarik");
        assertThat(signer.desktop().get(path + "/decline").statusCode()).isEqualTo(409);
        assertThat(asker.desktop().post(path + "/withdraw").statusCode()).isEqualTo(409);
    }

    @Test
    void declineRemindReplaceAndSkipWithTheirWords() {
        var round = world.round(asker, signer, resets.owner(port));
        String path = "/documents/rounds/" + round.id();
        asker.desktop().get(path);
        assertThat(asker.desktop().follow(asker.desktop().post(path + "/remind")).body()).contains("Pengingat dikirim", "1 kali");
        var again = asker.desktop().post(path + "/remind");
        assertThat(again.statusCode()).isEqualTo(429);
        assertThat(again.headers().firstValue("Retry-After")).isPresent();
        assertThat(asker.desktop().get(path + "/turns/9").statusCode()).isEqualTo(404);
        assertThat(asker.desktop().post(path + "/turns/2", "decision", "replace", "person", "tidak.ada").body())
                .contains("Tidak ada penanda tangan yang dapat diminta");
        assertThat(asker.desktop().post(path + "/turns/2", "decision", "replace", "person", signer.person().username).body())
                .contains("sudah ada di urutan");
        assertThat(asker.desktop().post(path + "/turns/2", "decision", "x").statusCode()).isEqualTo(422);
        assertThat(asker.desktop().follow(asker.desktop().post(path + "/turns/2", "decision", "skip")).body())
                .contains("Dilewati");
        assertThat(asker.desktop().post(path + "/turns/2", "decision", "skip").statusCode()).isEqualTo(409);
        suspend.byOwner(signer.certificate(), signer.person().id, new Origin("192.0.2.9", "test"));
        assertThat(asker.desktop().get(path).body()).contains("belum dapat menandatangani", path + "/turns/1");
        signer.desktop().get(path + "/decline");
        assertThat(signer.desktop().post(path + "/decline", "reason", " ").statusCode()).isEqualTo(422);
        assertThat(signer.desktop().follow(signer.desktop().post(path + "/decline", "reason", "Isinya <i>keliru</i>")).body())
                .contains("Ditolak");
        assertThat(asker.desktop().get(path).body()).contains("Isinya &lt;i&gt;keliru&lt;/i&gt;", "Ditolak");
        assertThat(signer.desktop().post(path + "/decline", "reason", "Lagi").statusCode()).isEqualTo(409);
        assertThat(people.events(signer.person(), "round.turn.declined")).isEqualTo(1);
        assertThat(asker.desktop().get("/settings/activity").body()).contains("Permintaan tanda tangan berakhir",
                "Penanda tangan dilewati").doesNotContain("Alasan");
    }
}
