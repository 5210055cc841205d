package id.paraf.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Accounts;
import id.paraf.account.TestPeople;
import id.paraf.kernel.Origin;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** How long an answer takes does not tell whether an account exists (RP-11). */
@ParafTest
@Isolated("measures how long answers take")
@Proves("RP-11")
class LoginTimingIT {

    private static final int ROUNDS = 500;
    private static final int WARM = 20;
    private static final int TRIES = 3;
    private static final String USUAL = "known";

    @LocalServerPort
    int port;
    @Autowired
    TestPeople people;
    @Autowired
    Accounts accounts;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;

    @Test
    void loginTakesTheSameForEverybody() {
        assertSame("/login", person -> person.username, "takada0000");
    }

    @Test
    void forgottenTakesTheSameForEverybody() {
        assertSame("/forgot", person -> person.email, "takada0000@surat.example");
    }

    /** What is typed for each kind of account; all of one length, so that answers have one length too. */
    private Map<String, String> kinds(Function<TestPeople.Person, String> typed, String unknown) {
        var kinds = new LinkedHashMap<String, String>();
        kinds.put(USUAL, typed.apply(people.signer(port)));
        kinds.put("unknown", unknown);
        var disabled = people.claimed();
        accounts.disable(disabled.id, null, Origin.SYSTEM);
        kinds.put("disabled", typed.apply(disabled));
        kinds.put("invited, never claimed", typed.apply(people.invited()));
        var withoutPhone = people.claimed();
        jdbc.sql("UPDATE account SET phone = NULL WHERE id = :id").param("id", withoutPhone.id).update();
        kinds.put("without a phone", typed.apply(withoutPhone));
        assertThat(kinds.values()).extracting(String::length).containsOnly(unknown.length());
        return kinds;
    }

    private final class Probe {

        private final String path;
        private final String name;
        private final HttpBrowser browser = new HttpBrowser(port);

        Probe(String path, String name) {
            this.path = path;
            this.name = name;
            browser.get(path);
        }

        HttpResponse<String> send() {
            return browser.post(path, "login", name, "password", "bukan kata sandinya");
        }

        double time() {
            // No limit may answer in place of the work.
            clock.advance(Duration.ofMinutes(16));
            long start = System.nanoTime();
            int status = send().statusCode();
            double taken = System.nanoTime() - start;
            assertThat(status).isIn(422, 303);
            return taken;
        }
    }

    /**
     * All kinds are measured in turn, in an order of chance: noise, and what one request leaves to do for the next, hit all alike. A kind
     * passes when its times and those of a usual account may be of one distribution; one try in a hundred fails by chance, so each
     * kind has three.
     */
    private void assertSame(String path, Function<TestPeople.Person, String> typed, String unknown) {
        var probes = new LinkedHashMap<String, Probe>();
        kinds(typed, unknown).forEach((kind, name) -> probes.put(kind, new Probe(path, name)));
        assertAlike(probes);
        var open = new TreeSet<>(probes.keySet());
        open.remove(USUAL);
        var worst = new TreeMap<String, Double>();
        for (int attempt = 0; attempt < TRIES && !open.isEmpty(); attempt++) {
            var measured = new ArrayList<>(open);
            measured.add(USUAL);
            var times = measure(probes, measured);
            for (String kind : List.copyOf(open)) {
                double p = kolmogorovSmirnov(times.get(USUAL).clone(), times.get(kind));
                worst.merge(kind, p, Math::min);
                if (p > 0.01) {
                    open.remove(kind);
                }
            }
        }
        assertThat(open).as("kinds of accounts that can be told apart at %s; p of the Kolmogorov-Smirnov tests: %s", path, worst)
                .isEmpty();
    }

    /** The same status and the same length, whoever it is. */
    private static void assertAlike(Map<String, Probe> probes) {
        var answers = new TreeSet<String>();
        probes.values().forEach(probe -> {
            var answer = probe.send();
            answers.add(answer.statusCode() + " " + answer.body().length() + " "
                    + answer.headers().firstValue("Location").orElse("-"));
        });
        assertThat(answers).as("status, length and target of the answers").hasSize(1);
    }

    private static Map<String, double[]> measure(Map<String, Probe> probes, List<String> kinds) {
        var times = new TreeMap<String, double[]>();
        kinds.forEach(kind -> times.put(kind, new double[ROUNDS]));
        var next = new TreeMap<String, Integer>();
        for (String kind : drawn(kinds, WARM)) {
            probes.get(kind).time();
        }
        for (String kind : drawn(kinds, ROUNDS)) {
            times.get(kind)[next.merge(kind, 1, Integer::sum) - 1] = probes.get(kind).time();
        }
        return times;
    }

    /** Each so many times, in an order that is drawn as a whole: one after the other in rounds, none would ever follow itself. */
    private static List<String> drawn(List<String> kinds, int times) {
        var order = new ArrayList<String>();
        for (int i = 0; i < times; i++) {
            order.addAll(kinds);
        }
        Collections.shuffle(order);
        return order;
    }

    /** The two-sample test's p by its asymptotic distribution; good from a few dozen values on. */
    private static double kolmogorovSmirnov(double[] a, double[] b) {
        Arrays.sort(a);
        Arrays.sort(b);
        double distance = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            double at = Math.min(a[i], b[j]);
            while (i < a.length && a[i] <= at) {
                i++;
            }
            while (j < b.length && b[j] <= at) {
                j++;
            }
            distance = Math.max(distance, Math.abs((double) i / a.length - (double) j / b.length));
        }
        double n = Math.sqrt((double) a.length * b.length / (a.length + b.length));
        double lambda = (n + 0.12 + 0.11 / n) * distance;
        double p = 0;
        for (int k = 1; k <= 100; k++) {
            p += 2 * (k % 2 == 1 ? 1 : -1) * Math.exp(-2.0 * k * k * lambda * lambda);
        }
        return Math.clamp(p, 0, 1);
    }
}
