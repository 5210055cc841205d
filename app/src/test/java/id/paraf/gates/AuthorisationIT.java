package id.paraf.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Role;
import id.paraf.account.TestPeople;
import id.paraf.kernel.Origin;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;
import id.paraf.testing.Routes;
import id.paraf.testing.Routes.Route;

/**
 * Who may do what: {@code authorisation.txt} has a row for every method and path, and each row is tried with real sessions and
 * real things. A new route without a row fails the build, and so does a row whose route is gone. {@code -Dparaf.write} appends
 * what new routes answer today, to be read and corrected.
 */
@ParafTest
class AuthorisationIT {

    private static final Path TABLE = Sources.root().resolve("app/src/test/resources/authorisation.txt");
    /** Those whom the owner's things are not for come first, so that what they leave behind would show. */
    private static final List<String> WHO = List.of("anonymous", "half", "phone", "other", "outsider", "verifikator",
            "operator", "auditor", "officer", "owner");
    /** Answers that mean: nothing was done, and nothing was recorded about the owner. */
    private static final Set<String> REFUSED = Set.of("login", "otp", "step-up", "401", "403", "404", "409", "410");
    /** Called by programs: a browser's token means nothing there, and nothing there belongs to anybody. */
    private static final Set<String> SIGNED = Set.of("/webhooks/", "/ocsp", "/tsa", "/verify", "/api/", "/rest/");

    @LocalServerPort
    int port;
    @Autowired
    ApplicationContext application;
    @Autowired
    TestPeople people;
    @Autowired
    Belongings belongings;
    @Autowired
    JdbcClient jdbc;

    private final Map<String, HttpBrowser> browsers = new LinkedHashMap<>();
    private final Map<String, Belongings.Scene> still = new HashMap<>();

    private record Row(Route route, List<String> expected) {
    }

    private static List<Row> rows() {
        return Sources.read(TABLE).lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> {
                    String[] cells = line.strip().split("\\s+\\|\\s+");
                    String[] route = cells[0].split("\\s+");
                    return new Row(new Route(route[0], route[1]), List.of(cells).subList(1, cells.length));
                }).toList();
    }

    @Test
    @Proves("WF-03")
    void everyRouteHasARowAndEveryRowItsRoute() throws IOException {
        var known = rows().stream().map(Row::route).collect(Collectors.toSet());
        var routes = Routes.of(application);
        var missing = routes.stream().filter(route -> !known.contains(route)).map(this::suggestion).toList();
        if (System.getProperty("paraf.write") != null && !missing.isEmpty()) {
            Files.write(TABLE, missing, StandardOpenOption.APPEND);
            return;
        }
        assertThat(missing).as("routes without a row in authorisation.txt; what they answer today").isEmpty();
        var gone = new ArrayList<>(known);
        gone.removeAll(routes);
        assertThat(gone).as("rows whose route is gone").isEmpty();
        assertThat(rows()).extracting(Row::route).doesNotHaveDuplicates();
        assertThat(rows()).allSatisfy(row -> assertThat(row.expected()).as(row.route() + " needs a cell for each of " + WHO)
                .hasSize(WHO.size()).allMatch(cell -> cell.matches("[1-5]\\d\\d|login|otp|step-up|redirect")));
    }

    private String suggestion(Route route) {
        return "%-60s | %s".formatted(route, answers(route).values().stream().map("%-9s"::formatted)
                .collect(Collectors.joining(" | ")).strip());
    }

    @Test
    @Proves({"WF-03", "RP-33", "RP-16"})
    void everyRowHolds() {
        var wrong = new ArrayList<String>();
        for (Row row : rows().stream().sorted(Comparator.comparing(row -> !row.route().safe())).toList()) {
            var answers = answers(row.route());
            for (int i = 0; i < WHO.size(); i++) {
                String answer = String.valueOf(answers.get(WHO.get(i)));
                if (!answer.equals(row.expected().get(i))) {
                    wrong.add(row.route() + " answers " + answer + " to " + WHO.get(i) + ", not " + row.expected().get(i));
                }
            }
        }
        assertThat(String.join("\n", wrong)).isEmpty();
    }

    /** What belongs to a signer is nobody else's: not to be seen, not to be changed, and not even there. */
    @Test
    @Proves({"WF-03", "RP-33", "RA-02"})
    void whatIsSomeoneElsesIsNotThere() {
        var wrong = new TreeSet<String>();
        for (Row row : rows()) {
            boolean officers = row.route().pattern().startsWith("/officer") || row.route().pattern().startsWith("/institution");
            // Closed to every other role; a verifikator of elsewhere is tried in ForeignFormsIT, and nothing is an operator's own.
            boolean verifikators = row.route().pattern().startsWith("/institution/applications")
                    || row.route().pattern().startsWith("/operator/");
            if (row.route().pattern().contains("{id}") && !verifikators
                    && !row.expected().get(WHO.indexOf(officers ? "outsider" : "other")).equals("404")) {
                wrong.add(row.route() + " must not be there for others");
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** A form of another site has no token (RP-17), and what it wants is refused before anyone looks at it. */
    @Test
    @Proves({"WF-03", "RP-17"})
    void everyChangeNeedsTheTokenAndOurOwnSite() {
        for (Route route : Routes.of(application)) {
            if (route.safe() || SIGNED.stream().anyMatch(route.pattern()::startsWith)) {
                continue;
            }
            var scene = still(route);
            for (String who : List.of("anonymous", "phone", "owner", "officer")) {
                var browser = browser(who, scene);
                tokenOf(browser, who);
                String path = route.path(scene.variables());
                var request = HttpRequest.newBuilder(browser.resolve(path)).method(route.method(),
                        HttpRequest.BodyPublishers.noBody());
                var untold = browser.send(request);
                // Whoever is not logged in is sent to log in, as without the form: before anyone looks at it.
                boolean toLogIn = Set.of("anonymous", "phone").contains(who) && classOf(untold).equals("login");
                assertThat(toLogIn ? 403 : untold.statusCode()).as(route + " by " + who + " without a token").isEqualTo(403);
                var foreign = HttpRequest.newBuilder(browser.resolve(path)).header("Sec-Fetch-Site", "cross-site")
                        .header("X-CSRF-TOKEN", browser.csrf()).method(route.method(), HttpRequest.BodyPublishers.noBody());
                assertThat(browser.send(foreign).statusCode()).as(route + " by " + who + " from another site").isEqualTo(403);
            }
        }
    }

    /** Things that requests only look at are made once for all routes that name the same kind. */
    private Belongings.Scene still(Route route) {
        return still.computeIfAbsent(Belongings.kind(route), kind -> belongings.scene(route, port));
    }

    /** What each answers, one after the other. */
    private Map<String, String> answers(Route route) {
        var scene = route.safe() || !route.hasVariable() ? still(route) : belongings.scene(route, port);
        var answers = new LinkedHashMap<String, String>();
        for (String who : WHO) {
            var browser = browser(who, scene);
            int before = events(scene);
            String answer = classOf(send(browser, who, route, scene));
            if (answer.equals("step-up") || Set.of("login", "otp").contains(answer) && !alive(who, browser)) {
                // The request before ended this login, or its time was up.
                browser = renewed(who, scene);
                before = events(scene);
                answer = classOf(send(browser, who, route, scene));
            }
            if (REFUSED.contains(answer) && !route.pattern().equals("/logout")) {
                assertThat(events(scene)).as("events about the owner after " + route + " by " + who).isEqualTo(before);
            }
            answers.put(who, answer);
        }
        return answers;
    }

    /** Without those of jobs: an application that was sent is looked into whenever the job comes by. */
    private int events(Belongings.Scene scene) {
        return jdbc.sql("SELECT count(*) FROM audit_event WHERE account = :account AND address <> :system")
                .param("account", scene.owner().id).param("system", Origin.SYSTEM.address()).query(Integer.class).single();
    }

    private static HttpResponse<String> send(HttpBrowser browser, String who, Route route, Belongings.Scene scene) {
        String path = route.path(scene.variables());
        if (route.safe()) {
            return browser.get(path);
        }
        tokenOf(browser, who);
        boolean files = Set.of("/capture/hint", "/capture/frames").contains(route.pattern());
        return browser.send(HttpRequest.newBuilder(browser.resolve(path)).header("X-CSRF-TOKEN", browser.csrf())
                .header("Content-Type", files ? "multipart/form-data; boundary=x" : "application/x-www-form-urlencoded")
                .method(route.method(), HttpRequest.BodyPublishers.ofString(files ? "--x--\r\n" : "")));
    }

    /** A token changes with the login, so it is read again before every form. */
    private static void tokenOf(HttpBrowser browser, String who) {
        browser.get(who.equals("half") ? "/login/otp" : "/help");
    }

    private static boolean alive(String who, HttpBrowser browser) {
        return switch (who) {
            case "anonymous", "phone" -> true;
            case "half" -> browser.get("/login/otp").statusCode() == 200;
            default -> Visitors.loggedIn(browser);
        };
    }

    private HttpBrowser browser(String who, Belongings.Scene scene) {
        return switch (who) {
            case "owner" -> accepting(scene.browser());
            case "phone" -> accepting(scene.phone());
            default -> {
                var known = browsers.get(key(who, scene));
                // Half a login lasts a few minutes only.
                yield known == null || who.equals("half") && !alive(who, known) ? renewed(who, scene) : known;
            }
        };
    }

    private HttpBrowser renewed(String who, Belongings.Scene scene) {
        var browser = accepting(switch (who) {
            case "anonymous" -> new HttpBrowser(port);
            case "half" -> Visitors.half(scene.owner(), port);
            case "owner" -> people.logIn(scene.browser(), scene.owner());
            case "other" -> Visitors.signer(people, port);
            case "outsider" -> people.enrol(people.claimedAt("Kantor Lain", Role.OFFICER), port);
            case "verifikator" -> people.enrol(people.claimed(Role.VERIFIKATOR), port);
            case "operator" -> people.enrol(people.claimed(Role.CA_OPERATOR), port);
            case "auditor" -> people.enrol(people.claimed(Role.AUDITOR), port);
            default -> Visitors.officer(people, port);
        });
        browsers.put(key(who, scene), browser);
        return browser;
    }

    private static String key(String who, Belongings.Scene scene) {
        return who.equals("half") ? who + scene.owner().id : who;
    }

    /** What browsers say they take: pages first, and anything else. */
    private static HttpBrowser accepting(HttpBrowser browser) {
        return browser.header("Accept", "text/html,*/*;q=0.8");
    }

    private static String classOf(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 3) {
            return String.valueOf(response.statusCode());
        }
        String path = URI.create(response.headers().firstValue("Location").orElse("/")).getPath();
        return switch (path) {
            case "/login" -> "login";
            case "/login/otp" -> "otp";
            case "/step-up" -> "step-up";
            default -> "redirect";
        };
    }
}
