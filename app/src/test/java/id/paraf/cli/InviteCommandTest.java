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

        assertThat(run(arguments)).as("a second time").isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("The username is in use.",
                "Another account uses the e-mail address.");
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
