package id.paraf.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;

import com.microsoft.playwright.Locator;

import id.paraf.pades.SamplePdfs;

/** "Tanda Tangan": upload, read, sign, download, delete. */
final class SigningPages {

    private final Tour tour;
    private final Member nadia;
    private final Path folder;

    SigningPages(Tour tour, Path folder) {
        this.tour = tour;
        this.nadia = tour.nadia;
        this.folder = folder;
    }

    void visit(Device device) {
        nadia.open(device, "/documents");
        tour.look(device);
        device.press("main a.button.primary");
        tour.look(device);
        device.submitAnyway();
        tour.look(device, "nothing");
        // Names of files have no spaces where a line could end.
        choose(device,
                file("Bukan_PDF_tetapi_bernama_panjang_Nomor_123_Tahun_2026.pdf", "Halo".getBytes(StandardCharsets.UTF_8)),
                file("Surat_Keputusan_Kepala_Dinas_Nomor_123_Tahun_2026_tentang_Kegiatan_Sosialisasi_Tanda_Tangan.pdf",
                        pdf("Surat keputusan")),
                file("Nota_Dinas_Sekretariat_Daerah_Nomor_456_Tahun_2026_dengan_nama_yang_belum_selesai_juga.pdf",
                        pdf("Nota dinas")));
        tour.look(device, "refused");
        device.open("/documents");
        tour.look(device, "waiting");
        device.submit();
        tour.look(device, "nothing");
        device.press("main td.title a");
        device.page().locator(".reader canvas[data-drawn]").first()
                .waitFor(new Locator.WaitForOptions().setTimeout(60_000));
        assertThat(device.page().evaluate("""
                () => { const canvas = document.querySelector('.reader canvas');
                        return new Promise(ink => { const look = () => {
                          const dots = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                          dots.some((dot, i) => i % 4 < 3 && dots[i | 3] > 0 && dot < 100) ? ink(true) : setTimeout(look, 200); };
                          look(); }); }""")).as("the page was drawn").isEqualTo(true);
        tour.look(device);
        String document = device.path();
        device.open(document + "/delete");
        tour.look(device);
        device.open("/documents");
        device.page().locator("input[name=document]").first().check();
        device.page().locator("input[name=document]").last().check();
        device.submit();
        tour.look(device, "several");
        device.open("/documents/sign?document=" + document.substring(document.lastIndexOf('/') + 1));
        var box = device.page().locator(".place button");
        box.waitFor();
        tour.look(device);
        box.focus();
        device.page().keyboard().press("ArrowLeft");
        device.page().keyboard().press("Shift+ArrowUp");
        assertThat(device.page().locator("#x").inputValue()).as("from the left").isEqualTo("119");
        assertThat(device.page().locator("#y").inputValue()).as("from above").isEqualTo("252");
        assertThat(device.page().locator("input[name=spot][value=at]").isChecked()).isTrue();
        var from = box.boundingBox();
        device.page().mouse().move(from.x + 10, from.y + 10);
        device.page().mouse().down();
        device.page().mouse().move(from.x - 40, from.y - 90);
        device.page().mouse().up();
        assertThat(Integer.parseInt(device.page().locator("#x").inputValue())).as("dragged to the left").isLessThan(119);
        assertThat(Integer.parseInt(device.page().locator("#y").inputValue())).as("dragged upwards").isLessThan(252);
        device.page().locator("input[name=where][value=number]").check();
        device.fill("number", "99").fill("passphrase", OwnerPages.SECOND).submit();
        tour.look(device, "beyond");
        device.page().locator("input[name=where][value=last]").check();
        assertThat(device.page().locator("#number").isVisible()).as("asked for with its choice alone").isFalse();
        device.page().locator("input[name=spot][value=text]").check();
        // A text that is not there shows before the key is used.
        device.fill("text", "#tidak-ada").fill("passphrase", OwnerPages.SECOND).submit();
        tour.look(device, "misplaced");
        assertThat(device.page().locator("#text").inputValue()).as("nothing is lost").isEqualTo("#tidak-ada");
        visitLeft(device, document);
        device.page().locator("input[name=spot][value=bottom-right]").check();
        device.fill("passphrase", "Bukan-yang-1tu!").submit();
        tour.look(device, "wrong");
        // Where the last code is no longer fresh, another one comes before the passphrase.
        nadia.stepUp(device);
        device.fill("passphrase", OwnerPages.SECOND).submit();
        tour.look(device);
        device.open(document);
        tour.look(device, "signed");
        device.press("form[action$='/mark'] button");
        tour.look(device, "code-shown");
        device.press("main a[href^='/v/']");
        tour.look(device, "shown");
        visitProtected(device);
        visitRounds(device);
        nadia.open(device, "/dashboard");
        tour.look(device, "waiting");
        device.open(document + "/delete");
        tour.look(device, "signed");
        device.submitDanger();
        tour.look(device, "deleted");
    }

    /** Of two documents one has the text, so that the other is left; gone on with, it is signed as the first was to be. */
    private void visitLeft(Device device, String document) {
        device.open("/documents/new");
        choose(device, file("Lampiran_Daftar_Hadir_Nomor_12_Tahun_2026_yang_ditandatangani_bersama_surat_lain.pdf",
                pdf("Lampiran daftar hadir")));
        String other = device.path();
        device.open("/documents/sign?document=" + document.substring(document.lastIndexOf('/') + 1) + "&document="
                + other.substring(other.lastIndexOf('/') + 1));
        device.page().locator("input[name=spot][value=text]").check();
        device.fill("text", "Lampiran").fill("passphrase", OwnerPages.SECOND).submit();
        tour.look(device, "left");
        device.press("main a.button.primary");
        assertThat(device.page().locator("#text").inputValue()).as("gone on with as it was begun").isEqualTo("Lampiran");
    }

    /** A document that opens with its password only: read here with it, and asked for once more beside the passphrase. */
    private void visitProtected(Device device) {
        device.open("/documents/new");
        choose(device, file("Slip_Gaji_Pegawai_Nomor_789_Tahun_2026_yang_dilindungi_kata_sandi.pdf", SamplePdfs.encrypted()));
        String locked = device.path();
        device.page().locator("[data-unlock] input").waitFor();
        tour.look(device, "locked");
        device.fill("unlock", "salah").press("[data-unlock] button.secondary");
        device.page().locator("#unlock-wrong").waitFor();
        tour.look(device, "password");
        device.fill("unlock", "pembaca").press("[data-unlock] button.secondary");
        device.page().locator(".reader canvas[data-drawn]").first()
                .waitFor(new Locator.WaitForOptions().setTimeout(60_000));
        device.open("/documents/sign?document=" + locked.substring(locked.lastIndexOf('/') + 1));
        tour.look(device, "locked");
        device.fill("pdfPassword", "salah").fill("passphrase", OwnerPages.SECOND).submit();
        tour.look(device, "password");
        device.open(locked + "/delete").submitDanger();
    }

    /** Others are asked to sign, and the one who asks signs first, and then does not. */
    void visitRounds(Device device) {
        device.open("/documents/rounds");
        tour.look(device, "none");
        device.open("/documents/new");
        choose(device, file("Perjanjian_Kerja_Sama_Nomor_12_Tahun_2026_antara_dua_instansi_yang_panjang_namanya.pdf",
                pdf("Perjanjian kerja sama")));
        device.press("main a[href$='/ask']");
        tour.look(device);
        device.press("button[name=more]");
        device.page().locator("main form details summary").first().click();
        device.page().locator("#place1").selectOption("text");
        device.fill("person1", tour.wayan.username()).fill("person2", "tidak.ada.di.sini").submit();
        tour.look(device, "wrong");
        device.page().locator("input[name=self][value=last]").check();
        device.fill("tag1", "#ttd1").fill("person2", "").fill("message", "Mohon ditandatangani sebelum rapat hari Kamis.").submit();
        tour.look(device, "asked");
        String round = device.path();
        device.open(round + "/turns/1");
        tour.look(device);
        device.submitAnyway();
        tour.look(device, "nothing");
        device.open("/documents/rounds");
        tour.look(device, "mine");
        device.open(round + "/withdraw");
        tour.look(device);
        device.submitDanger();
        tour.look(device, "withdrawn");
        device.press("main p.small a[href^='/documents/']");
        device.press("main a[href$='/ask']");
        device.page().locator("input[name=self][value=first]").check();
        device.fill("person1", tour.wayan.username()).submit();
        tour.look(device, "yours");
        round = device.path();
        device.open("/dashboard");
        tour.look(device, "asked");
        device.open("/documents/rounds");
        tour.look(device, "waiting");
        device.press("main td.title a");
        device.press("main .page-actions a.button.primary");
        tour.look(device, "asked");
        device.open(round + "/decline");
        tour.look(device);
        device.page().locator("main form").first().evaluate("form => { form.noValidate = true; }");
        device.submitDanger();
        tour.look(device, "nothing");
        device.fill("reason", "Lampirannya belum lengkap.").submitDanger();
        tour.look(device, "declined");
        device.press("main p.small a[href^='/documents/']");
        device.press("main p.small a[href$='/delete']").submitDanger();
    }

    private static void choose(Device device, Path... files) {
        device.page().locator("#files").setInputFiles(files);
        device.submit();
    }

    private Path file(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One A4 page with a line in Helvetica. */
    static byte[] pdf(String text) {
        String content = "BT /F 24 Tf 72 700 Td (" + text + ") Tj ET";
        var objects = new String[] {"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
                "<< /Length " + content.length() + " >>\nstream\n" + content + "\nendstream",
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
        var file = new StringBuilder("%PDF-1.7\n");
        var offsets = new ArrayList<Integer>();
        for (int i = 0; i < objects.length; i++) {
            offsets.add(file.length());
            file.append(i + 1).append(" 0 obj\n").append(objects[i]).append("\nendobj\n");
        }
        int xref = file.length();
        file.append("xref\n0 ").append(objects.length + 1).append("\n0000000000 65535 f \n");
        offsets.forEach(offset -> file.append(String.format(Locale.ROOT, "%010d 00000 n \n", offset)));
        file.append("trailer\n<< /Size ").append(objects.length + 1).append(" /Root 1 0 R >>\nstartxref\n").append(xref)
                .append("\n%%EOF\n");
        return file.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
