package id.paraf.acceptance.browser;

import java.time.Duration;
import java.util.Map;

import com.microsoft.playwright.options.FilePayload;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Accounts;
import id.paraf.enrolment.Applications;
import id.paraf.keyroom.Keyroom;
import id.paraf.notice.Notices;
import id.paraf.notice.Outgoing;
import id.paraf.notice.Template;
import id.paraf.pades.SamplePdfs;

/** The parts of the officer's console that seldom have work: what cannot be issued, accounts, messages that got lost. */
final class OfficePages {

    private final Tour tour;
    private final Device office;

    OfficePages(Tour tour, Device office) {
        this.tour = tour;
        this.office = office;
    }

    /** Approves an application while its key is frozen, and again when it is not. */
    void unissuable(Member applicant, Device device) {
        var keyroom = tour.paraf().bean(Keyroom.class);
        var account = tour.paraf().bean(Accounts.class).byLogin(applicant.username()).orElseThrow();
        var key = tour.paraf().bean(Applications.class).openOf(account.id()).orElseThrow().key();
        keyroom.freeze(key, null);
        tour.petra.stepUp(office);
        office.page().locator("#compared").check();
        office.press("form[data-decision=a] button");
        tour.look(office, "unissuable");
        applicant.open(device, "/applications").press("td.row-actions a");
        tour.look(device, "unissuable");
        tour.petra.open(office, "/officer");
        tour.look(office, "unissuable");
        keyroom.unfreeze(key);
        office.press("a[href='/officer?state=APPROVED']").press("td.title a");
        tour.petra.stepUp(office);
        office.press("form[data-decision=a] button");
    }

    void accounts() {
        tour.petra.open(office, "/officer/accounts");
        tour.look(office);
        office.open("/officer/accounts?search=tidak-ada");
        tour.look(office, "nothing-found");
        tour.petra.open(office, "/officer/accounts").press("td.title a:has-text('Petra')");
        prove();
        tour.look(office, "own");
        office.open("/officer/accounts").press("td.title a:has-text('Nadia')");
        tour.look(office);
        office.fill("reason", "ya").submitDanger();
        tour.look(office, "reason");
        office.fill("reason", "Ponsel dan laptop dilaporkan hilang").submitDanger();
        tour.look(office, "disabled");
        office.press("form[action$='/enable'] button");
        office.open("/officer/accounts").press("td.title a:has-text('Wayan')");
        office.fill("reason", "Ponsel dan laptop dilaporkan hilang").submitDanger();
        tour.look(office, "own-unit");
    }

    /** Invites one person by the form and others by a list, one of whom cannot be. */
    void invitations() {
        tour.petra.open(office, "/officer/accounts").press(".page-actions a[href='/institution/units']");
        office.fill("name", "Bagian Lama").submit();
        office.fill("name", "Bagian Umum").submit();
        office.fill("name", "bagian umum").submit();
        tour.look(office, "there");
        office.open("/institution/units").press("tr:has-text('Bagian Lama') form button");
        tour.look(office);
        office.press(".page-actions a[href='/institution/invitations']");
        prove();
        tour.look(office);
        office.fill("name", "A").fill("username", "petra").fill("email", "ayu@contoh.example");
        office.page().locator("#unit").selectOption("Bagian Umum");
        office.submit();
        tour.look(office, "flawed");
        office.fill("name", "Ayu Baru").fill("username", "ayu.baru").submit();
        tour.look(office, "waiting");
        office.press("form[action$='/invite-again'] button");
        office.open("/institution/invitations").fill("lines", "username;nama\nbudi;Budi Baru").press("form[enctype] button");
        tour.look(office, "list");
        office.fill("lines",
                "username;nama;email;unit\nbudi.baru;Budi Baru;budi.baru@contoh.example;Bagian Umum\nx;Citra Baru;citra;Bagian Salah\n"
                        + "petra;Petra;petra;Bagian Umum")
                .press("form[enctype] button");
        tour.look(office);
    }

    /** A verifikator confirms the applicant who still waits, and sees the units of the own institution. */
    void verifikator() {
        tour.vera.claim(office);
        tour.look(tour.vera.open(office, "/dashboard"), "verifikator");
        tour.look(tour.vera.open(office, "/institution/applications"));
        office.press("td.title a");
        tour.vera.stepUp(office);
        tour.look(office);
        String applicant = office.path();
        office.fill("reason", "ya").submitDanger();
        tour.look(office, "reason");
        office.submit();
        tour.look(office.open("/institution/applications"), "none");
        tour.look(tour.vera.open(office, applicant), "answered");
        tour.look(tour.vera.open(office, "/institution/units"), "verifikator");
    }

    /** Finds a signer's certificate and suspends it. */
    void certificates() {
        tour.petra.open(office, "/officer/accounts").press(".page-actions a[href='/officer/certificates']");
        tour.look(office);
        office.open("/officer/certificates?search=tidak-ada");
        tour.look(office, "nothing-found");
        tour.petra.open(office, "/officer/certificates?search=nadia").press("td.title a");
        prove();
        tour.look(office);
        office.fill("reason", "ya").submitDanger();
        tour.look(office, "reason");
        office.fill("reason", "Ponsel pemilik dilaporkan hilang").submitDanger();
        tour.look(office, "suspended");
    }

    /** Lets an application in, looks at it, and stops it. */
    /** @param letIn what others do as long as the application is let in */
    void clients(Runnable letIn) {
        tour.petra.open(office, "/officer/clients");
        tour.look(office, "none");
        office.press(".page-actions a[href='/officer/clients/new']");
        prove();
        tour.look(office);
        office.fill("username", "x").fill("info", "Sistem persuratan").fill("networks", "contoh.example").submit();
        tour.look(office, "flawed");
        office.fill("username", "persuratan").fill("networks", "127.0.0.1").submit();
        tour.look(office);
        String secret = office.page().locator(".copy code").nth(1).innerText().strip();
        office.press("main a.button.primary");
        String client = office.path();
        tryOut("persuratan", secret);
        webhook(client);
        letIn.run();
        office.open(client);
        tour.look(office);
        office.submitDanger();
        tour.look(office, "disabled");
        sandbox();
        office.open("/officer/clients");
        tour.look(office);
    }

    /** Another one, which is being written: it says whom it sees. */
    private void sandbox() {
        office.open("/officer/clients/new");
        prove();
        office.fill("username", "persuratan-uji").fill("info", "Sistem persuratan yang baru").fill("networks", "127.0.0.1")
                .tick("sandbox").submit();
        office.press("main a.button.primary");
        tour.look(office, "sandbox");
    }

    /** Orders two seals: one is withdrawn, the other waits for the CA operator. */
    void seals() {
        tour.petra.open(office, "/officer/seals");
        tour.look(office, "none");
        office.press(".page-actions a[href='/officer/seals/new']");
        prove();
        tour.look(office);
        office.page().locator("main form:has(#identifier)").evaluate("form => { form.noValidate = true; }");
        office.fill("name", "Segel Kantor").fill("identifier", "123").submit();
        tour.look(office, "flawed");
        for (int i = 0; i < 2; i++) {
            office.open("/officer/seals/new");
            office.fill("name", "Segel Kantor").fill("identifier", "NTRID-1234567890").fill("responsible", tour.petra.username())
                    .fill("perDay", "500");
            office.page().locator("#client").check();
            office.submit();
            if (i == 0) {
                tour.look(office, "waiting");
                office.submitDanger();
                tour.look(office, "withdrawn");
            }
        }
        office.open("/officer/seals");
        tour.look(office);
    }

    /** What the CA operator confirmed, before and after it is ended. */
    void endSeal() {
        tour.petra.open(office, "/officer/seals").press("tr:has-text('Dapat dipakai') td.title a");
        prove();
        tour.look(office, "issued");
        office.page().locator("main form:has(textarea)").evaluate("form => { form.noValidate = true; }");
        office.submitDanger();
        tour.look(office, "unanswered");
        office.page().locator("#ground-NOT_NEEDED").check();
        office.fill("reason", "Segel tidak diperlukan lagi").tick("understood").submitDanger();
        tour.look(office, "ended");
    }

    private void webhook(String client) {
        office.open(client).press("a[href$='/webhook']");
        prove();
        tour.look(office, "none");
        office.fill("url", "https://10.1.2.3/paraf").submit();
        tour.look(office, "flawed");
        office.fill("url", "https://penerima.contoh.example/paraf").submit();
        tour.look(office);
        office.press("main a.button.primary").press("form[action$='/test'] button");
        tour.look(office, "sent");
    }

    /** The page for integrators makes a call for real. */
    private void tryOut(String username, String secret) {
        office.open("/developers");
        tour.look(office);
        office.page().fill("#try-username", username);
        office.page().fill("#try-secret", secret);
        office.page().locator("#createVerification [data-trial] summary").click();
        office.page().locator("#createVerification-file")
                .setInputFiles(new FilePayload("surat.pdf", "application/pdf", SamplePdfs.signed()));
        office.page().locator("#createVerification [data-trial] button.button").click();
        office.page().locator("#createVerification [data-body]:has-text('INTACT_SIGNER_UNCHECKED')").waitFor();
        tour.look(office, "tried");
    }

    void resumeAndLookAtRevocation() {
        tour.petra.open(office, "/officer/certificates?search=nadia").press("td.title a");
        prove();
        office.fill("note", "Ponsel sudah di tangan pemilik").submit();
        tour.look(office, "resumed");
        office.press("main a.button.danger");
        prove();
        tour.look(office);
        office.page().locator("main form:has(textarea)").first().evaluate("form => { form.noValidate = true; }");
        office.submitDanger();
        tour.look(office, "unanswered");
    }

    private void prove() {
        if (office.path().equals("/step-up")) {
            office.fill("code", tour.petra.code()).submit();
        }
    }

    /** A message that was too old before it could leave. */
    void lostMessage() {
        var account = tour.paraf().bean(Accounts.class).byLogin("wayan").orElseThrow();
        var late = new Outgoing.Mail(account.id(), account.email(), Template.CONTACT_CODE, "id", Map.of("code", "123456"), null,
                tour.paraf().clock().instant().minus(Duration.ofMinutes(1)));
        tour.paraf().bean(TransactionTemplate.class).executeWithoutResult(status -> tour.paraf().bean(Notices.class).send(late));
        for (int tries = 0; tries < 20 && office.page().locator("main table").count() == 0; tries++) {
            tour.petra.open(office, "/officer/messages");
        }
        tour.look(office);
    }
}
