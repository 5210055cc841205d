package id.paraf.esign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Role;
import id.paraf.account.TestPeople;
import id.paraf.esign.AdmitClient.Admission;
import id.paraf.esign.LookAfterClient.Flaw;
import id.paraf.esign.LookAfterClient.Outcome;
import id.paraf.esign.LookAfterClient.Typed;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;

/** Applications of an institution, from their first secret to their last. */
@ParafTest
class LookAfterClientTest {

    private static final Origin DESK = new Origin("192.0.2.15", "LookAfterClientTest");
    private static final Origin SERVER = new Origin("198.51.100.7", "persuratan");
    private static final Typed WISH = new Typed("Persuratan", "198.51.100.0/28\n2001:db8::/32", Geometry.CORNERS);

    @Autowired
    LookAfterClient clients;
    @Autowired
    AdmitClient admit;
    @Autowired
    SignedFiles files;
    @Autowired
    TestPeople people;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;

    private UUID officer;

    @BeforeEach
    void anOfficer() {
        officer = people.claimed(Role.OFFICER).id;
        clock.advance(Duration.ofHours(1));
    }

    private Outcome.Secret made() {
        return (Outcome.Secret) clients.create(officer, "app-" + UUID.randomUUID(), false, WISH, DESK);
    }

    private Admission admitted(Client client, SecretText secret) {
        return admit.admit(client.username().toUpperCase(Locale.ROOT), secret, SERVER);
    }

    private List<String> events(Client client) {
        return jdbc.sql("SELECT type FROM audit_event WHERE subject = :subject AND actor = :actor ORDER BY id")
                .param("subject", "esign-client:" + client.id()).param("actor", officer).query(String.class).list();
    }

    @Test
    void aSecretIsShownOnceAndLetsInFromItsNetworksAlone() {
        var made = made();
        assertThat(admitted(made.client(), made.secret())).isInstanceOf(Admission.Admitted.class);
        assertThat(admit.admit(made.client().username(), made.secret(), DESK)).isEqualTo(new Admission.Wrong());
        assertThat(admitted(made.client(), SecretText.of("qwerty"))).isEqualTo(new Admission.Wrong());
        assertThat(admit.admit("esign", SecretText.of("qwerty"), SERVER)).isEqualTo(new Admission.Wrong());
        byte[] kept = jdbc.sql("SELECT secret FROM esign_client WHERE id = :id").param("id", made.client().id())
                .query(byte[].class).single();
        assertThat(kept).hasSize(32).isNotEqualTo(made.secret().reveal().getBytes(StandardCharsets.UTF_8));
        assertThat(made).asString().doesNotContain(made.secret().reveal());
        assertThat(clients.one(officer, made.client().id()).orElseThrow().use().refusals()).isEqualTo(2);
        assertThat(events(made.client())).containsExactly("esign.client.created");
    }

    @Test
    void anotherSecretMakesTheFirstWorthless() {
        var made = made();
        UUID id = made.client().id();
        var again = (Outcome.Secret) clients.rotate(officer, id, 1, DESK);
        assertThat(clients.rotate(officer, id, 1, DESK)).as("a form that was shown before").isEqualTo(new Outcome.Unchanged());
        assertThat(admitted(made.client(), made.secret())).isEqualTo(new Admission.Wrong());
        assertThat(admitted(made.client(), again.secret())).isInstanceOf(Admission.Admitted.class);
        assertThat(events(made.client())).containsExactly("esign.client.created", "esign.client.rotated");
    }

    @Test
    void whatIsChangedOrStoppedHoldsAtOnceAndIsRecordedOnce() {
        var made = made();
        UUID id = made.client().id();
        var elsewhere = new Typed("Persuratan", "203.0.113.1", Geometry.SIZE);
        assertThat(clients.change(officer, id, elsewhere, DESK)).isEqualTo(new Outcome.Done());
        assertThat(clients.change(officer, id, elsewhere, DESK)).isEqualTo(new Outcome.Unchanged());
        assertThat(admitted(made.client(), made.secret())).isEqualTo(new Admission.Wrong());
        assertThat(clients.change(officer, id, WISH, DESK)).isEqualTo(new Outcome.Done());
        assertThat(clients.enable(officer, id, false, DESK)).isEqualTo(new Outcome.Done());
        assertThat(clients.enable(officer, id, false, DESK)).isEqualTo(new Outcome.Unchanged());
        assertThat(admitted(made.client(), made.secret())).isEqualTo(new Admission.Wrong());
        assertThat(clients.enable(officer, id, true, DESK)).isEqualTo(new Outcome.Done());
        assertThat(admitted(made.client(), made.secret())).isInstanceOf(Admission.Admitted.class);
        assertThat(events(made.client())).containsExactly("esign.client.created", "esign.client.changed", "esign.client.changed",
                "esign.client.disabled", "esign.client.enabled");
    }

    @Test
    void otherInstitutionsAndSignersHaveNoneOfThem() {
        var made = made();
        UUID id = made.client().id();
        for (UUID stranger : List.of(people.claimedAt("Kantor Lain", Role.OFFICER).id, people.claimed().id)) {
            assertThat(clients.all(stranger)).noneMatch(client -> client.id().equals(id));
            assertThat(clients.one(stranger, id)).isEmpty();
            assertThat(clients.rotate(stranger, id, 1, DESK)).isEqualTo(new Outcome.NotThere());
            assertThat(clients.change(stranger, id, WISH, DESK)).isEqualTo(new Outcome.NotThere());
            assertThat(clients.enable(stranger, id, false, DESK)).isEqualTo(new Outcome.NotThere());
        }
        assertThat(clients.create(people.claimed().id, "app-" + UUID.randomUUID(), false, WISH, DESK))
                .isEqualTo(new Outcome.NotThere());
        assertThat(clients.all(officer)).anyMatch(client -> client.id().equals(id));
    }

    @Test
    void whatIsWrongIsNamed() {
        var made = made();
        assertThat(clients.create(officer, made.client().username().toUpperCase(Locale.ROOT), false, WISH, DESK))
                .isEqualTo(new Outcome.Flawed(EnumSet.of(Flaw.NAME_TAKEN)));
        assertThat(clients.create(officer, "a:b", false, new Typed(" ", " ", Geometry.CORNERS), DESK))
                .isEqualTo(new Outcome.Flawed(EnumSet.of(Flaw.NAME_FORM, Flaw.INFO_MISSING, Flaw.NETWORKS_MISSING)));
        for (String networks : Set.of("contoh.example", "10.0.0.1/40", "10.0.0.1 *")) {
            assertThat(clients.create(officer, "app-x", false, new Typed("x", networks, Geometry.CORNERS), DESK)).as(networks)
                    .isEqualTo(new Outcome.Flawed(EnumSet.of(Flaw.NETWORKS_FORM)));
        }
        for (String wide : new String[] {"0.0.0.0/0", "10.1.2.3, 128.0.0.0/1", "::/0"}) {
            assertThat(clients.create(officer, "app-wide", false, new LookAfterClient.Typed("Uji", wide, Geometry.CORNERS), DESK))
                    .isEqualTo(new Outcome.Flawed(EnumSet.of(Flaw.NETWORKS_WIDE)));
        }
    }

    @Test
    void filesThatNobodyFetchesDisappear() {
        var made = made();
        var owner = people.claimed();
        while (files.expire() > 0) {
            continue;
        }
        UUID id = UUID.randomUUID();
        files.insert(made.client().id(), id, owner.id, files.seal(made.client().id(), id, new byte[] {1}), null);
        assertThat(files.expire()).isZero();
        clock.advance(Duration.ofHours(1));
        assertThat(files.take(made.client(), id, SERVER)).isEmpty();
        assertThat(files.expire()).isPositive();
        assertThat(people.events(owner, "document.expired")).isEqualTo(1);
        assertThat(people.events(owner, "document.downloaded")).isZero();
    }
}
