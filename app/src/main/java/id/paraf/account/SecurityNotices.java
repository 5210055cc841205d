package id.paraf.account;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.kernel.Origin;
import id.paraf.notice.DisavowLinks;
import id.paraf.notice.Notices;
import id.paraf.notice.Outgoing;
import id.paraf.notice.Template;

/** Tells an account's owner what just happened, at every address, with a "bukan saya" link (RP-23). */
@Component
public class SecurityNotices {

    private final JdbcClient jdbc;
    private final Contacts contacts;
    private final Notices notices;
    private final DisavowLinks links;
    private final Clock clock;

    SecurityNotices(JdbcClient jdbc, Contacts contacts, Notices notices, DisavowLinks links, Clock clock) {
        this.jdbc = jdbc;
        this.contacts = contacts;
        this.notices = notices;
        this.links = links;
        this.clock = clock;
    }

    /**
     * Puts the notice into the outbox, in the caller's transaction.
     *
     * @param what a key of the bundle {@code i18n/notice} below {@code notice.what.}
     * @param subject what it happened to, as {@code kind:id}; the "bukan saya" link is about this
     * @param origin who did it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(UUID account, String what, String subject, Origin origin) {
        tell(account, what, subject, DeviceName.of(origin));
    }

    /** The same for what an officer did: whose device that was is no business of the owner's. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellOfOfficer(UUID account, String what, String subject) {
        tell(account, what, subject, Template.OFFICERS_DEVICE);
    }

    /** The same for what whoever runs the machine did. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellOfOperator(UUID account, String what, String subject) {
        tell(account, what, subject, Template.OPERATORS_DEVICE);
    }

    private void tell(UUID account, String what, String subject, String device) {
        String language = jdbc.sql("SELECT language FROM account WHERE id = :id").param("id", account).query(String.class).single();
        var parameters = Map.of("what", what, "when", clock.instant().toString(), "device", device);
        for (var address : contacts.everyAddressOf(account)) {
            // A link of its own for each address: one that leaks says which.
            String link = "/disavow/" + links.create(account, subject);
            notices.send(switch (address.kind()) {
                case PHONE -> new Outgoing.WhatsApp(account, address.value(), Template.SECURITY, language, parameters, link, null);
                case EMAIL -> new Outgoing.Mail(account, address.value(), Template.SECURITY, language, parameters, link, null);
            });
        }
    }
}
