package id.paraf.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.cli.RoleCommand;
import id.paraf.kernel.Origin;
import id.paraf.notice.Template;
import id.paraf.notice.TestInbox;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** Roles come and go at the command line, and everybody concerned hears of it. */
@ParafTest
class TrustedRolesTest {

    @LocalServerPort
    int port;
    @Autowired
    TestPeople people;
    @Autowired
    TestInbox inbox;
    @Autowired
    TrustedRoles roles;
    @Autowired
    Accounts accounts;
    @Autowired
    JdbcClient jdbc;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(String... arguments) {
        said.reset();
        assertThat(RoleCommand.understood(arguments)).isTrue();
        return RoleCommand.run(new PrintStream(said, true, StandardCharsets.UTF_8), roles, arguments);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private int messages(UUID account) {
        return jdbc.sql("SELECT count(*) FROM notice_message WHERE account = :account AND template = 'SECURITY'")
                .param("account", account).query(Integer.class).single();
    }

    @Test
    @Proves({"OP-04", "SE-04", "RP-23"})
    void aRoleIsGivenAndTakenWithItsSessionsAndItsOwnerIsTold() {
        var person = people.claimed();
        var browser = people.enrol(person, port);
        assertThat(browser.get("/officer").statusCode()).isEqualTo(403);
        inbox.forget(person.id);
        int before = messages(person.id);

        assertThat(run("role", "grant", person.username, "officer")).isZero();
        assertThat(said()).contains("signer, officer");
        assertThat(accounts.get(person.id).roles()).containsExactlyInAnyOrder(Role.SIGNER, Role.OFFICER);
        assertThat(people.events(person, "role.granted")).isEqualTo(1);
        assertThat(browser.get("/settings").headers().firstValue("Location").orElse("")).as("the login of before")
                .startsWith("/login");
        assertThat(messages(person.id) - before).as("phone and e-mail").isEqualTo(2);
        assertThat(inbox.await(person.id, Template.SECURITY).parameters().toString()).contains("mendapat peran baru",
                "penyelenggara");

        var office = people.browser(person, port);
        assertThat(office.get("/officer").headers().firstValue("Location").orElse("")).as("the role needs a passkey")
                .startsWith("/settings/passkeys/new");
        assertThat(run("role", "grant", person.username, "officer")).isZero();
        assertThat(said()).contains("It was so before.");
        assertThat(people.events(person, "role.granted")).isEqualTo(1);

        assertThat(run("role", "revoke", person.email, "officer")).isZero();
        assertThat(people.events(person, "role.revoked")).isEqualTo(1);
        assertThat(office.get("/officer").headers().firstValue("Location").orElse("")).as("at once").startsWith("/login");
        assertThat(people.browser(person, port).get("/officer").statusCode()).isEqualTo(403);
        assertThat(messages(person.id) - before).isGreaterThanOrEqualTo(4);
    }

    @Test
    @Proves("OP-04")
    void dutiesThatMustBeSeparateStaySo() {
        var officer = people.claimed(Role.OFFICER);
        for (String second : new String[] {"ca-operator", "auditor", "verifikator"}) {
            assertThat(run("role", "grant", officer.username, second)).as(second).isEqualTo(1);
            assertThat(said()).contains("one of the trusted roles at most", "Take away first: officer");
        }
        assertThat(accounts.get(officer.id).roles()).containsExactly(Role.OFFICER);
        assertThat(people.events(officer, "role.granted")).isZero();
        assertThat(run("role", "grant", "nobody-there", "auditor")).isEqualTo(1);
        assertThat(said()).contains("Nobody logs in with nobody-there");
        assertThat(RoleCommand.understood("role", "grant", officer.username, "root")).isFalse();
        assertThat(RoleCommand.understood("role", "grant", officer.username, "auditor,officer")).isFalse();
    }

    @Test
    @Proves("OP-04")
    void theListNamesEverybodyWhoIsTrusted() {
        var auditor = people.claimed(Role.AUDITOR);
        accounts.disable(auditor.id, null, Origin.SYSTEM);
        var signer = people.claimed();
        assertThat(run("role", "list")).isZero();
        assertThat(said()).containsPattern("auditor +" + auditor.username + " .*stopped").doesNotContain(signer.username + " ");
    }
}
