package id.paraf.acceptance.browser;

import java.util.regex.Pattern;

import id.paraf.account.Role;

/** What the tours of the pages have in common: an institution of their own with its people, and the eyes. */
final class Tour {

    static final String INSTITUTION = "Kantor Halaman (Demo)";
    static final String PASSPHRASE = "Kapal-Ungu.77-teratai";

    private final Installation paraf;
    private final PageChecks checks;
    private final Device inbox;
    private final Device wayansPhone;
    /** Applies, signs, forgets, resets, revokes. */
    final Member nadia;
    /** Works in the officer's own unit. */
    final Member wayan;
    final Member petra;
    /** Knows the people of the institution. */
    final Member vera;
    /** Runs the authority. */
    final Member oscar;
    /** Reads what happened. */
    final Member agus;

    Tour(Installation paraf, PageChecks checks, Device inbox, Device wayansPhone) {
        this.paraf = paraf;
        this.checks = checks;
        this.inbox = inbox;
        this.wayansPhone = wayansPhone;
        nadia = invite("nadia", "Nadia Contoh (Demo)", "Sekretariat", Role.SIGNER, "+6281200000061");
        wayan = invite("wayan", "I Wayan Contoh (Demo)", "Otoritas Pendaftaran", Role.SIGNER, "+6281200000062");
        petra = invite("petra", "Petra Petugas (Demo)", "Otoritas Pendaftaran", Role.OFFICER, "+6281200000063");
        vera = invite("vera", "Vera Verifikator (Demo)", "Kepegawaian", Role.VERIFIKATOR, "+6281200000064");
        oscar = invite("oscar", "Oscar Operator (Demo)", "Penyelenggara", Role.CA_OPERATOR, "+6281200000065");
        agus = invite("agus", "Agus Auditor (Demo)", "Inspektorat", Role.AUDITOR, "+6281200000066");
        inbox.open("/demo");
    }

    private Member invite(String username, String name, String unit, Role role, String phone) {
        return Member.invite(paraf, username, name, INSTITUTION, unit, role, phone);
    }

    /** The picture of the README. */
    void picture(Device desktop, Device phone) {
        Picture.of(desktop, phone, checks.pictures().resolve("readme.png"));
    }

    Installation paraf() {
        return paraf;
    }

    Device inbox() {
        return inbox;
    }

    Device wayansPhone() {
        return wayansPhone;
    }

    /** Looks at the page that a device shows, from every side. */
    void look(Device device, String state) {
        checks.look(device.page(), state);
    }

    void onPaper(Device device) {
        checks.onPaper(device.page());
    }

    void look(Device device) {
        look(device, "");
    }

    /** The newest code in somebody's messages. */
    String codeSentTo(Member member) {
        String message = member.newestMessage(inbox, "kode verifikasi");
        var code = Pattern.compile("\\b[0-9]{6}\\b").matcher(message.replaceAll("\\+[0-9 -]+", ""));
        if (!code.find()) {
            throw new AssertionError(message);
        }
        return code.group();
    }
}
