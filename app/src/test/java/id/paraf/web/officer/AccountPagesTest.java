package id.paraf.web.officer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Invitations;
import id.paraf.account.LookAfterAccount;
import id.paraf.account.LookAfterAccount.Outcome;
import id.paraf.account.Role;
import id.paraf.account.TestPeople;
import id.paraf.kernel.Origin;
import id.paraf.notice.TestInbox;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

@ParafTest
class AccountPagesTest {

    private static final Origin ORIGIN = new Origin("192.0.2.8", "test");

    @LocalServerPort
    int port;
    @Autowired
    TestPeople people;
    @Autowired
    TestInbox inbox;
    @Autowired
    LookAfterAccount accounts;
    @Autowired
    Invitations invitations;
    @Autowired
    JdbcClient jdbc;

    private boolean alive(HttpBrowser browser) {
        return browser.get("/dashboard").statusCode() == 200;
    }

    private UUID actor(TestPeople.Person person, String type) {
        return jdbc.sql("SELECT actor FROM audit_event WHERE account = :account AND type = :type ORDER BY id DESC LIMIT 1")
                .param("account", person.id).param("type", type).query(UUID.class).single();
    }

    @Test
    @Proves({"SE-04", "SE-05"})
    void anOfficerEndsSessionsAndStopsAnAccountAndItsOwnerHearsOfIt() {
        var signer = people.signer(port);
        var officer = people.officer(port);
        var theirs = people.browser(signer, port);
        var console = people.browser(officer, port);
        String path = "/officer/accounts/" + signer.id;
        assertThat(console.get("/officer/accounts?search=" + signer.username).body()).contains(path)
                .doesNotContain(officer.username + "<");
        assertThat(console.get(path).body()).contains(signer.username).contains("Akhiri semua sesi").contains("Nonaktifkan akun");

        assertThat(console.post(path + "/end-sessions").statusCode()).isEqualTo(303);
        assertThat(alive(theirs)).isFalse();
        assertThat(actor(signer, "session.all-ended")).isEqualTo(officer.id);
        inbox.await(message -> signer.id.equals(message.account()) && message.body().contains("mengakhiri semua sesi"));

        var again = people.browser(signer, port);
        console.get(path);
        assertThat(console.post(path + "/disable", "reason", "ya").statusCode()).isEqualTo(422);
        assertThat(alive(again)).isTrue();
        assertThat(console.post(path + "/disable", "reason", "Ponsel dan laptop dilaporkan hilang").statusCode()).isEqualTo(303);
        assertThat(alive(again)).isFalse();
        assertThat(actor(signer, "account.disabled")).isEqualTo(officer.id);
        assertThat(console.get(path).body()).as("the account's state, and beside it the certificate's").contains("Dinonaktifkan")
                .contains("Belum ada").contains("Penanda tangan");
        assertThat(jdbc.sql("SELECT details ->> 'reason' FROM audit_event WHERE account = :account AND type = 'account.disabled'")
                .param("account", signer.id).query(String.class).single()).contains("dilaporkan hilang");
        assertThat(inbox.await(message -> signer.id.equals(message.account()) && message.body().contains("dinonaktifkan")).body())
                .contains("petugas instansi Anda").doesNotContain("HttpBrowser", "Linux");
        again.get("/login");
        assertThat(again.post("/login", "login", signer.username, "password", signer.password).statusCode()).isEqualTo(422);

        assertThat(console.get(path).body()).contains("Dinonaktifkan").contains("Aktifkan akun");
        assertThat(console.post(path + "/enable").statusCode()).isEqualTo(303);
        assertThat(actor(signer, "account.enabled")).isEqualTo(officer.id);
        inbox.await(message -> signer.id.equals(message.account()) && message.body().contains("diaktifkan kembali"));
        assertThat(alive(people.browser(signer, port))).isTrue();
    }

    @Test
    @Proves({"RA-01", "RA-02"})
    void nobodyTouchesTheirOwnAccountNorThatOfAnotherInstitution() {
        var officer = people.officer(port);
        var console = people.browser(officer, port);
        String own = "/officer/accounts/" + officer.id;
        assertThat(console.get(own).body()).contains("Ini akun Anda sendiri").doesNotContain(own + "/disable");
        assertThat(console.post(own + "/disable", "reason", "Saya ingin keluar saja").statusCode()).isEqualTo(403);
        assertThat(alive(console)).isTrue();

        UUID stranger = invited("Kantor Lain", "Unit", Role.OFFICER);
        UUID signer = people.claimed().id;
        assertThat(accounts.person(stranger, signer)).isEmpty();
        assertThat(accounts.find(stranger, "")).extracting(account -> account.institution()).containsOnly("Kantor Lain");
        assertThat(accounts.disable(stranger, signer, "Alasan yang cukup panjang", ORIGIN)).isInstanceOf(Outcome.NotThere.class);
        assertThat(accounts.endSessions(stranger, signer, ORIGIN)).isInstanceOf(Outcome.NotThere.class);
        assertThat(accounts.disable(signer, stranger, "Alasan yang cukup panjang", ORIGIN)).isInstanceOf(Outcome.NotThere.class);
        assertThat(accounts.find(signer, "")).as("a signer sees nobody").isEmpty();

        // One's own unit: stopping is anybody's, letting in again is not.
        UUID colleague = invited("Kantor Lain", "Unit", Role.SIGNER);
        assertThat(accounts.disable(stranger, colleague, "Perangkat dilaporkan hilang", ORIGIN)).isInstanceOf(Outcome.Done.class);
        assertThat(accounts.disable(stranger, colleague, "Perangkat dilaporkan hilang", ORIGIN))
                .isInstanceOf(Outcome.Unchanged.class);
        assertThat(accounts.enable(stranger, colleague, ORIGIN)).isInstanceOf(Outcome.NotYours.class);
        assertThat(accounts.enable(invited("Kantor Lain", "Unit lain", Role.OFFICER), colleague, ORIGIN))
                .isInstanceOf(Outcome.Done.class);
    }

    private UUID invited(String institution, String unit, Role role) {
        String name = "u" + UUID.randomUUID().toString().substring(0, 12);
        return invitations.invite(new Invitations.Person(name, "Orang " + name, institution, unit, Set.of(role),
                name + "@lain.example", null, "id"), null, ORIGIN).account();
    }
}
