package id.paraf.web.esign;

import static id.paraf.web.esign.Caller.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Accounts;
import id.paraf.account.Role;
import id.paraf.account.Unit;
import id.paraf.esign.EsignWorld;
import id.paraf.esign.Geometry;
import id.paraf.esign.LookAfterClient;
import id.paraf.esign.LookAfterClient.Outcome;
import id.paraf.esign.LookAfterClient.Typed;
import id.paraf.kernel.Origin;
import id.paraf.limits.Limit;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;

/** People whom an application registers are invited, if an officer allowed it. */
@ParafTest
class RegistrationTest {

    private static final Origin DESK = new Origin("192.0.2.16", "RegistrationTest");
    private static final String PATH = "/api/v2/user/registration";

    @LocalServerPort
    int port;
    @Autowired
    EsignWorld world;
    @Autowired
    LookAfterClient clients;
    @Autowired
    Accounts accounts;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;

    private EsignWorld.Caller credentials;
    private Caller caller;
    private Unit unit;

    @BeforeEach
    void anApplication() {
        clock.advance(Limit.API_REFUSED_PER_CALLER.window());
        credentials = world.caller("Kantor Uji");
        caller = Caller.of(port, credentials);
        unit = clients.units(credentials.officer()).getFirst();
    }

    private Outcome allow(String unit) {
        return clients.change(credentials.officer(), credentials.client().id(),
                new Typed("Aplikasi persuratan", "127.0.0.1", Geometry.CORNERS, unit), DESK);
    }

    private static String address() {
        return "orang." + UUID.randomUUID().toString().substring(0, 8) + "@kantor.example";
    }

    private List<Map<String, Object>> invitations() {
        return jdbc.sql("""
                SELECT account, actor, details ->> 'roles' AS roles FROM audit_event
                WHERE type = 'account.invited' AND details ->> 'application' = :application ORDER BY id""")
                .param("application", credentials.client().username()).query().listOfRows();
    }

    @Test
    void nobodyIsRegisteredUntilAnOfficerAllowsIt() {
        String email = address();
        var refused = caller.json(PATH, map("nama", "Orang Contoh", "email", email));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("error").asString()).contains("tidak diizinkan");
        assertThat(accounts.byLogin(email)).isEmpty();

        assertThat(allow(unit.id().toString())).isEqualTo(new Outcome.Done());
        assertThat(caller.json(PATH, map("nama", "Orang Contoh", "email", email)).text())
                .isEqualTo("{\"success\":true,\"message\":\"Pendaftaran berhasil\",\"data\":null}");
        var invited = accounts.byLogin(email).orElseThrow();
        assertThat(invited.name()).isEqualTo("Orang Contoh");
        assertThat(invited.institution()).isEqualTo("Kantor Uji");
        assertThat(invited.works().id()).isEqualTo(unit.id());
        assertThat(invited.is(Role.SIGNER)).isTrue();
        assertThat(invited.is(Role.OFFICER)).isFalse();
        assertThat(invited.claimed()).isFalse();
        assertThat(invitations()).hasSize(1).first().satisfies(row -> {
            assertThat(row.get("account")).isEqualTo(invited.id());
            assertThat(row.get("actor")).isNull();
            assertThat(row.get("roles")).isEqualTo("SIGNER");
        });
        assertThat(caller.json("/api/v2/user/check/status", map("email", email)).json().path("status").asString())
                .as("whoever has not proven the address is nobody yet").isEqualTo("NOT_REGISTERED");

        assertThat(allow("")).isEqualTo(new Outcome.Done());
        assertThat(caller.json(PATH, map("nama", "Orang Lain", "email", address())).status()).isEqualTo(400);
        assertThat(invitations()).hasSize(1);
    }

    @Test
    void whatIsWrongIsSaidWithItsCode() {
        allow(unit.id().toString());
        String email = address();
        assertThat(caller.json(PATH, map("nama", "Orang Contoh", "email", email)).status()).isEqualTo(200);
        var taken = caller.json("/api/v2/user/register",
                map("nama", "Orang Contoh", "email", email.toUpperCase(java.util.Locale.ROOT)));
        assertThat(taken.text()).isEqualTo("{\"error\":\"Email telah terdaftar\",\"status_code\":4024}");
        assertThat(caller.json(PATH, map("email", address())).json().path("status_code").asInt()).isEqualTo(4014);
        assertThat(caller.json(PATH, map("nama", "Orang Contoh")).json().path("status_code").asInt()).isEqualTo(4014);
        for (var wrong : List.of(map("nama", "Orang Contoh", "email", "bukan alamat"),
                map("nama", "x".repeat(500), "email", address()))) {
            assertThat(caller.json(PATH, wrong).json().path("status_code").asInt()).isEqualTo(4015);
        }
        assertThat(invitations()).hasSize(1);
    }

    @Test
    void oneAddressSentManyTimesAtOnceIsOneInvitation() throws Exception {
        allow(unit.id().toString());
        String email = address();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = java.util.stream.IntStream.range(0, 8)
                    .mapToObj(i -> pool.submit(() -> caller.json(PATH, map("nama", "Orang Contoh", "email", email)).status()))
                    .toList();
            int done = 0;
            for (var answer : answers) {
                done += answer.get() == 200 ? 1 : 0;
            }
            assertThat(done).isOne();
        }
        assertThat(invitations()).hasSize(1);
    }

    @Test
    void peopleWithTheSameNameInTheirAddressGetNamesOfTheirOwn() {
        allow(unit.id().toString());
        String name = "nama" + UUID.randomUUID().toString().substring(0, 8);
        for (String host : List.of("kantor.example", "dinas.example")) {
            assertThat(caller.json(PATH, map("nama", "Orang Contoh", "email", name + "@" + host)).status()).isEqualTo(200);
        }
        assertThat(accounts.byLogin(name + "@dinas.example").orElseThrow().username()).isEqualTo(name + "-2");
    }

    @Test
    void manyWithTheSameNameAtOnceAreAllInvited() throws Exception {
        allow(unit.id().toString());
        String name = "serentak" + UUID.randomUUID().toString().substring(0, 8);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = java.util.stream.IntStream.range(0, 8).mapToObj(i -> pool.submit(() -> caller
                    .json(PATH, map("nama", "Orang Contoh", "email", name + "@dinas-" + i + ".example")).status())).toList();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        assertThat(invitations()).hasSize(8);
    }

    @Test
    void unitsOfOthersCannotBeChosen() {
        var elsewhere = clients.units(world.caller("Kantor Lain").officer()).getFirst();
        for (String wrong : List.of(elsewhere.id().toString(), UUID.randomUUID().toString(), "x")) {
            assertThat(allow(wrong)).isEqualTo(new Outcome.Flawed(java.util.EnumSet.of(LookAfterClient.Flaw.UNIT_UNKNOWN)));
        }
    }
}
