package id.paraf.esign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code esign_client}. */
@Component
class ClientRows {

    private static final String ALL = "SELECT * FROM esign_client ";

    private final JdbcClient jdbc;
    private final Clock clock;

    ClientRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A row with the hash of its secret; {@code calledBefore} is whether the public key that the secret makes is known. */
    record Row(Client client, byte[] secret, boolean calledBefore) {
    }

    Optional<Row> byName(String username) {
        return jdbc.sql(ALL + "WHERE lower(username) = :username").param("username", username.toLowerCase(Locale.ROOT))
                .query((rs, i) -> new Row(read(rs, i), rs.getBytes("secret"), rs.getBytes("caller_key") != null))
                .optional();
    }

    List<Client> of(String institution) {
        return jdbc.sql(ALL + "WHERE institution = :institution ORDER BY username").param("institution", institution)
                .query(ClientRows::read).list();
    }

    Optional<Client> find(String institution, UUID id) {
        return jdbc.sql(ALL + "WHERE institution = :institution AND id = :id").param("institution", institution).param("id", id)
                .query(ClientRows::read).optional();
    }

    Optional<Client> any(UUID id) {
        return jdbc.sql(ALL + "WHERE id = :id").param("id", id).query(ClientRows::read).optional();
    }

    String name(UUID id) {
        return jdbc.sql("SELECT username FROM esign_client WHERE id = :id").param("id", id).query(String.class).optional()
                .orElse("");
    }

    /** Those of an institution for which a code can be opened. */
    List<Client> callers(String institution) {
        return jdbc.sql(ALL + """
                WHERE institution = :institution AND enabled AND NOT sandbox AND caller_key IS NOT NULL ORDER BY lower(username)""")
                .param("institution", institution).query(ClientRows::read).list();
    }

    /** The public key that the application's secret makes; empty if it has not called since such keys are kept. */
    Optional<byte[]> callerKey(UUID id) {
        return jdbc.sql("SELECT caller_key FROM esign_client WHERE id = :id AND caller_key IS NOT NULL").param("id", id)
                .query((rs, i) -> rs.getBytes("caller_key")).optional();
    }

    /** Keeps that key of an application that was let in before such keys were kept, unless it has another secret by now. */
    void learn(UUID id, byte[] secret, byte[] callerKey) {
        jdbc.sql("UPDATE esign_client SET caller_key = :key WHERE id = :id AND secret = :secret AND caller_key IS NULL")
                .param("key", callerKey).param("id", id).param("secret", secret).update();
    }

    /** False if somebody has this name. */
    boolean insert(UUID id, String institution, LookAfterClient.Wish wish, String username, boolean sandbox, byte[] secret,
            byte[] callerKey, UUID by) {
        return jdbc.sql("""
                INSERT INTO esign_client (id, institution, username, info, secret, caller_key, secret_at, networks, geometry, invites_into,
                    sandbox, created_at, created_by)
                VALUES (:id, :institution, :username, :info, :secret, :callerKey, :now, :networks, :geometry, :invitesInto, :sandbox, :now, :by)
                ON CONFLICT DO NOTHING""").param("id", id).param("institution", institution).param("username", username)
                .param("info", wish.info()).param("secret", secret).param("callerKey", callerKey).param("now", now())
                .param("networks", texts(wish.networks()))
                .param("geometry", wish.geometry().name()).param("invitesInto", wish.invitesInto()).param("sandbox", sandbox)
                .param("by", by).update() == 1;
    }

    /** False if it is so already. */
    boolean change(UUID id, LookAfterClient.Wish wish) {
        return jdbc.sql("""
                UPDATE esign_client SET info = :info, networks = :networks, geometry = :geometry, invites_into = :invitesInto
                WHERE id = :id AND (info, networks, geometry, invites_into)
                    IS DISTINCT FROM (:info::text, :networks::text[], :geometry::text, :invitesInto::uuid)""")
                .param("info", wish.info()).param("networks", texts(wish.networks())).param("geometry", wish.geometry().name())
                .param("invitesInto", wish.invitesInto()).param("id", id).update() == 1;
    }

    /** False if there is a newer secret than the one that is to be replaced. */
    boolean rotate(UUID id, int number, byte[] secret, byte[] callerKey) {
        return jdbc.sql("""
                UPDATE esign_client SET secret = :secret, caller_key = :callerKey, secret_at = :now,
                    secret_number = secret_number + 1
                WHERE id = :id AND secret_number = :number""").param("secret", secret).param("callerKey", callerKey)
                .param("now", now()).param("id", id)
                .param("number", number).update() == 1;
    }

    /** False if it is so already. */
    boolean enable(UUID id, boolean enabled) {
        return jdbc.sql("UPDATE esign_client SET enabled = :enabled WHERE id = :id AND enabled <> :enabled")
                .param("enabled", enabled).param("id", id).update() == 1;
    }

    void refused(UUID id) {
        jdbc.sql("UPDATE esign_client SET refusals = refusals + 1 WHERE id = :id").param("id", id).update();
    }

    private static Client read(ResultSet rs, int row) throws SQLException {
        var networks = Arrays.stream((String[]) rs.getArray("networks").getArray())
                .map(text -> Network.of(text).orElseThrow(() -> new IllegalStateException("No network: " + text))).toList();
        var use = new Client.Use(rs.getLong("calls"), rs.getLong("failures"), rs.getLong("refusals"), instant(rs, "last_used_at"),
                instant(rs, "last_failed_at"), rs.getString("last_failure"));
        return new Client(rs.getObject("id", UUID.class), rs.getString("institution"), rs.getString("username"),
                rs.getString("info"), networks, Geometry.valueOf(rs.getString("geometry")),
                rs.getBoolean("sandbox"), rs.getObject("invites_into", UUID.class), rs.getBoolean("enabled"),
                rs.getInt("secret_number"), at(rs, "secret_at"), at(rs, "created_at"), use);
    }

    private static String[] texts(List<Network> networks) {
        return networks.stream().map(Network::text).toArray(String[]::new);
    }

    private static Instant at(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
