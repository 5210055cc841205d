package id.paraf.acceptance.browser;

import com.microsoft.playwright.options.FilePayload;

import id.paraf.pades.SamplePdfs;

/** "Perbaikan data": what is recorded, what is to change, the officer who sees both, and the certificate that follows. */
final class CorrectionPages {

    private final Tour tour;
    private final Device device;
    private final Device office;
    private final String certificate;

    /** @param certificate the path of a certificate in force */
    CorrectionPages(Tour tour, Device device, Device office, String certificate) {
        this.tour = tour;
        this.device = device;
        this.office = office;
        this.certificate = certificate;
    }

    /** @return the path of the certificate that followed, with the same passphrase */
    String visit(String passphrase) {
        look(certificate + "/correct", "nothing-corrected");
        look("/corrections/new", "");
        device.submit();
        tour.look(device);
        device.fill("fullName", "").submitAnyway();
        tour.look(device, "wrong");
        device.fill("fullName", "Nadia").fill("reason", "dst").press("button[name=later]");
        tour.look(device, "correction-kept");
        device.press("td.row-actions a.primary");
        tour.look(device, "kept");
        look("/corrections/new", "open");
        look("/dashboard", "correction-begun");
        tour.nadia.open(device, "/applications").press("td.row-actions a.primary");
        device.fill("fullName", "Nadia Contoh Dewi").fill("reason", "Nama salah ketik pada permohonan pertama.").submit();
        tour.look(device, "correction");
        device.submitAnyway();
        tour.look(device, "letter-missing");
        device.page().locator("#recommendation")
                .setInputFiles(new FilePayload("surat.pdf", "application/octet-stream", SamplePdfs.unsigned()));
        device.submit();
        tour.look(device, "correction");
        device.submit();
        tour.look(device, "correction-sent");
        look("/dashboard", "correction-waiting");
        tour.petra.open(office, "/officer");
        tour.look(office, "correction");
        office.press("td.title a:has-text('Dewi')");
        tour.petra.stepUp(office);
        tour.look(office, "correction");
        office.press("form[data-decision=a] input[name=compared]");
        office.press("form[data-decision=a] button");
        tour.nadia.open(device, "/applications").press("td.row-actions a");
        tour.look(device, "corrected");
        look("/dashboard", "behind");
        look(certificate + "/correct", "");
        device.submitAnyway();
        tour.look(device, "unanswered");
        device.fill("current", passphrase).fill("passphrase", passphrase).fill("confirmation", passphrase).tick("agree").submit()
                .arrive(".*/correct/done");
        tour.look(device);
        look(certificate, "gave-way");
        tour.nadia.open(device, "/certificates");
        return device.page().locator("main a[href^='/certificates/']").first().getAttribute("href")
                .replaceFirst("(/certificates/[^/]+).*", "$1");
    }

    private void look(String path, String state) {
        tour.nadia.open(device, path);
        tour.look(device, state);
    }
}
