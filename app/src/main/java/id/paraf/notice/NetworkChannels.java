package id.paraf.notice;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The networks of a real installation; without them it does not start. */
@Component
@Profile("!demo")
@EnableConfigurationProperties({WhatsAppSettings.class, MailSettings.class})
class NetworkChannels implements Channels {

    private final WhatsAppChannel whatsApp;
    private final MailChannel mail;

    NetworkChannels(WhatsAppSettings whatsApp, MailSettings mail, JsonMapper json) {
        whatsApp.require();
        mail.require();
        this.whatsApp = new WhatsAppChannel(whatsApp, json);
        this.mail = new MailChannel(mail);
    }

    @Override
    public Channel channel(Route route) {
        return switch (route) {
            case WHATSAPP -> whatsApp;
            case MAIL -> mail;
        };
    }
}
