package id.paraf.acceptance.browser;

import java.time.Duration;
import java.time.LocalDate;

import id.paraf.kernel.Wib;

/** "Reset passphrase" on the desktop, on the phone and at the officer's: every state that its owner can see. */
final class ResetPages {

    static final String THIRD = "Sungai?19-Merpati-kuning";

    private final Tour tour;
    private final Member nadia;
    private final Device desktop;
    private final Device phone;
    private final Device office;
    private final String reset;

    ResetPages(Tour tour, Device desktop, Device phone, Device office, String certificate) {
        this.tour = tour;
        this.nadia = tour.nadia;
        this.desktop = desktop;
        this.phone = phone;
        this.office = office;
        this.reset = certificate + "/reset";
    }

    void visit() {
        dialog();
        throughTheOfficer();
        disavow();
        endings();
    }

    private void dialog() {
        nadia.open(desktop, reset);
        tour.look(desktop);
        desktop.fill("phone", "0812 9999 9999").submit();
        tour.look(desktop, "other-number");
    }

    /** Starts a journey and opens its link on the phone. */
    private String start() {
        tour.paraf().clock().advance(Duration.ofMinutes(11));
        nadia.open(desktop, reset + "/new").fill("phone", "0812 0000 0061").submit();
        return nadia.newestLink(tour.inbox(), "/r/");
    }

    private void claim(String link) {
        String number = desktop.page().locator(".match-number").innerText().strip();
        phone.open(link).fill("number", number).submit();
    }

    private void throughTheOfficer() {
        String first = start();
        tour.look(desktop, "link");
        phone.open(first);
        tour.picture(desktop, phone);
        tour.look(phone);
        String number = desktop.page().locator(".match-number").innerText().strip();
        phone.fill("number", number.equals("47") ? "48" : "47").submit();
        tour.look(phone, "wrong");
        claim(first);
        tour.look(phone, "reset");
        desktop.open(reset);
        tour.look(desktop, "selfie");
        phone.tick("agree").submit().open("/capture");
        tour.look(phone, "reset");
        phone.open("/capture/passphrase");
        tour.look(phone, "photo-first");
        phone.open(first);
        tour.look(phone, "used");
        phone.open("/capture").press("form[action='/capture/officer'] button");
        tour.look(phone, "reset");
        desktop.open(reset);
        tour.look(desktop, "officer");
        tour.petra.open(office, "/officer/cases");
        tour.look(office);
        office.press("td.title a");
        tour.petra.stepUp(office);
        tour.look(office);
        office.submitAnyway();
        tour.look(office, "meeting");
        office.page().locator("input[name=kind]").last().check();
        office.fill("date", LocalDate.ofInstant(tour.paraf().clock().instant(), Wib.ZONE).plusDays(1).toString());
        office.fill("time", "09:30").fill("place", "https://video.contoh.example/ruang-7").submit();
        tour.look(office, "arranged");
        desktop.open(reset);
        tour.look(desktop, "meeting");
        office.page().locator("input[name=decision]").first().check();
        office.submitAnyway();
        tour.look(office, "seen");
        office.page().locator("input[name=compared]").last().check();
        office.fill("note", "ya").submit();
        tour.look(office, "note");
        office.fill("note", "Sudah dikenali lewat panggilan video.").submit();
        pause();
        desktop.open(reset);
        tour.look(desktop, "approved");
        desktop.press("form[action$='/resend'] button");
        tour.look(desktop, "resent");
        claim(nadia.newestLink(tour.inbox(), "/r/"));
        createPassphrase();
    }

    /** Long enough that a link may be sent again. */
    private void pause() {
        tour.paraf().clock().advance(Duration.ofSeconds(70));
    }

    private void createPassphrase() {
        phone.arrive("/capture/passphrase");
        tour.look(phone);
        phone.page().locator("details.agreement-box > summary").click();
        tour.look(phone, "agreement");
        desktop.open(reset);
        tour.look(desktop, "passphrase");
        phone.fill("passphrase", "nadia").fill("confirmation", "lain").submitAnyway();
        tour.look(phone, "weak");
        phone.page().locator("#agreed").check();
        phone.fill("passphrase", THIRD).fill("confirmation", THIRD).submit();
        tour.look(phone, "done");
        desktop.open(reset);
        tour.look(desktop, "done");
    }

    /** "Bukan saya" on the notice of that reset: the key rests until an officer has spoken to its owner. */
    private void disavow() {
        // An officer helped: nothing is signed with the new passphrase for a day.
        desktop.open("/certificates");
        tour.look(desktop, "frozen");
        String link = nadia.newestLink(tour.inbox(), "/disavow/");
        phone.open(link);
        tour.look(phone);
        phone.press("main form button");
        tour.look(phone);
        nadia.open(desktop, reset.replace("/reset", ""));
        tour.look(desktop, "frozen");
        desktop.open("/dashboard");
        tour.look(desktop, "frozen");
        nadia.open(desktop, reset + "/new");
        tour.look(desktop, "frozen");
        tour.petra.open(office, "/officer/cases");
        tour.look(office, "frozen");
        office.press("a[href^='/officer/keys/']");
        tour.petra.stepUp(office);
        tour.look(office);
        office.fill("note", "ya").submit();
        tour.look(office, "note");
        office.fill("note", "Pemilik sudah datang sendiri.").submit();
    }

    private void endings() {
        tour.paraf().clock().advance(Duration.ofDays(1));
        String replaced = start();
        pause();
        desktop.open(reset).page().locator("details.card > summary").click();
        desktop.press("form[action$='/resend'] button");
        phone.open(replaced);
        tour.look(phone, "replaced");
        String late = nadia.newestLink(tour.inbox(), "/r/");
        tour.paraf().clock().advance(Duration.ofMinutes(11));
        phone.open(late);
        tour.look(phone, "expired");
        nadia.open(desktop, reset);
        tour.look(desktop, "link-expired");
        desktop.press("form[action$='/cancel'] button");
        tour.look(desktop, "cancelled");
        String disowned = start();
        phone.open(disowned).press("button[name=disown]");
        tour.look(phone);
        phone.open(disowned);
        tour.look(phone, "dead");
        nadia.open(desktop, reset);
        tour.look(desktop, "stopped");
        claim(start());
        phone.open("/capture").press("form[action='/capture/officer'] button");
        tour.petra.open(office, "/officer/cases").press("td.title a");
        tour.petra.stepUp(office);
        office.page().locator("input[name=decision]").nth(1).check();
        office.fill("note", "Bukan orang yang sama.").press("form:has([name=decision]) button");
        nadia.open(desktop, reset);
        tour.look(desktop, "rejected");
        start();
        tour.paraf().clock().advance(Duration.ofDays(2));
        nadia.open(desktop, reset);
        tour.look(desktop, "expired");
    }
}
