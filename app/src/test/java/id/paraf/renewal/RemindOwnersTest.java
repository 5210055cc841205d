package id.paraf.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.account.Accounts;
import id.paraf.certificate.SuspendCertificate;
import id.paraf.notice.Template;
import id.paraf.passphrase.ResetWorld;
import id.paraf.testing.AtOnce;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;

@ParafTest
class RemindOwnersTest {

    @LocalServerPort
    int port;
    @Autowired
    RenewalWorld world;
    @Autowired
    RemindOwners remind;
    @Autowired
    SuspendCertificate suspend;
    @Autowired
    Accounts accounts;
    @Autowired
    MutableClock clock;

    private List<Integer> noticed(ResetWorld.Owner owner) {
        return world.jdbc.sql("SELECT days FROM renewal_notice WHERE certificate = :id ORDER BY days DESC")
                .param("id", owner.certificate().value()).query(Integer.class).list();
    }

    private int messages(ResetWorld.Owner owner) {
        return world.jdbc.sql("SELECT count(*) FROM notice_message WHERE account = :account AND template = 'CERTIFICATE_ENDS'")
                .param("account", owner.person().id).query(Integer.class).single();
    }

    private void runOnManyNodes() throws Exception {
        var works = new ArrayList<Callable<Object>>();
        for (int i = 0; i < 4; i++) {
            works.add(() -> {
                remind.run();
                return true;
            });
        }
        AtOnce.all(works);
        remind.run();
    }

    @Test
    void ownersHearNinetyThirtyAndSevenDaysBeforeEachOnceOnEveryChannel() throws Exception {
        var owner = world.resets.owner(port);
        remind.run();
        assertThat(noticed(owner)).as("two years are left").isEmpty();
        var heard = new ArrayList<Integer>();
        for (int days : new int[] {90, 30, 7}) {
            world.certificates.endIn(owner.certificate(), Duration.ofDays(days).plusMinutes(30));
            remind.run();
            assertThat(noticed(owner)).as(days + " days are not come").containsExactlyElementsOf(heard);
            clock.advance(Duration.ofMinutes(31));
            runOnManyNodes();
            heard.add(days);
            assertThat(noticed(owner)).containsExactlyElementsOf(heard);
            assertThat(messages(owner)).isEqualTo(heard.size() * 2);
            assertThat(world.events(owner, "renewal.reminded")).isEqualTo(heard.size());
        }
        var mail = world.resets.inbox.await(owner.person().email, Template.CERTIFICATE_ENDS);
        assertThat(mail.link()).endsWith("/certificates/" + owner.certificate() + "/renew");
        assertThat(mail.body()).contains("berlaku sampai");
        assertThat(world.resets.inbox.await(owner.person().phone, Template.CERTIFICATE_ENDS).whatsApp()).isTrue();
    }

    @Test
    void whoWasNotToldInTimeHearsOfTheLatestAlone() {
        var owner = world.resets.owner(port);
        world.certificates.endIn(owner.certificate(), Duration.ofDays(20));
        suspend.byOwner(owner.certificate(), owner.person().id, RenewalWorld.PLACE);
        remind.run();
        assertThat(noticed(owner)).as("suspended").isEmpty();
        var late = world.owner(port);
        world.certificates.endIn(late.certificate(), Duration.ofDays(5));
        remind.run();
        assertThat(noticed(late)).containsExactly(7);
        assertThat(messages(late)).isEqualTo(2);
    }

    @Test
    void nobodyIsRemindedOfWhatIsRenewedOrNotTheirsToRenew() {
        var renewed = world.owner(port);
        world.renewed(renewed);
        var disabled = world.owner(port);
        accounts.disable(disabled.person().id, null, RenewalWorld.PLACE);
        remind.run();
        assertThat(noticed(renewed)).isEmpty();
        assertThat(noticed(disabled)).isEmpty();
        assertThat(messages(disabled)).isZero();
    }
}
