package id.paraf.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

import id.paraf.account.TestPeople;
import id.paraf.passphrase.ResetWorld;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Routes;

/** The same broken requests from people who are logged in, so that they get past the door. */
@ParafTest
class LoggedInShapesIT {

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

    @Test
    void aSignersBrokenRequestsAreRefused() {
        var owner = world.owner(port);
        attack(owner.desktop(), owner.certificate().toString());
        assertThat(world.opens(owner, owner.key(), ResetWorld.OLD)).as("the passphrase survives all of it").isTrue();
    }

    @Test
    void anOfficersBrokenRequestsAreRefused() {
        attack(people.browser(people.officer(port), port), "00000000-0000-4000-8000-000000000000");
    }

    @Test
    void aCapturingPhonesBrokenRequestsAreRefused() {
        var owner = world.owner(port);
        attack(world.atPassphrase(owner), owner.certificate().toString());
        assertThat(world.opens(owner, owner.key(), ResetWorld.OLD)).as("the passphrase survives all of it").isTrue();
    }

    private void attack(HttpBrowser browser, String id) {
        String cookies = "Cookie: " + browser.cookies().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("; "));
        var failures = new ArrayList<String>();
        for (var route : Routes.of(context)) {
            if (List.of("/logout", "/certificates/{id}/reset/{journey}/cancel").contains(route.pattern())) {
                continue;
            }
            String path = route.filled(id);
            Attacks.onAddress(path, cookies).forEach((name, attack) -> send(failures, route + ", " + name, attack));
            if (route.method().equals("POST")) {
                Attacks.onBody(path, cookies, browser.csrf())
                        .forEach((name, attack) -> send(failures, route + ", " + name, attack));
            }
        }
        assertThat(failures).isEmpty();
    }

    private void send(List<String> failures, String what, Attacks.Attack attack) {
        var answer = RawHttp.send(port, attack.head(), attack.body());
        // 503 with a sentence is what a busy or switched-off part answers.
        if (answer.status() >= 500 && answer.status() != 503) {
            failures.add(what + ": " + answer);
        }
    }
}
