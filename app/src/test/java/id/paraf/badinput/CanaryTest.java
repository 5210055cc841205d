package id.paraf.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.passphrase.ResetWorld;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** Secrets are typed like canaries carried into a mine, then looked for in everything that was logged and stored. */
@ParafTest
class CanaryTest {

    private static final String CHANGED = "Kenari1!Ubah-Rahasia";
    private static final String RESET = "Kenari2!Setel-Rahasia";
    private static final String WRONG = "Kenari3!Salah-Rahasia";

    @RegisterExtension
    final Unharmed unharmed = new Unharmed();

    @LocalServerPort
    int port;

    @Autowired
    ResetWorld world;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void talkative() {
        ((Logger) LoggerFactory.getLogger("id.paraf")).setLevel(Level.TRACE);
        // The frameworks say at DEBUG which request came and which statement ran: lines enough to betray a secret.
        ((Logger) LoggerFactory.getLogger("org.springframework")).setLevel(Level.DEBUG);
    }

    @AfterEach
    void quiet() {
        ((Logger) LoggerFactory.getLogger("id.paraf")).setLevel(null);
        ((Logger) LoggerFactory.getLogger("org.springframework")).setLevel(null);
    }

    @Test
    @Proves({"AL-04", "RP-34"})
    void noSecretReachesTheLogOrTheDatabase() {
        var owner = world.owner(port);
        change(owner, WRONG, CHANGED);
        change(owner, ResetWorld.OLD, CHANGED);
        assertThat(world.opens(owner, owner.key(), CHANGED)).isTrue();
        var phone = world.atPassphrase(owner);
        String capture = phone.cookies().get(id.paraf.selfie.CaptureSessions.COOKIE);
        world.submit(phone, RESET);
        assertThat(world.opens(owner, owner.key(), RESET)).isTrue();
        new HttpBrowser(port).post("/login", "login", owner.person().username, "password", WRONG);

        var secrets = List.of(CHANGED, RESET, WRONG, ResetWorld.OLD, owner.person().password, capture,
                owner.desktop().cookies().get("__Host-paraf"));
        assertThat(unharmed.lines()).isNotEmpty().noneMatch(line -> secrets.stream().anyMatch(line::contains));
        for (String table : jdbc.sql("SELECT table_schema || '.' || table_name FROM information_schema.tables "
                + "WHERE table_schema IN ('public', 'keyroom') AND table_type = 'BASE TABLE'").query(String.class).list()) {
            for (String secret : secrets) {
                assertThat(jdbc
                        .sql("SELECT count(*) FROM " + table + " t WHERE t::text LIKE '%' || :secret || '%' OR t::text LIKE '%' || "
                                + "encode(convert_to(:secret, 'UTF8'), 'hex') || '%'")
                        .param("secret", secret).query(Long.class).single())
                        .as(table).isZero();
            }
        }
    }

    private static void change(ResetWorld.Owner owner, String old, String passphrase) {
        String path = owner.path() + "/passphrase";
        owner.desktop().get(path);
        var answer = owner.desktop().post(path, "current", old, "passphrase", passphrase, "confirmation", passphrase);
        assertThat(answer.statusCode()).isIn(303, 422);
    }
}
