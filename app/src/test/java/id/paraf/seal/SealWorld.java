package id.paraf.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.account.Role;
import id.paraf.account.TestPeople;
import id.paraf.esign.EsignWorld;
import id.paraf.kernel.Origin;
import id.paraf.notice.Template;
import id.paraf.notice.TestInbox;
import id.paraf.status.FollowRegister;

/** Seals that an officer ordered and a CA operator confirmed, with an application and somebody who reads the codes. */
@Component
@Profile("test")
public class SealWorld {

    private static final Origin PLACE = new Origin("192.0.2.33", "SealWorld");

    private final EsignWorld esign;
    private final TestPeople people;
    private final OrderSeal order;
    private final ConfirmSeal confirm;
    private final ReadSeals read;
    private final FollowRegister follow;
    private final TestInbox inbox;
    private final JdbcClient jdbc;

    SealWorld(EsignWorld esign, TestPeople people, OrderSeal order, ConfirmSeal confirm, ReadSeals read, FollowRegister follow,
            TestInbox inbox, JdbcClient jdbc) {
        this.esign = esign;
        this.people = people;
        this.order = order;
        this.confirm = confirm;
        this.read = read;
        this.follow = follow;
        this.inbox = inbox;
        this.jdbc = jdbc;
    }

    /** A seal with its application. */
    public record Made(UUID id, EsignWorld.Caller caller, TestPeople.Person responsible) {
    }

    /** One that an application can use. */
    public Made issued(String institution, int perDay) {
        var made = ordered(institution, perDay);
        confirm(made);
        return made;
    }

    public void confirm(Made made) {
        assertThat(confirm.confirm(operator(), made.id(), PLACE)).isEqualTo(ConfirmSeal.Outcome.DONE);
        follow.catchUp();
    }

    /** One that waits for a CA operator. */
    public Made ordered(String institution, int perDay) {
        var caller = esign.caller(institution);
        var responsible = people.claimedAt(institution);
        var typed = typed(caller, responsible, perDay);
        var outcome = order.order(caller.officer(), typed, PLACE);
        assertThat(outcome).isInstanceOf(OrderSeal.Outcome.Ordered.class);
        return new Made(((OrderSeal.Outcome.Ordered) outcome).seal(), caller, responsible);
    }

    public static OrderSeal.Typed typed(EsignWorld.Caller caller, TestPeople.Person responsible, int perDay) {
        return new OrderSeal.Typed("Segel Kantor Uji", "NTRID-1234567890", responsible.username, caller.client().id().toString(),
                Integer.toString(perDay));
    }

    public UUID operator() {
        return people.claimed(Role.CA_OPERATOR).id;
    }

    /** The code that came by mail after those. */
    public String mailed(Made made, Set<String> before) {
        return inbox.await(message -> made.responsible().id.equals(message.account()) && message.template() == Template.SEAL_CODE
                && !before.contains(message.parameters().getFirst())).parameters().getFirst();
    }

    /** What whoever is responsible was told, oldest first, once the last of it has come. */
    public List<String> news(Made made, String last) {
        inbox.await(message -> made.responsible().id.equals(message.account()) && message.template() == Template.SEAL_NEWS
                && message.body().contains(last));
        return inbox.of(made.responsible().id).stream().filter(message -> message.template() == Template.SEAL_NEWS)
                .map(TestInbox.Received::body).toList();
    }

    public ReadSeals.Sheet sheet(Made made) {
        return read.one(made.id()).orElseThrow();
    }

    /** Types of what was recorded about a seal, in order. */
    public List<String> events(UUID seal) {
        return jdbc.sql("SELECT type FROM audit_event WHERE subject = :seal ORDER BY id").param("seal", "seal:" + seal)
                .query(String.class).list();
    }

    /** The details of the last event of a type. */
    public Map<String, Object> last(UUID seal, String type) {
        return jdbc.sql("""
                SELECT details ->> 'application' AS application, details ->> 'documents' AS documents,
                    details ->> 'sha256' AS sha256, details ->> 'signedSha256' AS "signedSha256", details ->> 'reason' AS reason,
                    account, actor
                FROM audit_event WHERE subject = :seal AND type = :type ORDER BY id DESC LIMIT 1""").param("seal", "seal:" + seal)
                .param("type", type).query().singleRow();
    }
}
