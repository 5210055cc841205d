package id.paraf.notice;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** In the demo profile, and nowhere else, messages arrive here instead of on phones. */
@Component
@Profile("demo")
public class DemoInbox implements Channels {

    private static final int NEWEST = 200;

    private final JdbcClient jdbc;
    private final Clock clock;

    DemoInbox(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A message as its receiver sees it.
     *
     * @param whatsApp a WhatsApp message, otherwise an e-mail
     * @param button what the link is called, or null without a link
     */
    public record Received(UUID id, @Nullable UUID account, boolean whatsApp, String address, String subject, String body,
            @Nullable String button, @Nullable String link, Instant at) {
    }

    /** The latest messages, newest first. */
    public List<Received> newest() {
        return jdbc.sql("""
                SELECT id, account, route, address, subject, body, button, link, sent_at FROM demo_message
                ORDER BY sent_at DESC, id LIMIT :newest""").param("newest", NEWEST)
                .query((rs, i) -> new Received(rs.getObject("id", UUID.class), rs.getObject("account", UUID.class),
                        Route.WHATSAPP.name().equals(rs.getString("route")), rs.getString("address"), rs.getString("subject"),
                        rs.getString("body"), rs.getString("button"), rs.getString("link"),
                        rs.getObject("sent_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Override
    public Channel channel(Route route) {
        return this::keep;
    }

    private Channel.Result keep(Channel.Letter letter) {
        jdbc.sql("""
                INSERT INTO demo_message (id, account, route, address, subject, body, button, link, sent_at)
                VALUES (:id, :account, :route, :address, :subject, :body, :button, :link, :at) ON CONFLICT DO NOTHING""")
                .param("id", letter.id()).param("account", letter.account()).param("route", letter.route().name())
                .param("address", letter.to()).param("subject", letter.text().subject()).param("body", letter.text().body())
                .param("button", letter.text().button()).param("link", letter.text().link())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        return new Channel.Result.Accepted("demo:" + letter.id());
    }
}
