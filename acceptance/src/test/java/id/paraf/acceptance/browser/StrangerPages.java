package id.paraf.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import com.microsoft.playwright.options.FilePayload;

import id.paraf.pades.SamplePdfs;

/** What is open to everybody, and what goes wrong before anybody is known. */
final class StrangerPages {

    /** No space where a line could end. */
    private static final String LONG_NAME = "Surat_Keputusan_Kepala_Dinas_Nomor_123_Tahun_2026_tentang_Sosialisasi.pdf";

    private final Tour tour;

    StrangerPages(Tour tour) {
        this.tour = tour;
    }

    void visit(Device device) {
        device.open("/login");
        tour.look(device);
        device.fill("login", "siapa").fill("password", "bukan-ini").submit();
        tour.look(device, "wrong");
        device.open("/forgot");
        tour.look(device);
        device.submitAnyway();
        tour.look(device, "empty");
        device.fill("login", "tidak-ada").submit();
        tour.look(device);
        for (String path : new String[] {"/login/passkey", "/privacy", "/terms", "/help", "/repository", "/developers/errors",
                "/agreement",
                "/capture/elsewhere", "/demo",
                "/demo/components",
                "/demo/components/public"}) {
            device.open(path);
            tour.look(device);
        }
        device.open("/agreement");
        String version = device.page().locator("main").innerText().replaceFirst("(?s).*?([0-9]{4}-[0-9]{2}).*", "$1");
        device.open("/agreement/" + version + "/en");
        tour.look(device, "en");
        device.open("/cps");
        tour.look(device);
        device.open("/cps/" + device.page().url().replaceFirst(".*/cps/(.*)/id", "$1") + "/en");
        tour.look(device, "en");
    }

    /** A file of each kind, sent with scripts: what it proves, and what to do when nothing can be said. */
    void visitVerification(Device device) {
        device.open("/verify");
        tour.look(device);
        device.submitAnyway();
        device.page().locator(".summary").waitFor();
        tour.look(device, "empty");
        verify(device, "bukan.pdf", "bukan PDF".getBytes(StandardCharsets.UTF_8), ".summary:has-text(\"bukan PDF\")");
        tour.look(device, "refused");
        verify(device, LONG_NAME, SamplePdfs.encrypted(), "form[data-locked]");
        assertThat(device.page().locator(".chosen").innerText()).as("the file stays chosen").contains(LONG_NAME);
        tour.look(device, "locked");
        device.fill("password", "salah").submit().page().locator(".summary:has-text(\"kata sandi\")").waitFor();
        tour.look(device, "password");
        device.fill("password", "pembaca").submit().page().locator(".verdict.quiet").waitFor();
        device.open("/verify");
        choose(device, LONG_NAME, SamplePdfs.withEvidence());
        device.page().locator(".chosen:has-text(\" KB\")").waitFor();
        tour.look(device, "chosen");
        device.submit().page().locator(".verdict.good").waitFor();
        device.page().locator("details.more summary").click();
        tour.look(device, "valid");
        tour.onPaper(device);
        device.open("/verify");
        verify(device, "tanpa-bukti.pdf", SamplePdfs.signed(), ".verdict.warn");
        tour.look(device, "unchecked");
        device.open("/verify");
        verify(device, "diubah.pdf", SamplePdfs.changed(), ".verdict.bad");
        tour.look(device, "changed");
        device.page().locator("[data-earlier] [data-end]").click();
        device.page().locator("[data-found]:has-text(\"jingga: 1.\")").waitFor();
        tour.look(device, "earlier");
        device.open("/verify");
        verify(device, "rusak.pdf", SamplePdfs.broken(), ".verdict.bad");
        tour.look(device, "invalid");
        device.open("/verify");
        verify(device, "polos.pdf", SamplePdfs.unsigned(), ".verdict.quiet");
        tour.look(device, "none");
        // "Back" leads to the form again, as if a page had come.
        device.page().goBack();
        device.page().locator("form[data-verify]").waitFor();
    }

    private static void choose(Device device, String name, byte[] file) {
        device.page().locator("input[type=file]").setInputFiles(new FilePayload(name, "application/pdf", file));
    }

    private static void verify(Device device, String name, byte[] file, String answer) {
        choose(device, name, file);
        device.submit().page().locator(answer).waitFor();
    }

    /** Links that lead nowhere (any more), and refusals. */
    void visitDeadEnds(Device device) {
        for (String path : new String[] {"/forgot/gone", "/claim/gone", "/disavow/gone", "/r/gone"}) {
            device.open(path);
            tour.look(device, path.substring(1).replace("/gone", ""));
        }
        device.open("/capture");
        tour.look(device);
        device.open("/capture/passphrase");
        tour.look(device, "401");
        device.open("/v/tidak-ada");
        tour.look(device, "unknown");
        device.open("/agreement/unknown/id");
        tour.look(device, "404");
        device.open("/demo/defect");
        tour.look(device, "500");
        device.open("/login?next=%ff%00");
        tour.look(device, "400");
        device.open("/login");
        device.page().locator("main input[name=_csrf]").first().evaluate("field => field.remove()");
        device.fill("login", "nadia").fill("password", "apa-saja").submit();
        tour.look(device, "403");
        device.open("http://lain.example:" + tour.paraf().origin().getPort() + "/login");
        tour.look(device, "421");
    }
}
