package id.paraf.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.kernel.Randomness;
import id.paraf.kernel.RootSecret;
import id.paraf.kernel.SecretText;
import id.paraf.notice.Template;
import id.paraf.notice.TestInbox;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** What the tables of accounts hold of secrets: seals and hashes, bound to their place. */
@ParafTest
class SecretsAtRestTest {

    @LocalServerPort
    int port;
    @Autowired
    TestPeople people;
    @Autowired
    TestInbox inbox;
    @Autowired
    RootSecret root;
    @Autowired
    Randomness randomness;
    @Autowired
    JdbcClient jdbc;

    @Test
    @Proves("AU-09")
    void anAuthenticatorsSecretIsSealedToItsAccount() {
        var person = people.signer(port);
        var other = people.signer(port);
        assertThat(person.secret).hasSizeGreaterThanOrEqualTo(20);
        assertThat(row("account", "id", person)).doesNotContain(hex(person.secret)).doesNotContain(Totp.base32(person.secret));
        // Whoever writes to the table can put one's own authenticator on another account, and it does not open there.
        jdbc.sql("UPDATE account SET totp_secret = (SELECT totp_secret FROM account WHERE id = :own) WHERE id = :other")
                .param("own", person.id).param("other", other.id).update();
        var browser = new HttpBrowser(port);
        browser.get("/login");
        browser.post("/login", "login", other.username, "password", other.password);
        browser.get("/login/otp");
        assertThat(browser.post("/login/otp", "code", person.code()).statusCode()).isNotEqualTo(303);
        assertThat(browser.get("/dashboard").statusCode()).isEqualTo(303);
    }

    @Test
    @Proves("AU-10")
    void recoveryCodesAreTenStrongOnesAndKeptByTheirHash() {
        var person = people.signer(port);
        var browser = people.browser(person, port);
        browser.get("/settings/recovery-codes");
        browser.post("/settings/recovery-codes");
        List<String> codes = Pattern.compile("<code>([0-9A-Z-]{34})</code>")
                .matcher(browser.get("/settings/recovery-codes/new").body()).results().map(match -> match.group(1)).toList();
        assertThat(codes).hasSize(10).doesNotHaveDuplicates()
                // 28 characters of an alphabet of 32: 140 bits.
                .allSatisfy(code -> assertThat(code.replace("-", "")).hasSize(28).matches("[0-9A-HJKMNP-TV-Z]*"));
        String rows = row("account_recovery_code", "account", person) + row("account_session", "account", person);
        for (String code : codes) {
            assertThat(rows).doesNotContain(code).doesNotContain(code.replace("-", ""))
                    .doesNotContain(hex(code.getBytes(StandardCharsets.US_ASCII)))
                    .doesNotContain(hex(code.replace("-", "").getBytes(StandardCharsets.US_ASCII)));
        }
        assertThat(jdbc.sql("SELECT count(*) FROM account_recovery_code WHERE account = :id").param("id", person.id)
                .query(Integer.class).single()).isEqualTo(10);
    }

    @Test
    @Proves("AU-05")
    void aPasswordHashedWithLessIsHashedAnewAtTheNextLogin() {
        var person = people.signer(port);
        var weaker = new Passwords(root, randomness, 8);
        String old = weaker.hash(SecretText.of(person.password));
        jdbc.sql("UPDATE account SET password = :hash WHERE id = :id").param("hash", old).param("id", person.id).update();
        people.browser(person, port);
        String hash = jdbc.sql("SELECT password FROM account WHERE id = :id").param("id", person.id).query(String.class).single();
        assertThat(weaker.outdated(old)).isFalse();
        assertThat(weaker.outdated(hash)).as("today's parameters").isTrue();
        assertThat(people.browser(person, port).get("/dashboard").statusCode()).isEqualTo(200);
    }

    @Test
    @Proves("RP-02")
    void linksAndSessionsAreKeptByTheirHash() {
        var person = people.signer(port);
        var browser = people.browser(person, port);
        var stranger = new HttpBrowser(port);
        stranger.get("/forgot");
        stranger.post("/forgot", "login", person.username);
        String token = inbox.await(person.id, Template.PASSWORD_FORGOTTEN).token();
        String session = browser.cookies().get("__Host-paraf");
        String rows = row("account_link", "account", person) + row("account_session", "account", person);
        for (String secret : List.of(token, session)) {
            assertThat(secret).hasSizeGreaterThanOrEqualTo(43);
            assertThat(rows).doesNotContain(secret).doesNotContain(hex(secret.getBytes(StandardCharsets.US_ASCII)))
                    .contains(hex(id.paraf.kernel.Hashes.ofToken(secret)));
        }
    }

    private String row(String table, String column, TestPeople.Person person) {
        return String.join("\n", jdbc.sql("SELECT row_to_json(t)::text FROM " + table + " t WHERE " + column + " = :id")
                .param("id", person.id).query(String.class).list());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
