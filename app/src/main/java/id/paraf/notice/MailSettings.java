package id.paraf.notice;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import id.paraf.kernel.RefusedToStart;

/**
 * The mail server that takes Paraf's messages.
 *
 * @param from the sender's address
 * @param user login name, or null for a server that asks for none
 * @param startTls whether the connection must turn to TLS before anything is said; off only for a server on this machine
 * @param timeout how long connecting, and each wait for the server, may take
 */
@ConfigurationProperties("paraf.mail")
record MailSettings(@Nullable String host, @DefaultValue("587") int port, @Nullable String from, @Nullable String user,
        @Nullable String password, @DefaultValue("true") boolean startTls, @DefaultValue("10s") Duration timeout) {

    /** @throws RefusedToStart naming everything that is missing */
    void require() {
        if (host == null || host.isBlank() || from == null || from.isBlank()) {
            throw new RefusedToStart("Paraf sends security notices by e-mail and does not know how. Set paraf.mail.host and "
                    + "paraf.mail.from (and paraf.mail.user with paraf.mail.password if the server asks for a login).");
        }
    }

    @Override
    public String toString() {
        return "MailSettings[" + host + ":" + port + "]";
    }
}
