package id.paraf.selfie;

import static id.paraf.selfie.Times.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.kernel.Hashes;

/** Reads capture links. */
final class LinkRows {

    private static final String SELECT = """
            SELECT l.*, j.wrong_numbers, j.died_of FROM capture_link l JOIN capture_journey j USING (journey)
            """;

    private final JdbcClient jdbc;

    LinkRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A link with what its journey has been through. */
    record Link(CaptureOrder order, boolean handover, int matchNumber, String requesterAddress, String requesterAgent,
            String state, Instant issuedAt, Instant expiresAt, @Nullable Instant claimedAt, int wrongNumbers,
            LinkState.@Nullable DeathCause deathCause) {

        UUID journey() {
            return order.journey();
        }

        UUID account() {
            return order.account();
        }

        Purpose purpose() {
            return order.purpose();
        }

        String initials() {
            return order.initials();
        }

        boolean journeyDead() {
            return deathCause != null;
        }

        /** Only a link that went to the number of a reset says something about that number. */
        boolean provesNumber() {
            return !handover && order.key() != null;
        }

        UUID key() {
            return Objects.requireNonNull(order.key());
        }

        Instant numberSince() {
            return Objects.requireNonNull(order.numberSince());
        }
    }

    /** Whether a locked journey is over. */
    record Journey(boolean dead) {
    }

    Optional<Link> find(String token) {
        return jdbc.sql(SELECT + "WHERE l.token_sha256 = :token").param("token", Hashes.ofToken(token)).query(LinkRows::read)
                .optional();
    }

    /** @param handover whether one for the person's other device is meant, or one that was sent */
    Optional<Link> newest(UUID journey, boolean handover) {
        return jdbc.sql(SELECT
                + "WHERE l.journey = :journey AND l.handover = :handover ORDER BY l.issued_at DESC, (l.state = 'OPEN') DESC LIMIT 1")
                .param("journey", journey).param("handover", handover).query(LinkRows::read).optional();
    }

    /** Whether the journey has a link that was made later. */
    boolean newer(Link link) {
        // Itself is one of them.
        return jdbc.sql("SELECT count(*) > 1 FROM capture_link WHERE journey = :journey AND issued_at >= :issued")
                .param("journey", link.journey()).param("issued", Times.at(link.issuedAt())).query(Boolean.class).single();
    }

    Journey lock(UUID journey) {
        return jdbc.sql("SELECT died_at IS NOT NULL AS dead FROM capture_journey WHERE journey = :journey FOR UPDATE")
                .param("journey", journey).query((rs, i) -> new Journey(rs.getBoolean("dead"))).single();
    }

    Optional<UUID> account(UUID journey) {
        return jdbc.sql("SELECT account FROM capture_journey WHERE journey = :journey").param("journey", journey)
                .query(UUID.class).optional();
    }

    Optional<byte[]> proof(UUID journey) {
        return jdbc.sql("""
                SELECT l.proof FROM capture_link l JOIN capture_journey j USING (journey)
                WHERE l.journey = :journey AND l.proof IS NOT NULL AND j.died_at IS NULL
                ORDER BY l.claimed_at DESC LIMIT 1""").param("journey", journey).query((rs, i) -> rs.getBytes("proof"))
                .optional();
    }

    private static Link read(ResultSet rs, int row) throws SQLException {
        String diedOf = rs.getString("died_of");
        var order = new CaptureOrder(rs.getObject("journey", UUID.class), rs.getObject("account", UUID.class),
                Purpose.valueOf(rs.getString("purpose")), rs.getObject("signer_key", UUID.class),
                instant(rs.getObject("number_since", OffsetDateTime.class)), rs.getString("initials"),
                rs.getString("next_path"));
        return new Link(order, rs.getBoolean("handover"), rs.getInt("match_number"), rs.getString("requester_address"),
                rs.getString("requester_agent"), rs.getString("state"),
                rs.getObject("issued_at", OffsetDateTime.class).toInstant(),
                rs.getObject("expires_at", OffsetDateTime.class).toInstant(),
                instant(rs.getObject("claimed_at", OffsetDateTime.class)), rs.getInt("wrong_numbers"),
                diedOf == null ? null : LinkState.DeathCause.valueOf(diedOf));
    }
}
