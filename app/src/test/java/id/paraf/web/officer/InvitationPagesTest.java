package id.paraf.web.officer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Account;
import id.paraf.account.Accounts;
import id.paraf.account.InviteMembers;
import id.paraf.account.LookAfterUnits;
import id.paraf.account.Role;
import id.paraf.account.TestPeople;
import id.paraf.kernel.Origin;
import id.paraf.notice.Template;
import id.paraf.notice.TestInbox;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

@ParafTest
class InvitationPagesTest {

    private static final String HEADER = "username,nama,email,unit\n";

    @LocalServerPort
    int port;
    @Autowired
    TestPeople people;
    @Autowired
    TestInbox inbox;
    @Autowired
    Accounts accounts;
    @Autowired
    InviteMembers invite;
    @Autowired
    LookAfterUnits units;
    @Autowired
    JdbcClient jdbc;

    /** An officer whose institution has the unit that these tests invite into. */
    private TestPeople.Person officer() {
        var officer = people.officer(port);
        units.add(officer.id, "Bagian Umum", Origin.SYSTEM);
        return officer;
    }

    private static String fresh() {
        return "u" + UUID.randomUUID().toString().substring(0, 12);
    }

    private static String line(String name) {
        return name + ",Orang Baru," + name + "@contoh.example,Bagian Umum\n";
    }

    private int invited(UUID account, UUID by) {
        return jdbc.sql("SELECT count(*) FROM audit_event WHERE type = 'account.invited' AND account = :account AND actor = :by")
                .param("account", account).param("by", by).query(Integer.class).single();
    }

    @Test
    @Proves({"AU-15", "RA-02"})
    void anOfficerInvitesASignerIntoTheOwnInstitutionAndNobodySeesAPassword() {
        var officer = officer();
        var console = people.browser(officer, port);
        String name = fresh();
        assertThat(console.get("/institution/invitations").body()).contains("Undang penanda tangan")
                .contains(InvitationList.header());

        var answer = console.post("/institution/invitations", "username", name, "name", "  Orang  Baru ", "email",
                name.toUpperCase(java.util.Locale.ROOT) + "@contoh.example", "unit", "Bagian Umum", "phone", "0812-0000-0099",
                "language",
                "en", "roles", "OFFICER", "institution", "Kantor Lain");
        assertThat(answer.statusCode()).isEqualTo(303);
        Account account = accounts.byLogin(name).orElseThrow();
        assertThat(account.institution()).isEqualTo(accounts.get(officer.id).institution());
        assertThat(account.roles()).containsExactly(Role.SIGNER);
        assertThat(account.name()).isEqualTo("Orang Baru");
        assertThat(account.email()).isEqualTo(name + "@contoh.example");
        assertThat(account.phone()).isEqualTo("+6281200000099");
        assertThat(account.claimed()).isFalse();
        assertThat(invited(account.id(), officer.id)).isEqualTo(1);
        var mail = inbox.await(account.id(), Template.INVITATION);
        assertThat(mail.language()).isEqualTo("en");
        assertThat(console.follow(answer).body()).contains("Undangan untuk Orang").contains("Kirim ulang undangan");

        // The first link dies with the second one.
        assertThat(new HttpBrowser(port).get("/claim/" + mail.token()).statusCode()).isEqualTo(200);
        inbox.forget(account.id());
        assertThat(console.post("/officer/accounts/" + account.id() + "/invite-again").statusCode()).isEqualTo(303);
        var second = inbox.await(account.id(), Template.INVITATION);
        assertThat(invited(account.id(), officer.id)).isEqualTo(2);
        assertThat(new HttpBrowser(port).get("/claim/" + second.token()).body()).contains("Orang Baru");
        assertThat(new HttpBrowser(port).get("/claim/" + mail.token()).body()).doesNotContain("Orang Baru");
    }

    @Test
    void whatIsWrongIsSaidAndWhatWasTypedStays() {
        var officer = officer();
        var console = people.browser(officer, port);
        console.get("/institution/invitations");
        var answer = console.post("/institution/invitations", "username", officer.username, "name", "1", "email", "bukan-email",
                "unit",
                "Bagian Umum", "phone", "12", "language", "id");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Username ini sudah dipakai").contains("Tulis nama, 2 sampai 100")
                .contains("Tulis alamat email yang lengkap").contains("Tulis nomor yang lengkap").contains("value=\"bukan-email\"")
                .contains("<option value=\"Bagian Umum\" selected>");
    }

    @Test
    void aListInvitesEachOnItsOwnAndGivesBackWhatIsToBeCorrected() {
        var officer = officer();
        var console = people.browser(officer, port);
        console.get("/institution/invitations");
        String first = fresh();
        String second = fresh();
        var known = people.claimed();
        var answer = console.upload("/institution/invitations/list", "file", Map.of("orang.csv", (HEADER + line(first) + second
                + ",Orang Lain,bukan-email,Bagian Umum\n" + known.username + ",Sudah Ada," + known.email + ",Bagian Umum\n")
                .getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("1 dari 3 orang diundang").contains("Sudah punya akun")
                .contains("Tulis alamat email yang lengkap").as("the rows of the spreadsheet")
                .contains(">2</td>", ">3</td>", ">4</td>")
                .doesNotContain(">1</td>");
        UUID account = accounts.byLogin(first).orElseThrow().id();
        assertThat(invited(account, officer.id)).isEqualTo(1);
        inbox.await(account, Template.INVITATION);
        assertThat(accounts.byLogin(second)).isEmpty();

        var left = Pattern.compile("<textarea[^>]*>([^<]*)</textarea>").matcher(answer.body());
        assertThat(left.find()).isTrue();
        String lines = left.group(1).replace("&#34;", "\"").replace("&quot;", "\"");
        assertThat(lines).contains(second, "bukan-email").doesNotContain(first, known.username);
        var again = console.post("/institution/invitations/list", "lines",
                lines.replace("bukan-email", second + "@contoh.example"));
        assertThat(again.body()).contains("1 dari 1 orang diundang").doesNotContain("<textarea");
        assertThat(accounts.byLogin(second)).isPresent();
    }

    @Test
    void aListThatCannotBeReadInvitesNobody() {
        var console = people.browser(officer(), port);
        console.get("/institution/invitations");
        String name = fresh();
        for (var wrong : Map
                .of("", "Pilih berkas atau tempel", "nama,email\nAyu,a@contoh.example", "belum ada kolom: username, unit",
                        HEADER + line(name) + "x,\"y", "tanda kutip", HEADER + line(name).repeat(InviteMembers.MOST + 1),
                        "lebih dari 500 orang")
                .entrySet()) {
            var answer = console.post("/institution/invitations/list", "lines", wrong.getKey());
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains(wrong.getValue());
        }
        assertThat(console.upload("/institution/invitations/list", "file", Map.of("besar.csv", new byte[300_000])).statusCode())
                .isEqualTo(422);
        assertThat(accounts.byLogin(name)).isEmpty();
    }

    @Test
    void aColumnThatNobodyKnowsIsNamedBeforeAnybodyIsInvitedAndTheListStays() {
        var console = people.browser(officer(), port);
        console.get("/institution/invitations");
        String name = fresh();
        String list = HEADER.replace("\n", ",nomor pegawai\n") + line(name).replace("\n", ",4711\n");
        var answer = console.upload("/institution/invitations/list", "file",
                Map.of("orang.csv", list.getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Kolom ini tidak dikenal: nomor pegawai.")
                .contains("Kolom yang dikenal: username, nama, email, unit, telepon, bahasa.").contains("4711");
        assertThat(accounts.byLogin(name)).isEmpty();
        byte[] workbook = {'P', 'K', 3, 4, 0, 1};
        assertThat(console.upload("/institution/invitations/list", "file", Map.of("orang.xlsx", workbook)).body())
                .contains("pilih Simpan Sebagai, lalu “CSV UTF-8”").contains("<textarea").doesNotContain("PK\u0003");
        assertThat(console.post("/institution/invitations/list", "lines",
                list.replace("nomor pegawai", "nomor HP").replace("4711", "81200000042")).body())
                .contains("1 dari 1 orang diundang");
        assertThat(accounts.byLogin(name)).isPresent();
    }

    @Test
    @Proves("RA-02")
    void onlyOfficersInviteAndOnlyIntoTheirOwnInstitution() {
        var typed = new InviteMembers.Typed(fresh(), "Orang Baru", fresh() + "@contoh.example", "", "Umum", "id");
        assertThat(invite.invite(people.claimed().id, typed, Origin.SYSTEM)).isInstanceOf(InviteMembers.Outcome.NotAllowed.class);
        var stopped = people.claimed(Role.OFFICER);
        accounts.disable(stopped.id, null, Origin.SYSTEM);
        assertThat(invite.invite(stopped.id, typed, Origin.SYSTEM)).isInstanceOf(InviteMembers.Outcome.NotAllowed.class);
        assertThat(accounts.byLogin(typed.username())).isEmpty();

        var waiting = people.invited();
        var stranger = invite.inviteByOperator("Kantor Lain", Set.of(Role.OFFICER), new InviteMembers.Typed(fresh(), "Petugas Lain",
                fresh() + "@lain.example", "", "Umum", "id"), Origin.SYSTEM);
        UUID outside = ((InviteMembers.Outcome.Invited) stranger).invitation().account();
        assertThat(invite.again(outside, waiting.id, Origin.SYSTEM)).isEqualTo(new InviteMembers.Again.NotThere());
        assertThat(invite.again(people.claimed(Role.OFFICER).id, people.claimed().id, Origin.SYSTEM)).as("came already")
                .isEqualTo(new InviteMembers.Again.NotThere());
        var once = people.invited();
        UUID officer = people.claimed(Role.OFFICER).id;
        for (int i = 0; i < 5; i++) {
            assertThat(invite.again(officer, once.id, Origin.SYSTEM)).isEqualTo(new InviteMembers.Again.Sent());
        }
        assertThat(invite.again(officer, once.id, Origin.SYSTEM)).isInstanceOf(InviteMembers.Again.TooMany.class);
    }

    @Test
    @Proves("RA-01")
    void peopleAreInvitedIntoUnitsThatAreThereAndInUse() {
        var officer = officer();
        var console = people.browser(officer, port);
        console.get("/institution/invitations");
        String name = fresh();
        assertThat(console.post("/institution/invitations/list", "lines",
                HEADER + line(name).replace("Bagian Umum", "Bagian Yang Salah Eja")).body())
                .contains("Instansi Anda belum punya unit ini").contains("0 dari 1 orang diundang");
        String stopped = "Unit Lama " + name;
        units.add(officer.id, stopped, Origin.SYSTEM);
        UUID id = units.inUse(officer.id).stream().filter(unit -> unit.name().equals(stopped)).findFirst().orElseThrow().id();
        units.stop(officer.id, id, true, Origin.SYSTEM);
        assertThat(console.get("/institution/invitations").body()).contains("Bagian Umum").doesNotContain(stopped);
        assertThat(
                console.post("/institution/invitations/list", "lines", HEADER + line(name).replace("Bagian Umum", stopped)).body())
                .contains("Unit ini sudah tidak digunakan");
        assertThat(accounts.byLogin(name)).isEmpty();
        assertThat(
                console.post("/institution/invitations/list", "lines", HEADER + line(name).replace("Bagian Umum", "bagian  UMUM"))
                        .body())
                .contains("1 dari 1 orang diundang");
        assertThat(accounts.byLogin(name).orElseThrow().unit()).as("as it is written in the institution").isEqualTo("Bagian Umum");
    }

    @Test
    @Proves({"RA-02", "OP-04"})
    void aVerifikatorInvitesIntoTheOwnInstitutionAndSeesNothingOfTheOfficers() {
        var verifikator = people.claimedAt("Kantor Verifikator", Role.VERIFIKATOR);
        var console = people.enrol(verifikator, port);
        assertThat(console.get("/").headers().firstValue("Location").orElse("")).isEqualTo("/institution/applications");
        assertThat(console.get("/officer").statusCode()).isEqualTo(403);
        assertThat(console.get("/officer/accounts").statusCode()).isEqualTo(403);
        console.get("/institution/units");
        assertThat(console.post("/institution/units", "name", "Bidang Baru").statusCode()).isEqualTo(303);
        String name = fresh();
        var answer = console.post("/institution/invitations", "username", name, "name", "Orang Baru", "email",
                name + "@contoh.example", "unit", "Bidang Baru", "phone", "", "language", "id");
        assertThat(answer.headers().firstValue("Location").orElse("")).isEqualTo("/institution/invitations");
        var account = accounts.byLogin(name).orElseThrow();
        assertThat(account.institution()).isEqualTo("Kantor Verifikator");
        assertThat(account.roles()).containsExactly(Role.SIGNER);
        assertThat(invited(account.id(), verifikator.id)).isEqualTo(1);
    }
}
