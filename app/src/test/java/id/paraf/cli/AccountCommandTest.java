package id.paraf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Accounts;
import id.paraf.account.EnableAccount;
import id.paraf.account.Invitations;
import id.paraf.account.LookAfterAccount;
import id.paraf.account.Role;
import id.paraf.kernel.Origin;
import id.paraf.notice.TestInbox;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** Who stopped each other is let in again by whoever runs the machine. */
@ParafTest
class AccountCommandTest {

    private static final Origin ORIGIN = new Origin("192.0.2.8", "test");

    @Autowired
    EnableAccount enable;
    @Autowired
    LookAfterAccount officers;
    @Autowired
    Accounts accounts;
    @Autowired
    Invitations invitations;
    @Autowired
    TestInbox inbox;
    @Autowired
    JdbcClient jdbc;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(String login) {
        said.reset();
        String[] command = {"account", "enable", login};
        assertThat(AccountCommand.understood(command)).isTrue();
        return AccountCommand.run(new PrintStream(said, true, StandardCharsets.UTF_8), enable, command);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private UUID officer(String institution) {
        String name = "o" + UUID.randomUUID().toString().substring(0, 12);
        return invitations.invite(new Invitations.Person(name, "Petugas " + name, institution, "Unit", Set.of(Role.OFFICER),
                name + "@lain.example", null, "id"), null, ORIGIN).account();
    }

    /** Who did it, as the trail has it: nobody's account for whoever runs the machine. */
    private List<String> enabled(UUID account) {
        return jdbc.sql("""
                SELECT coalesce(actor::text, 'machine') FROM audit_event
                WHERE account = :account AND type = 'account.enabled' ORDER BY id""").param("account", account)
                .query(String.class).list();
    }

    @Test
    @Proves({"SE-05", "RA-01"})
    void anOfficerWhomAColleagueStoppedIsLetInAgain() {
        String institution = "Kantor Berdua " + UUID.randomUUID().toString().substring(0, 8);
        UUID first = officer(institution);
        UUID second = officer(institution);
        assertThat(officers.disable(first, second, "Perangkat dilaporkan hilang", ORIGIN))
                .isInstanceOf(LookAfterAccount.Outcome.Done.class);
        assertThat(officers.enable(first, second, ORIGIN)).as("no colleague lets in again")
                .isInstanceOf(LookAfterAccount.Outcome.NotYours.class);
        assertThat(enabled(second)).isEmpty();

        var account = accounts.get(second);
        assertThat(run(account.username())).as(said()).isZero();
        assertThat(said()).contains(account.username() + " of " + institution + " can log in again");
        assertThat(accounts.get(second).disabledAt()).isNull();
        assertThat(enabled(second)).containsExactly("machine");
        assertThat(inbox.await(m -> second.equals(m.account()) && m.body().contains("diaktifkan kembali")).body())
                .contains("penyelenggara");

        assertThat(run(account.email().toUpperCase(java.util.Locale.ROOT))).as("it is so already").isZero();
        assertThat(said()).contains("is not stopped");
        assertThat(enabled(second)).hasSize(1);
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThat(run("tidak-ada")).isEqualTo(1);
        assertThat(said()).contains("Nobody logs in with tidak-ada.");
        for (var arguments : List.of(new String[] {"account"}, new String[] {"account", "enable"},
                new String[] {"account", "enable", "--role=officer"}, new String[] {"account", "enable", " "},
                new String[] {"account", "disable", "sari"})) {
            assertThat(AccountCommand.understood(arguments)).as(String.join(" ", arguments)).isFalse();
        }
        assertThat(AccountCommand.usage(new PrintStream(said))).isEqualTo(2);
        assertThat(said()).contains("account enable <username or e-mail address>");
    }
}
