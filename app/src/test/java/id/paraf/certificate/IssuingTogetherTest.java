package id.paraf.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Institutions;
import id.paraf.account.TestPeople;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.ResetPolicy;
import id.paraf.testing.AtOnce;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** Many orders at the same time share commits; what becomes of one is nobody else's matter. */
@ParafTest
class IssuingTogetherTest {

    private static final Origin ORIGIN = new Origin("192.0.2.7", "test");
    private static final int GOOD = 24;

    @Autowired
    IssueCertificate issue;
    @Autowired
    Keyroom keyroom;
    @Autowired
    Agreements agreements;
    @Autowired
    Institutions institutions;
    @Autowired
    TestPeople people;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    MutableClock clock;

    @Test
    @Proves("CA-01")
    void oneThatIsRefusedTakesNoOtherWithIt() throws Exception {
        String stopped = "Kantor " + UUID.randomUUID().toString().substring(0, 8);
        var person = people.claimedAt(stopped);
        institutions.stop(institutions.named(stopped).orElseThrow(), true, null, ORIGIN);
        var rival = UUID.randomUUID();
        var contested = key(rival);

        var orders = new ArrayList<IssueOrder>();
        for (int i = 0; i < GOOD; i++) {
            var account = UUID.randomUUID();
            orders.add(order(account, key(account)));
        }
        orders.add(order(person.id, key(person.id)));
        orders.add(order(rival, contested));
        orders.add(order(rival, contested));
        var outcomes = AtOnce.all(orders.stream().map(order -> (Callable<Object>) () -> outcome(order)).toList());

        assertThat(outcomes.subList(0, GOOD)).hasOnlyElementsOfType(IssueOutcome.Issued.class);
        assertThat(outcomes.get(GOOD)).isInstanceOf(IssueOutcome.KeyUnfit.class);
        for (var order : orders.subList(0, GOOD)) {
            assertThat(events(order.account())).containsExactly("certificate.prepared", "certificate.issued");
            assertThat(phases(order.key())).containsExactly("ISSUED");
        }
        assertThat(events(person.id)).containsExactly("certificate.prepared", "certificate.abandoned");
        assertThat(phases(orders.get(GOOD).key())).as("what may have been signed is revoked").containsExactly("REVOKED");
        assertThat(jdbc.sql("SELECT count(*) FROM certificate WHERE key = :key AND phase = 'ISSUED'").param("key", contested)
                .query(Integer.class).single()).as("certificates of a key that two asked for").isEqualTo(1);
        assertThat(jdbc.sql("SELECT count(DISTINCT serial) FROM certificate WHERE key = ANY (:keys)")
                .param("keys", orders.stream().limit(GOOD).map(IssueOrder::key).toArray(UUID[]::new)).query(Integer.class).single())
                .isEqualTo(GOOD);
    }

    /** Of two orders for one key the later one may hear that it is taken, as an exception. */
    private Object outcome(IssueOrder order) {
        try {
            return issue.issue(order);
        } catch (RuntimeException taken) {
            return taken;
        }
    }

    private UUID key(UUID account) {
        return keyroom.createSignerKey(account, KeyAlgorithm.P256, ResetPolicy.KEEP, Passphrase.of("Rahasia-Contoh-1")).id();
    }

    private IssueOrder order(UUID account, UUID key) {
        var agreement = agreements.current("id");
        return new IssueOrder(account, new Subject("Sri Contoh Wulandari", "Instansi Contoh", "Unit Demo"), key,
                new AgreementAcceptance(agreement.version(), agreement.language(), agreement.sha256(), clock.instant()),
                "application:" + UUID.randomUUID(), null, ORIGIN);
    }

    private List<String> events(UUID account) {
        return jdbc.sql("SELECT type FROM audit_event WHERE account = :account AND type LIKE 'certificate.%' ORDER BY id")
                .param("account", account).query(String.class).list();
    }

    private List<String> phases(UUID key) {
        return jdbc.sql("SELECT phase FROM certificate WHERE key = :key").param("key", key).query(String.class).list();
    }
}
