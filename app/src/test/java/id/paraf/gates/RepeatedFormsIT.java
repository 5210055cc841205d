package id.paraf.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.TestPeople;
import id.paraf.keyroom.KeyState;
import id.paraf.keyroom.Keyroom;
import id.paraf.notice.Template;
import id.paraf.notice.TestInbox;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;
import id.paraf.testing.Routes;

/** Every form sent many times at once, as an impatient finger or two colleagues do: one effect, one event, and no defect. */
@ParafTest
class RepeatedFormsIT {

    private static final int AT_ONCE = 6;
    /** Typing a passphrase again makes another key; of all of them one stays, whichever it is. */
    private static final Set<String> KEYS = Set.of("application.key-made");

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
    TestInbox inbox;
    @Autowired
    MutableClock clock;
    @Autowired
    Keyroom keyroom;
    @Autowired
    JdbcClient jdbc;

    /** All of this comes from one address, whose hourly limits other tests need too. */
    @BeforeEach
    void anHourLater() {
        clock.advance(Duration.ofHours(1));
    }

    @Test
    @Proves({"AL-02", "AU-07", "AU-10"})
    void aFormSentManyTimesAtOnceHasOneEffect() throws Exception {
        var wrong = new LinkedHashMap<String, String>();
        for (var form : forms.all()) {
            var scene = belongings.scene(form.route(), port);
            var senders = new ArrayList<HttpBrowser>();
            senders.add(forms.sender(form, scene, port));
            if (form.by() == GoodForms.By.OFFICER) {
                senders.add(forms.sender(form, scene, port));
            }
            String[] fields = GoodForms.flat(form.fields().apply(scene));
            // What the form needed may have brought a new token.
            senders.forEach(browser -> browser.get(form.by() == GoodForms.By.HALF ? "/login/otp" : "/help"));
            int before = events(form.event());
            var statuses = race(senders, form.route().path(scene.variables()), fields);
            if (form.event().equals("password.forgotten")) {
                inbox.await(scene.owner().id, Template.PASSWORD_FORGOTTEN);
            }
            int recorded = events(form.event()) - before;
            boolean right = KEYS.contains(form.event()) ? recorded >= 1 && keys(scene) == 1 : recorded == 1;
            if (!right || statuses.stream().anyMatch(status -> status >= 500)) {
                wrong.put(form.toString(), recorded + " of " + form.event() + ", " + statuses);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    @Proves("AU-07")
    void aFirstLoginCompletedTwiceAtOnceHasOneAuthenticator() throws Exception {
        var person = people.claimed();
        var half = Visitors.half(person, port);
        people.adopt(person, half.get("/login/enrol").body());
        String code = person.code();
        race(List.of(half), "/login/enrol", "code", code);
        assertThat(people.events(person, "authenticator.enrolled")).isEqualTo(1);
        assertThat(people.events(person, "login.completed")).isEqualTo(1);
        assertThat(people.events(person, "recovery-codes.replaced")).isEqualTo(1);
    }

    @Test
    void everyFormIsAmongThem() {
        var known = new HashSet<>(GoodForms.EACH_COUNTS.keySet());
        known.add("/login/enrol");
        forms.all().forEach(form -> known.add(form.route().pattern()));
        Set<String> there = Routes.of(application).stream().filter(route -> !route.safe()).map(Routes.Route::pattern)
                .collect(Collectors.toSet());
        assertThat(known).isEqualTo(there);
    }

    private List<Integer> race(List<HttpBrowser> senders, String path, String... fields)
            throws InterruptedException, ExecutionException {
        var start = new CyclicBarrier(AT_ONCE);
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < AT_ONCE; i++) {
            var tab = senders.get(i % senders.size()).twin();
            calls.add(() -> {
                start.await();
                return tab.post(path, fields).statusCode();
            });
        }
        var statuses = new ArrayList<Integer>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : executor.invokeAll(calls)) {
                statuses.add(answer.get());
            }
        }
        return statuses;
    }

    private long keys(Belongings.Scene scene) {
        return keyroom.keysOf(scene.owner().id).stream().filter(key -> key.phase() == KeyState.Phase.ACTIVE).count();
    }

    private int events(String type) {
        return jdbc.sql("SELECT count(*) FROM audit_event WHERE type = :type").param("type", type).query(Integer.class).single();
    }
}
