package id.paraf.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

import id.paraf.testing.HttpBrowser;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Routes;

/** Every route, sent requests that are broken in some way by somebody who is not logged in: a refusal, never an incident. */
@ParafTest
class RequestShapesIT {

    @RegisterExtension
    final Unharmed unharmed = new Unharmed();

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Test
    void brokenAddressesAndHeadersAreRefused() {
        var failures = new ArrayList<String>();
        for (var route : Routes.of(context)) {
            run(failures, route, Attacks.onAddress(route.path(Map.of()), ""));
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void brokenBodiesAreRefused() {
        var browser = new HttpBrowser(port);
        browser.get("/login");
        String cookies = "Cookie: "
                + String.join("; ", browser.cookies().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
        var failures = new ArrayList<String>();
        for (var route : Routes.of(context)) {
            if (route.method().equals("POST")) {
                run(failures, route, Attacks.onBody(route.path(Map.of()), cookies, browser.csrf()));
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void pathVariablesOfAnyShapeAreRefused() {
        var failures = new ArrayList<String>();
        for (var route : Routes.of(context)) {
            if (route.hasVariable()) {
                for (String value : List.of("%00", "%ff", "-1", "0", "x".repeat(4000), "%3Cscript%3E", "..", "%2e%2e",
                        "'%20OR%201=1--", "%25s%25n",
                        "00000000-0000-0000-0000-000000000000", "%F0%9F%98%80", "%0d%0aX:%20y", "A".repeat(43), "{id}")) {
                    run(failures, route, Map.of("variable " + value, new Attacks.Attack(route.method() + " " + route.filled(value)
                            + " HTTP/1.1\nHost: localhost\nConnection: close\nContent-Length: 0\nAccept: text/html", new byte[0])));
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    private void run(List<String> failures, Routes.Route route, Map<String, Attacks.Attack> attacks) {
        attacks.forEach((name, attack) -> {
            var answer = RawHttp.send(port, attack.head(), attack.body());
            if (answer.status() >= 500) {
                failures.add(route.method() + " " + route.pattern() + ", " + name + ": " + answer);
            }
        });
    }
}
