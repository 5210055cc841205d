package id.paraf.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.TestPeople;
import id.paraf.passphrase.ResetWorld;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;
import id.paraf.testing.Routes;

/** Text that means something to a browser, a database, a terminal, a template or a log, typed into every field of every form. */
@ParafTest
class HostileTextIT {

    private static final String MARK = "<paraf-hostile";
    private static final List<String> TEXTS = List.of(
            "\"'>" + MARK + " onload=alert(1)><script>alert(1)</script>",
            "x'; DROP TABLE account; -- \" OR 1=1 $1 :name ? \\",
            "%s%n%x${7*7}${jndi:ldap://x}#{7*7}{{7*7}}{0}{9999}''",
            "a\r\nSet-Cookie: hostile=1\r\n2026-11-02 ERROR hostile line\u001b[31m\u0007\u0000\u2028",
            "\u202Eterbalik \uD83D\uDE00 " + "ẃ̷̢".repeat(3000) + "\uD800", "a".repeat(20_000));

    @RegisterExtension
    final Unharmed unharmed = new Unharmed();

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    ResetWorld world;

    @Autowired
    TestPeople people;

    @Autowired
    JdbcClient jdbc;

    @Test
    @Proves("AL-03")
    void whateverIsTypedComesBackAsTextAndForgesNothing() {
        var owner = world.owner(port);
        var failures = new ArrayList<String>();
        int forms = type(failures, new HttpBrowser(port), owner.certificate().toString());
        forms += type(failures, owner.desktop(), owner.certificate().toString());
        // Officers may stop a certificate, with whatever words: it is another one's.
        forms += type(failures, people.browser(people.officer(port), port), world.owner(port).certificate().toString());
        forms += type(failures, world.atPassphrase(world.owner(port)), owner.certificate().toString());

        assertThat(failures).isEmpty();
        assertThat(forms).as("forms found").isGreaterThan(10);
        assertThat(unharmed.lines()).as("log lines")
                .noneMatch(line -> line.contains("\nSet-Cookie: hostile") || line.contains("\u001b[31m"));
        assertThat(jdbc.sql("SELECT count(*) FROM audit_event WHERE details::text LIKE '%' || chr(27) || '[31m%'").query(Long.class)
                .single())
                .as("audit lines with a terminal's control sequence").isZero();
        assertThat(world.opens(owner, owner.key(), ResetWorld.OLD)).as("the passphrase survives all of it").isTrue();
    }

    private int type(List<String> failures, HttpBrowser browser, String id) {
        var addresses = new LinkedHashSet<String>();
        for (var route : Routes.of(context)) {
            if (route.method().equals("GET")) {
                addresses.add(route.filled(id));
            }
        }
        int forms = 0;
        for (String address : addresses) {
            var page = browser.get(address);
            for (var form : Forms.on(page.body(), address)) {
                if (form.action().startsWith("/logout") || form.typed().isEmpty()) {
                    continue;
                }
                forms++;
                for (String text : TEXTS) {
                    var answer = browser.post(form.action(), form.filled(text));
                    var shown = browser.follow(answer);
                    if (answer.statusCode() >= 500 || shown.statusCode() >= 500) {
                        failures.add(form.action() + " answered " + answer.statusCode() + "/" + shown.statusCode() + " to "
                                + text.substring(0, 20));
                    }
                    if (shown.body().contains(MARK) || answer.headers().map().toString().contains("hostile=1]")) {
                        failures.add(form.action() + " gave the text back unescaped");
                    }
                }
            }
        }
        return forms;
    }
}
