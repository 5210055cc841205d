package id.paraf.webhook;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.esign.Client;
import id.paraf.kernel.Randomness;
import id.paraf.kernel.RootSecret;
import id.paraf.kernel.Sealing;

/** The table {@code webhook_target}. */
@Component
class Targets {

    /** How long the secret before still signs: long enough to change it at the receiver without losing a message. */
    static final Duration BOTH = Duration.ofHours(24);
    private static final int BYTES = 32;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Randomness randomness;
    private final Sealing sealing;

    Targets(JdbcClient jdbc, Clock clock, RootSecret root, Randomness randomness) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.randomness = randomness;
        this.sealing = new Sealing(root.derive("webhook/secret", "AES"), randomness);
    }

    Optional<Target> find(UUID client) {
        return jdbc.sql("SELECT * FROM webhook_target WHERE client = :client").param("client", client).query(Targets::read)
                .optional();
    }

    /** The applications of these institutions that want to hear of something, by institution. */
    Map<String, List<UUID>> of(Collection<String> institutions) {
        var clients = new HashMap<String, List<UUID>>();
        jdbc.sql("SELECT institution, client FROM webhook_target WHERE institution = ANY (:institutions)")
                .param("institutions", institutions.toArray(String[]::new)).query(rs -> {
                    clients.computeIfAbsent(rs.getString("institution"), name -> new ArrayList<>())
                            .add(rs.getObject("client", UUID.class));
                });
        return clients;
    }

    byte[] make() {
        return randomness.bytes(BYTES);
    }

    /** False if there is one already. */
    boolean insert(Client client, URI url, byte[] secret) {
        return jdbc.sql("""
                INSERT INTO webhook_target (client, institution, url, secret, secret_at)
                VALUES (:client, :institution, :url, :secret, :now) ON CONFLICT DO NOTHING""").param("client", client.id())
                .param("institution", client.institution()).param("url", url.toString()).param("secret", seal(client.id(), secret))
                .param("now", utc(clock.instant())).update() == 1;
    }

    /** False if it is so already. */
    boolean move(UUID client, URI url) {
        return jdbc.sql("UPDATE webhook_target SET url = :url WHERE client = :client AND url <> :url").param("url", url.toString())
                .param("client", client).update() == 1;
    }

    /** False if there is a newer secret than the one that is to be replaced. */
    boolean rotate(UUID client, int number, byte[] secret) {
        var now = clock.instant();
        return jdbc.sql("""
                UPDATE webhook_target SET previous = secret, previous_until = :until, secret = :secret, secret_at = :now,
                    secret_number = secret_number + 1
                WHERE client = :client AND secret_number = :number""").param("until", utc(now.plus(BOTH)))
                .param("secret", seal(client, secret)).param("now", utc(now)).param("client", client).param("number", number)
                .update() == 1;
    }

    boolean remove(UUID client) {
        return jdbc.sql("DELETE FROM webhook_target WHERE client = :client").param("client", client).update() == 1;
    }

    /** What signs now, the newest first. */
    List<byte[]> secrets(UUID client) {
        return jdbc.sql("SELECT secret, CASE WHEN previous_until > :now THEN previous END AS previous FROM webhook_target "
                + "WHERE client = :client").param("now", utc(clock.instant())).param("client", client).query((rs, i) -> {
                    var secrets = new ArrayList<byte[]>();
                    secrets.add(open(client, rs.getBytes("secret")));
                    byte[] previous = rs.getBytes("previous");
                    if (previous != null) {
                        secrets.add(open(client, previous));
                    }
                    return List.copyOf(secrets);
                }).optional().orElse(List.of());
    }

    private byte[] seal(UUID client, byte[] secret) {
        return sealing.seal("webhook:" + client, secret);
    }

    private byte[] open(UUID client, byte[] sealed) {
        return sealing.open("webhook:" + client, sealed)
                .orElseThrow(() -> new IllegalStateException("The webhook secret of " + client + " does not open"));
    }

    private static Target read(ResultSet rs, int row) throws SQLException {
        return new Target(rs.getObject("client", UUID.class), URI.create(rs.getString("url")), rs.getInt("secret_number"),
                rs.getObject("secret_at", OffsetDateTime.class).toInstant(),
                instant(rs.getObject("previous_until", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
