package id.paraf.signing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.signing.Documents.Batch;
import id.paraf.signing.MarkChoice.Spot;

/** What was to be signed together, and how it was to be marked. */
@Component
class BatchRows {

    private static final String NONE = "none";
    private static final String AT = "at";
    private static final String FIELD = "field";

    private final JdbcClient jdbc;
    private final Clock clock;

    BatchRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void insert(UUID id, UUID account, MarkChoice mark) {
        var visible = mark instanceof MarkChoice.Visible one ? one : null;
        var spot = visible == null ? null : visible.spot();
        var at = spot instanceof Spot.At one ? one : null;
        jdbc.sql("""
                INSERT INTO signing_batch (id, account, begun_at, place, page, x, y, tag)
                VALUES (:id, :account, :now, :place, :page, :x, :y, :tag)""").param("id", id).param("account", account)
                .param("now", DocumentRows.utc(clock.instant()))
                .param("place", place(spot))
                .param("page", visible == null ? null : visible.page()).param("x", at == null ? null : at.x())
                .param("y", at == null ? null : at.y())
                .param("tag", spot instanceof Spot.InField(String name) ? name : Spots.tag(spot)).update();
    }

    private static @Nullable String place(@Nullable Spot spot) {
        return switch (spot) {
            case null -> NONE;
            case Spot.At at -> AT;
            case Spot.InField field -> FIELD;
            case Spot.Corner corner -> Spots.name(corner);
            case Spot.AtText text -> Spots.name(text);
        };
    }

    private static Spot spot(ResultSet rs, String place) throws SQLException {
        return switch (place) {
            case AT -> new Spot.At(rs.getDouble("x"), rs.getDouble("y"));
            case FIELD -> new Spot.InField(rs.getString("tag"));
            default -> Objects.requireNonNull(Spots.spot(place, rs.getString("tag")));
        };
    }

    /** Empty for somebody else's. */
    Optional<Batch> find(UUID account, UUID id) {
        return jdbc.sql("SELECT * FROM signing_batch WHERE account = :account AND id = :id").param("account", account)
                .param("id", id).query(BatchRows::read).optional();
    }

    /** Forgets those of which no document is left. */
    void tidy() {
        jdbc.sql("DELETE FROM signing_batch b WHERE NOT EXISTS (SELECT FROM signing_document d WHERE d.batch = b.id)").update();
    }

    private static Batch read(ResultSet rs, int row) throws SQLException {
        String place = rs.getString("place");
        return new Batch(DocumentRows.at(rs, "begun_at"), place.equals(NONE) ? new MarkChoice.Invisible()
                : new MarkChoice.Visible(rs.getInt("page"), spot(rs, place), null));
    }
}
