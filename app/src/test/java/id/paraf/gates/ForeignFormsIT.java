package id.paraf.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import id.paraf.account.Role;
import id.paraf.account.TestPeople;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** Good forms about things that are not the sender's, and good forms with more in them than they have. */
@ParafTest
@ExtendWith(OutputCaptureExtension.class)
class ForeignFormsIT {

    /** What a form might be given besides its fields, in the hope that somebody binds it. */
    private static final List<String> EXTRA = List.of("id", "account", "owner", "certificate", "key", "journey", "state", "status",
            "roles", "role", "institution", "unit", "username", "disabled", "disabledAt", "approved", "officer", "decidedBy",
            "policy", "verdict", "account.roles", "account.id", "session", "attempts");

    /** Fields that hold secrets or what is known of a person. */
    private static final List<String> PERSONAL = List.of("fullName", "nik", "nip", "position", "passphrase", "confirmation",
            "current", "password", "again", "old", "phone", "value", "code", "login", "note");

    @LocalServerPort
    int port;
    @Autowired
    ApplicationContext application;
    @Autowired
    GoodForms forms;
    @Autowired
    Belongings belongings;
    @Autowired
    TestPeople people;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void anHourLater() {
        clock.advance(Duration.ofHours(1));
    }

    @Test
    @Proves({"RP-33", "RA-02", "RP-28"})
    void whatIsSomebodyElsesTakesNoForm() {
        var other = Visitors.signer(people, port);
        var outsider = people.enrol(people.claimedAt("Kantor Lain", Role.OFFICER), port);
        var stranger = people.enrol(people.claimedAt("Kantor Lain", Role.VERIFIKATOR), port);
        var wrong = new ArrayList<String>();
        for (var form : forms.all()) {
            if (!form.route().pattern().contains("{id}")) {
                continue;
            }
            var scene = belongings.scene(form.route(), port);
            String path = form.route().path(scene.variables());
            String[] fields = GoodForms.flat(form.fields().apply(scene));
            int before = events(scene);
            boolean officers = form.by() == GoodForms.By.OFFICER;
            boolean signers = form.by() == GoodForms.By.OWNER;
            send(wrong, form, "another signer", fresh(other), path, fields, signers ? 404 : 403);
            send(wrong, form, "an officer from elsewhere", fresh(outsider), path, fields, officers ? 404 : 403);
            if (form.by() == GoodForms.By.VERIFIKATOR) {
                send(wrong, form, "a verifikator from elsewhere", fresh(stranger), path, fields, 404);
            }
            if (!signers) {
                send(wrong, form, "the owner", scene.browser(), path, fields, 403);
            }
            if (events(scene) != before) {
                wrong.add(form + " left something behind");
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Each id may be fine by itself: the journey must be the certificate's, too. */
    @Test
    @Proves({"RP-10", "RP-33"})
    void aJourneyBelongsToItsCertificate() {
        var wrong = new ArrayList<String>();
        for (var form : forms.all()) {
            if (form.route().pattern().contains("{journey}")) {
                var one = belongings.scene(form.route(), port);
                var another = belongings.scene(form.route(), port);
                var mixed = Map.of("id", one.variables().get("id"), "journey", another.variables().get("journey"));
                String[] fields = GoodForms.flat(form.fields().apply(one));
                int before = events(one) + events(another);
                send(wrong, form, "the owner of one half", one.browser(), form.route().path(mixed), fields, 404);
                send(wrong, form, "the owner of the other half", another.browser(), form.route().path(mixed), fields, 404);
                assertThat(events(one) + events(another)).as(form + " changed something").isEqualTo(before);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    @Proves({"RP-33", "AL-04"})
    void fieldsThatAFormDoesNotHaveAreIgnoredAndNothingTypedIsLogged(CapturedOutput output) {
        var typed = new HashSet<String>();
        var wrong = new ArrayList<String>();
        var victim = people.claimed();
        for (var form : forms.all()) {
            var scene = belongings.scene(form.route(), port);
            var browser = forms.sender(form, scene, port);
            var fields = new LinkedHashMap<>(form.fields().apply(scene));
            EXTRA.forEach(extra -> fields.putIfAbsent(extra, extra.contains("role") ? "OFFICER" : victim.id.toString()));
            PERSONAL.stream().map(fields::get).filter(Objects::nonNull)
                    // Six digits stand in many a line by chance.
                    .filter(value -> value.length() > 6).forEach(typed::add);
            browser.get(form.by() == GoodForms.By.HALF ? "/login/otp" : "/help");
            String before = standing(scene);
            int recorded = count(form.event());
            int status = browser.post(form.route().path(scene.variables()), GoodForms.flat(fields)).statusCode();
            if (form.event().equals("password.forgotten")) {
                continue;
            }
            if (status >= 400 || count(form.event()) != recorded + 1
                    || !form.route().pattern().startsWith("/officer/accounts") && !standing(scene).equals(before)) {
                wrong.add(form + " answered " + status + " to more fields than it has");
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(jdbc.sql("SELECT DISTINCT type FROM audit_event WHERE account = :victim").param("victim", victim.id)
                .query(String.class).list()).as("what happened to the account that was named in all of them")
                .containsExactlyInAnyOrder("account.invited", "account.claimed");
        assertThat(typed).as("what was typed").hasSizeGreaterThan(11);
        String logged = output.getAll();
        assertThat(typed.stream().filter(logged::contains).toList()).as("typed, and in the log").isEmpty();
    }

    /** The wall behind it: no controller lets the framework fill an object from a request. */
    @Test
    @Proves("RP-33")
    void noControllerBindsObjects() {
        var simple = Set.of("java.lang.String", "int", "java.util.UUID", "java.util.List",
                "org.springframework.web.multipart.MultipartFile", "java.io.InputStream",
                "org.springframework.util.MultiValueMap");
        var wrong = new ArrayList<String>();
        application.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class).getHandlerMethods().values()
                .stream().filter(handler -> handler.getBeanType().getName().startsWith("id.paraf.web.")).forEach(handler -> {
                    for (var parameter : handler.getMethodParameters()) {
                        String type = parameter.getParameterType().getName();
                        boolean ours = Set.of("id.paraf.web.Page", "id.paraf.web.Viewer", "id.paraf.kernel.Origin",
                                "id.paraf.account.Session", "id.paraf.account.Sessions$Login", "org.springframework.ui.Model",
                                "jakarta.servlet.http.HttpServletRequest", "jakarta.servlet.http.HttpServletResponse")
                                .contains(type);
                        if (!ours && !simple.contains(type) || parameter.hasParameterAnnotation(ModelAttribute.class)
                                || parameter.hasParameterAnnotation(RequestBody.class)) {
                            wrong.add(handler + " takes " + type);
                        }
                    }
                });
        assertThat(wrong).isEmpty();
    }

    /** The time that all these people took does not count against this one. */
    private HttpBrowser fresh(HttpBrowser browser) {
        browser.get("/help");
        browser.post("/session/extend");
        browser.get("/help");
        return browser;
    }

    private static void send(List<String> wrong, GoodForms.Form form, String who, HttpBrowser browser, String path,
            String[] fields, int expected) {
        browser.get("/help");
        var answer = browser.post(path, fields);
        boolean asked = answer.headers().firstValue("Location")
                // Who was stopped a moment ago is logged out; who was busy elsewhere shows a fresh code first.
                .filter(location -> location.startsWith("/step-up") || location.startsWith("/login")).isPresent();
        if (answer.statusCode() != expected && !asked) {
            wrong.add(form + " answers " + answer.statusCode() + " to " + who + ", not " + expected);
        }
    }

    private int events(Belongings.Scene scene) {
        return jdbc.sql("SELECT count(*) FROM audit_event WHERE account = :account").param("account", scene.owner().id)
                .query(Integer.class).single();
    }

    private int count(String type) {
        return jdbc.sql("SELECT count(*) FROM audit_event WHERE type = :type").param("type", type).query(Integer.class).single();
    }

    /** What no form of a signer may change. */
    private String standing(Belongings.Scene scene) {
        UUID id = scene.owner().id;
        return jdbc.sql(
                "SELECT concat_ws('|', username, name, unit, roles::text, disabled_at) FROM account WHERE id = :id")
                .param("id", id).query(String.class).single();
    }
}
