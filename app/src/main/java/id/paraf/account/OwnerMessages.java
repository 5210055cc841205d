package id.paraf.account;

import java.util.Map;

import org.springframework.stereotype.Component;

import id.paraf.notice.Notices;
import id.paraf.notice.Outgoing;
import id.paraf.notice.Template;

/** What an account's owner is to read soon: by mail and, where there is a proven number, on the phone as well. */
@Component
public class OwnerMessages {

    private final Notices notices;

    OwnerMessages(Notices notices) {
        this.notices = notices;
    }

    /**
     * Sends it in the owner's language. Runs inside the transaction of what it tells of.
     *
     * @param parameters what {@code template} asks for
     * @param link path of this site
     */
    public void send(Account owner, Template template, Map<String, String> parameters, String link) {
        notices.send(new Outgoing.Mail(owner.id(), owner.email(), template, owner.language(), parameters, link, null));
        if (owner.phone() instanceof String phone && owner.phoneVerified()) {
            notices.send(new Outgoing.WhatsApp(owner.id(), phone, template, owner.language(), parameters, link, null));
        }
    }
}
