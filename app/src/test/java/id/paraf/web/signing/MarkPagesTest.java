package id.paraf.web.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.account.TestPeople;
import id.paraf.certificate.RevokeCertificate;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;
import id.paraf.passphrase.ResetWorld;
import id.paraf.pki.RevocationReason;
import id.paraf.signing.Documents;
import id.paraf.signing.MarkCodes;
import id.paraf.signing.SigningWorld;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** What whoever scans the QR of a mark learns. */
@ParafTest
class MarkPagesTest {

    @LocalServerPort
    int port;
    @Autowired
    ResetWorld resets;
    @Autowired
    SigningWorld world;
    @Autowired
    Documents documents;
    @Autowired
    MarkCodes codes;
    @Autowired
    RevokeCertificate revoke;
    @Autowired
    TestPeople people;
    @Autowired
    Limits limits;
    @Autowired
    MutableClock clock;

    private ResetWorld.Owner owner;

    @BeforeEach
    void someone() {
        owner = resets.owner(port);
    }

    @Test
    @Proves("PD-11")
    void aCodeRevealsWhatItsOwnerAllowsAndNothingElse() {
        var id = world.marked(owner).id();
        var marked = codes.of(owner.person().id, id).orElseThrow();
        assertThat(marked.sha256()).isEqualTo(Hashes.sha256(documents.content(owner.person().id, id).orElseThrow().pdf()));
        var stranger = new HttpBrowser(port);
        String path = "/v/" + marked.code();
        var scanned = stranger.get(path);
        assertThat(scanned.statusCode()).isEqualTo(200);
        assertThat(scanned.headers().firstValue("X-Robots-Tag").orElseThrow()).contains("noindex");
        assertThat(scanned.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(scanned.body()).contains("dibuat di sini", "tidak membuktikan isi kertasnya", "href=\"/verify\"")
                .doesNotContain("Demo Pemilik", "Kantor Uji", "surat tugas");

        String page = "/documents/" + id;
        assertThat(owner.desktop().get(page).body()).contains("Perlihatkan keterangan", path);
        for (int i = 0; i < 2; i++) {
            assertThat(owner.desktop().post(page + "/mark", "shown", "yes").statusCode()).isEqualTo(303);
        }
        assertThat(people.events(owner.person(), "document.mark.shown")).as("the same again is no event").isEqualTo(1);
        assertThat(stranger.get(path).body()).contains("Demo Pemilik Contoh", "Kantor Uji", "surat tugas.pdf", "Berlaku");
        revoke.revoke(owner.certificate(), RevocationReason.KEY_COMPROMISE, owner.person().id, new Origin("192.0.2.9", "test"));
        assertThat(stranger.get(path).body()).contains("Dicabut ");

        owner.desktop().get(page);
        owner.desktop().post(page + "/mark", "shown", "no");
        assertThat(people.events(owner.person(), "document.mark.hidden")).isEqualTo(1);
        assertThat(stranger.get(path).body()).doesNotContain("Demo Pemilik", "surat tugas");
    }

    @Test
    @Proves("PD-11")
    void aCodeOutlivesItsDocumentAndAnUnknownOneIsSaidToBeUnknown() {
        var id = world.marked(owner).id();
        String code = codes.of(owner.person().id, id).orElseThrow().code();
        owner.desktop().get("/documents/" + id);
        owner.desktop().post("/documents/" + id + "/delete");
        assertThat(new HttpBrowser(port).get("/v/" + code).body()).contains("dibuat di sini");
        assertThat(codes.find(code).orElseThrow()).as("whose it was is forgotten").extracting(MarkCodes.Marked::certificate,
                MarkCodes.Marked::institution).containsOnlyNulls();
        for (String unknown : new String[] {"A".repeat(20), "x", UUID.randomUUID().toString()}) {
            var answer = new HttpBrowser(port).get("/v/" + unknown);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("Kode tidak dikenal", "href=\"/verify\"");
        }
    }

    @Test
    void nobodyElseDecidesAboutAMark() {
        var id = world.marked(owner).id();
        var other = resets.owner(port).desktop();
        other.get("/documents");
        assertThat(other.post("/documents/" + id + "/mark", "shown", "yes").statusCode()).isEqualTo(404);
        var unmarked = world.document(owner);
        owner.desktop().get("/documents/" + unmarked.id());
        assertThat(owner.desktop().post("/documents/" + unmarked.id() + "/mark", "shown", "yes").statusCode()).isEqualTo(404);
        assertThat(codes.of(owner.person().id, id).orElseThrow().shown()).isNull();
    }

    @Test
    @Proves("PD-11")
    void whoLooksUpTooManyCodesWaits() {
        String path = "/v/" + codes.of(owner.person().id, world.marked(owner).id()).orElseThrow().code();
        var stranger = new HttpBrowser(port);
        assertThat(stranger.get(path).statusCode()).isEqualTo(200);
        while (limits.take(Limit.MARK_PER_ADDRESS, "127.0.0.1").granted()) {
            continue;
        }
        var refused = stranger.get(path);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).doesNotContain("dibuat di sini");
        assertThat(stranger.get("/v/tidak-ada").statusCode()).as("an unknown one is no way around").isEqualTo(429);
        clock.advance(Limit.MARK_PER_ADDRESS.window().plusSeconds(1));
        assertThat(stranger.get(path).statusCode()).isEqualTo(200);
    }
}
