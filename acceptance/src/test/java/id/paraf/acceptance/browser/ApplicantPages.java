package id.paraf.acceptance.browser;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Random;
import javax.imageio.ImageIO;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Accounts;
import id.paraf.account.StepUp;
import id.paraf.enrolment.Applications;
import id.paraf.face.TestFaces;
import id.paraf.kernel.Wib;
import id.paraf.pades.SamplePdfs;

/** "Permohonan Baru" step by step, its camera, its status, and the officer who decides. */
final class ApplicantPages {

    private static final double PATIENCE = 180_000;

    private final Tour tour;
    private final Member nadia;

    ApplicantPages(Tour tour) {
        this.tour = tour;
        this.nadia = tour.nadia;
    }

    /** With the camera, up to the officer's rejection; then once more without, up to the certificate. */
    void visit(Device device, Device office, Device verifikator) {
        tour.petra.claim(office);
        for (String path : new String[] {"/officer", "/officer/cases", "/officer/messages"}) {
            tour.petra.open(office, path);
            tour.look(office, "empty");
        }
        nadia.open(device, "/applications/new").submit();
        tillPhotos(device);
        camera(device);
        rest(device);
        decide(device, office);
        nadia.open(device, "/applications/new").submit();
        device.tick("consent").submit();
        device.fill("fullName", "Nadia Contoh").fill("nik", "9900 0001 0190 0012").fill("position", "Analis").submit();
        device.submit().press("form[action$='/photos/officer'] button");
        send(device);
        new OfficePages(tour, verifikator).verifikator();
        tour.petra.open(office, "/officer").press("td.title a");
        tour.petra.stepUp(office);
        tour.look(office, "person");
        meeting(device, office);
        secondOfficer(office);
        var console = new OfficePages(tour, office);
        console.unissuable(nadia, device);
        nadia.open(device, "/applications");
        tour.look(device);
        device.press("td.row-actions a");
        tour.look(device, "issued");
        console.lostMessage();
    }

    /** Arranged by the officer, read by the applicant. */
    private void meeting(Device device, Device office) {
        String form = "form[action$='/meeting'] ";
        office.press(form + "button");
        tour.look(office, "meeting");
        office.page().locator(form + "input[name=kind]").first().check();
        office.fill("date", LocalDate.ofInstant(tour.paraf().clock().instant(), Wib.ZONE).plusDays(1).toString());
        office.fill("time", "09:30").fill("place", "Ruang rapat 204, lantai 2").press(form + "button");
        tour.look(office, "arranged");
        nadia.open(device, "/applications").press("td.row-actions a");
        tour.look(device, "meeting");
    }

    private void tillPhotos(Device device) {
        device.arrive("/applications/[^/]+/consent");
        tour.look(device);
        device.submitAnyway();
        tour.look(device, "unticked");
        device.tick("consent").submit();
        tour.look(device);
        device.fill("fullName", "").fill("nik", "12").submitAnyway();
        tour.look(device, "wrong");
        device.fill("fullName", "Nadia").fill("nik", "12").press("button[name=later]");
        tour.look(device, "kept");
        device.press("td.row-actions a.primary");
        tour.look(device, "kept");
        device.fill("fullName", "Nadia Contoh").fill("nik", "9900 0001 0190 0012").fill("position", "Analis Kebijakan Ahli Muda")
                .submit();
        documents(device);
        tour.look(device);
        device.open("/applications");
        tour.look(device, "draft");
        device.press("td.row-actions a.quiet");
        tour.look(device, "draft");
        device.press("main a.button.primary");
    }

    /** Nothing handed in, something else than a photo, then a card and a letter, kept for later and gone on with. */
    private void documents(Device device) {
        tour.look(device);
        String path = device.path();
        choose(device, "id-card", "ktp.jpg", "<svg/>".getBytes(StandardCharsets.UTF_8));
        device.submit();
        tour.look(device, "wrong");
        // Larger than what is taken: it is made smaller before it leaves the phone.
        choose(device, "id-card", "ktp.png", "image/png", noise(1600, 1400));
        device.press("button[name=later]").open(path);
        tour.look(device, "made-smaller");
        choose(device, "id-card", "ktp.jpg", TestFaces.ASTRONAUT.front(4, 0));
        choose(device, "recommendation", "surat.pdf", SamplePdfs.unsigned());
        device.press("button[name=later]").open(path);
        tour.look(device, "handed-in");
        device.submit();
    }

    /** A picture that no format makes much smaller. */
    private static byte[] noise(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var random = new Random(7);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt(0x1000000));
            }
        }
        var file = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static void choose(Device device, String field, String name, byte[] file) {
        choose(device, field, name, "application/octet-stream", file);
    }

    private static void choose(Device device, String field, String name, String type, byte[] file) {
        device.page().locator("#" + field).setInputFiles(new FilePayload(name, type, file));
    }

    private void camera(Device device) {
        device.press("form[action$='/photos/camera'] button").arrive("/capture");
        tour.look(device, "enrolment");
        device.submitAnyway();
        tour.look(device, "unticked");
        // The camera opens by itself; the page that waits for a hand is the one that is loaded again.
        device.tick("agree").submit().open("/capture");
        tour.look(device);
        for (String kind : new String[] {"denied", "none", "busy", "unsupported"}) {
            device.page().evaluate("kind => { document.getElementById('capture').hidden = true;"
                    + "document.querySelectorAll('.trouble').forEach(e => { e.hidden = e.id !== 'trouble-' + kind; }); }", kind);
            tour.look(device, kind);
        }
        device.page().evaluate("() => { document.querySelectorAll('.trouble').forEach(e => { e.hidden = true; });"
                + "const result = document.getElementById('result'); result.hidden = false;"
                + "document.querySelectorAll('.tips li').forEach(e => { e.hidden = false; });"
                + "document.getElementById('result-title').textContent = document.getElementById('result-title').dataset.retry;"
                + "document.getElementById('result-text').textContent = document.getElementById('capture').dataset.textSlow; }");
        tour.look(device, "again");
        device.press("form[action='/capture/handover'] button");
        tour.look(device);
        device.open("/capture");
        device.page().locator("#start").click();
        var result = device.page().locator("#result");
        for (int tries = 0; tries < 8; tries++) {
            result.waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE));
            if ("passed".equals(result.getAttribute("data-outcome"))) {
                break;
            }
            // A slow machine, or a glance aside: the page asks for another try.
            device.page().locator("#again").click();
        }
        device.page().waitForURL(url -> url.endsWith("/photos"), new Page.WaitForURLOptions().setTimeout(PATIENCE));
        tour.look(device, "done");
    }

    private void rest(Device device) {
        device.press("main a.button.primary");
        tour.look(device);
        device.submitAnyway();
        tour.look(device, "unticked");
        device.tick("agree").submit();
        tour.look(device);
        device.fill("passphrase", "lemah").fill("confirmation", "lemah").submit();
        tour.look(device, "weak");
        device.fill("passphrase", Tour.PASSPHRASE).fill("confirmation", Tour.PASSPHRASE).submit().arrive(".*/check");
        tour.look(device);
        device.open(device.path().replace("/check", "/passphrase"));
        tour.look(device, "made");
        device.open(device.path().replace("/passphrase", "/check")).submit();
        tour.look(device, "submitted");
        device.open("/dashboard");
        tour.look(device, "waiting");
    }

    private void decide(Device device, Device office) {
        var wayan = tour.wayan;
        var phone = tour.wayansPhone();
        wayan.claim(phone);
        phone.open("/applications/new").submit();
        phone.tick("consent").submit();
        phone.fill("fullName", "I Wayan Contoh").fill("nik", "9900 0001 0190 0013").fill("position", "Arsiparis").submit();
        phone.submit().press("form[action$='/photos/camera'] button").arrive("/capture")
                .press("form[action='/capture/officer'] button");
        tour.look(phone);
        phone.open("/applications").press("main a.button.primary");
        toCheck(phone);
        tour.look(phone, "unverified");
        phone.press("main a.button.primary[href^='/settings/phone']");
        wayan.stepUp(phone);
        phone.arrive("/settings/phone").submit().arrive("/settings/phone/code").fill("code", tour.codeSentTo(wayan)).submit();
        phone.arrive("/applications/[^/]+/check").submit();
        tour.look(phone, "waiting");
        tour.petra.open(office, "/officer");
        tour.look(office);
        office.open("/officer?state=REJECTED&search=siapa");
        tour.look(office, "nothing-found");
        office.open("/officer?state=ALL&search=nadia");
        tour.look(office, "found");
        office.open("/officer?after=1_00000000-0000-0000-0000-000000000000");
        tour.look(office, "further");
        office.open("/officer").press("td.title a:has-text('Wayan')");
        tour.look(office, "own-unit");
        many(office);
        office.open("/officer").press("td.title a:has-text('Nadia')");
        tour.paraf().clock().advance(StepUp.FRESH.plusSeconds(1));
        office.open(office.path());
        tour.look(office, "code-asked");
        tour.petra.stepUp(office);
        office.press("form[action$='/look-into'] button");
        office.open(office.path());
        tour.look(office);
        office.fill("reason", "jelek");
        office.press("form[data-decision=r] button");
        tour.look(office, "reason");
        giveBack(device, office);
        office.fill("reason", "Foto terlalu gelap. Ulangi di tempat yang terang.");
        office.press("form[data-decision=r] button");
        phone.press("main details summary").press("form[action$='/withdraw'] button");
        tour.look(phone, "withdrawn");
        nadia.open(device, "/applications").press("td.row-actions a");
        tour.look(device, "rejected");
        device.open("/dashboard");
        tour.look(device, "rejected");
    }

    /** One decision about several: nobody chosen, not said what, and what became of each. */
    private void many(Device office) {
        tour.petra.open(office, "/officer/bulk");
        tour.look(office, "empty");
        office.open("/officer");
        office.page().locator("td.pick input").first().check();
        office.press("form[action='/officer/bulk'] button");
        tour.petra.stepUp(office);
        tour.look(office);
        office.page().locator("input[name=decision][value=return]").check();
        office.submit();
        tour.look(office, "steps");
        // Of an own unit, as somebody might send it by hand.
        String wayans = tour.paraf().bean(Applications.class)
                .openOf(tour.paraf().bean(Accounts.class).byLogin(tour.wayan.username())
                        .orElseThrow().id())
                .orElseThrow().id().toString();
        tour.petra.open(office, "/officer/bulk?chosen=" + wayans);
        tour.look(office, "own-unit");
        office.page().locator("input[name=decision][value=return]").check();
        office.page().locator("input[name=steps][value=IDENTITY]").check();
        office.fill("note", "Tulis jabatan Anda yang lengkap.").submit();
        tour.look(office);
    }

    /** As it stands where two officers have to approve: for the one who was first, and for the other. */
    private void secondOfficer(Device office) {
        String path = office.path();
        var first = tour.paraf().bean(Accounts.class).byLogin(tour.petra.username()).orElseThrow().id();
        String id = path.substring(path.lastIndexOf('/') + 1);
        var jdbc = tour.paraf().bean(JdbcClient.class);
        jdbc.sql("UPDATE enrolment_application SET state = 'CONFIRMING', first_by = :first WHERE id = :id::uuid")
                .param("first", first)
                .param("id", id).update();
        office.open(path);
        tour.look(office, "first-of-two");
        office.open("/officer?state=CONFIRMING");
        tour.look(office, "first-of-two");
        jdbc.sql("UPDATE enrolment_application SET first_by = :first WHERE id = :id::uuid")
                .param("first", tour.paraf().bean(Accounts.class).byLogin(tour.wayan.username()).orElseThrow().id()).param("id", id)
                .update();
        office.open(path);
        tour.look(office, "second-of-two");
        jdbc.sql("UPDATE enrolment_application SET state = 'SUBMITTED', first_by = NULL WHERE id = :id::uuid").param("id", id)
                .update();
        office.open(path);
    }

    /** Sent back for its data, corrected, and sent again. */
    private void giveBack(Device device, Device office) {
        office.fill("note", "ya").press("form[data-decision=b] button");
        tour.look(office, "return-note");
        office.fill("note", "Tulis jabatan Anda yang lengkap.").press("form[data-decision=b] button");
        tour.look(office, "return-steps");
        office.press("input[name=steps][value=IDENTITY]");
        office.press("form[data-decision=b] button");
        tour.petra.open(office, "/officer?state=RETURNED");
        tour.look(office, "returned");
        office.press("td.title a:has-text('Nadia')");
        tour.look(office, "returned");
        nadia.open(device, "/dashboard");
        tour.look(device, "returned");
        device.open("/applications");
        tour.look(device, "returned");
        device.press("td.row-actions a.quiet");
        tour.look(device, "returned");
        device.press("main a.button.primary");
        tour.look(device, "returned");
        device.fill("position", "Analis Kebijakan Ahli Muda").submit();
        tour.look(device, "returned");
        device.submit();
        tour.look(device, "submitted-again");
        tour.petra.open(office, "/officer").press("td.title a:has-text('Nadia')");
        tour.petra.stepUp(office);
        tour.look(office, "submitted-again");
    }

    private static void send(Device device) {
        toCheck(device);
        device.submit();
    }

    private static void toCheck(Device device) {
        device.arrive("/applications/[^/]+/agreement").tick("agree").submit();
        device.fill("passphrase", Tour.PASSPHRASE).fill("confirmation", Tour.PASSPHRASE).submit();
        device.arrive("/applications/[^/]+/check");
    }
}
