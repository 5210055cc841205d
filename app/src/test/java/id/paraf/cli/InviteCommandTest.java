package id.paraf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Accounts;
import id.paraf.account.InviteMembers;
import id.paraf.account.Role;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** How an installation gets its first officer. */
@ParafTest
class InviteCommandTest {

    @LocalServerPort
    int port;
    @Autowired
    InviteMembers invite;
    @Autowired
    Accounts accounts;
    @Autowired
    JdbcClient jdbc;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return InviteCommand.run(new PrintStream(said, true, StandardCharsets.UTF_8), invite, "https://paraf.example", arguments);
    }

    @Test
    @Proves("AU-15")
    void theOperatorInvitesTheFirstOfficerOfAnInstitution() {
        String name = "u" + UUID.randomUUID().toString().substring(0, 12);
        String[] arguments = {"invite", name, "--name=Petugas Pertama", "--email=" + name + "@baru.example",
                "--institution=Kantor Baru",
                "--unit=Pendaftaran"};
        assertThat(InviteCommand.understood(arguments)).isTrue();
        assertThat(run(arguments)).isZero();
        var account = accounts.byLogin(name).orElseThrow();
        assertThat(account.roles()).containsExactly(Role.OFFICER);
        assertThat(account.institution()).isEqualTo("Kantor Baru");
        assertThat(jdbc.sql("SELECT count(*) FROM audit_event WHERE type = 'account.invited' AND account = :id AND actor IS NULL")
                .param("id", account.id()).query(Integer.class).single()).isEqualTo(1);
        var link = Pattern.compile("https://paraf\\.example(/claim/\\S+)").matcher(said.toString(StandardCharsets.UTF_8));
        assertThat(link.find()).isTrue();
        assertThat(new HttpBrowser(port).get(link.group(1)).body()).contains("Petugas Pertama");

        assertThat(said.toString(StandardCharsets.UTF_8)).contains("The institution is new: Kantor Baru",
                "The unit is new: Pendaftaran");
        assertThat(events("institution.created", "name", "Kantor Baru")).isEqualTo(1);
        assertThat(events("unit.created", "name", "Pendaftaran")).isEqualTo(1);

        said.reset();
        String colleague = "u" + UUID.randomUUID().toString().substring(0, 12);
        assertThat(run("invite", colleague, "--name=Verifikator Pertama", "--email=" + colleague + "@baru.example",
                "--institution=kantor-baru", "--unit=pendaftaran", "--role=verifikator,signer")).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).as("both are there by now").doesNotContain("is new");
        assertThat(accounts.byLogin(colleague).orElseThrow().roles()).containsExactlyInAnyOrder(Role.VERIFIKATOR, Role.SIGNER);
        assertThat(accounts.byLogin(colleague).orElseThrow().sameUnit(account)).isTrue();

        said.reset();
        assertThat(run(arguments)).as("a second time").isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("The username is in use.",
                "Another account uses the e-mail address.");
    }

    private int events(String type, String detail, String value) {
        return jdbc.sql("SELECT count(*) FROM audit_event WHERE type = :type AND details ->> :detail = :value").param("type", type)
                .param("detail", detail).param("value", value).query(Integer.class).single();
    }

    @Test
    @Proves("OP-04")
    void rolesThatMustBeSeparateAreNotGivenTogether() {
        String name = "u" + UUID.randomUUID().toString().substring(0, 12);
        assertThat(run("invite", name, "--name=Semua Peran", "--email=" + name + "@baru.example", "--institution=Kantor Peran",
                "--unit=Umum", "--role=officer,ca-operator")).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("one of the trusted roles at most");
        assertThat(accounts.byLogin(name)).isEmpty();
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(InviteCommand.understood("invite")).isFalse();
        assertThat(InviteCommand.understood("invite", "--name=A")).isFalse();
        assertThat(InviteCommand.understood("invite", "ani", "--role=root")).isFalse();
        assertThat(run("invite", "x", "--role=signer")).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("--name", "--email", "--institution", "--unit",
                "A username has");
    }
}
