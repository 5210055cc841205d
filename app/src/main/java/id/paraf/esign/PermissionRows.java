package id.paraf.esign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.keyroom.CodeSlot;

/** The tables of permissions: what people read of them, and what of it is on record. */
@Component
class PermissionRows {

    /** How long a page reminds of what an application asked for. */
    static final Duration WANTED = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    PermissionRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A row, which knows nothing of what was used; the keyroom does. */
    record Row(UUID id, UUID account, UUID client, String application, String info, int files, Instant openedAt, Instant until) {

        Permission with(CodeSlot slot) {
            return new Permission(id, account, client, application, info, files, slot.used(), openedAt, until, slot.endedAt(),
                    slot.end());
        }
    }

    void opened(CodeSlot slot) {
        insert(slot, null);
        jdbc.sql("DELETE FROM esign_permission_wanted WHERE account = :account AND client = :client")
                .param("account", slot.account()).param("client", slot.application()).update();
    }

    /** False if its end is on record already. Whose opening was never recorded, because of a crash, is recorded with it. */
    boolean ended(CodeSlot slot) {
        return insert(slot, slot.end()) == 1 || jdbc.sql("""
                UPDATE esign_permission SET ended_at = :endedAt, ended = :end WHERE id = :id AND ended_at IS NULL""")
                .param("endedAt", utc(slot.endedAt())).param("end", String.valueOf(slot.end())).param("id", slot.id())
                .update() == 1;
    }

    private int insert(CodeSlot slot, CodeSlot.@Nullable End end) {
        return jdbc.sql("""
                INSERT INTO esign_permission (id, account, client, files, opened_at, until, ended_at, ended)
                VALUES (:id, :account, :client, :files, :openedAt, :until, :endedAt, :end) ON CONFLICT DO NOTHING""")
                .param("id", slot.id()).param("account", slot.account()).param("client", slot.application())
                .param("files", slot.files()).param("openedAt", utc(slot.openedAt())).param("until", utc(slot.until()))
                .param("endedAt", end == null ? null : utc(slot.endedAt())).param("end", end == null ? null : end.name())
                .update();
    }

    List<Row> of(UUID account) {
        return jdbc.sql("""
                SELECT p.*, c.username, c.info FROM esign_permission p JOIN esign_client c ON c.id = p.client
                WHERE p.account = :account ORDER BY p.opened_at DESC, p.id""").param("account", account)
                .query(PermissionRows::row).list();
    }

    private static Row row(ResultSet rs, int number) throws SQLException {
        return new Row(rs.getObject("id", UUID.class), rs.getObject("account", UUID.class), rs.getObject("client", UUID.class),
                rs.getString("username"), rs.getString("info"), rs.getInt("files"), at(rs, "opened_at"), at(rs, "until"));
    }

    void signed(UUID permission, UUID document, String signedSha256) {
        jdbc.sql("""
                INSERT INTO esign_permission_file (document, permission, signed_at, signed_sha256)
                VALUES (:document, :permission, :now, :sha256)""").param("document", document).param("permission", permission)
                .param("now", utc(clock.instant())).param("sha256", signedSha256).update();
    }

    List<Permission.SignedFile> files(UUID permission) {
        return jdbc.sql("""
                SELECT document, signed_at, signed_sha256 FROM esign_permission_file
                WHERE permission = :permission ORDER BY signed_at, document""").param("permission", permission)
                .query((rs, i) -> new Permission.SignedFile(rs.getObject("document", UUID.class), at(rs, "signed_at"),
                        rs.getString("signed_sha256")))
                .list();
    }

    void wanted(UUID account, UUID client, int files) {
        jdbc.sql("""
                INSERT INTO esign_permission_wanted (account, client, files, at) VALUES (:account, :client, :files, :now)
                ON CONFLICT (account, client) DO UPDATE SET files = :files, at = :now""").param("account", account)
                .param("client", client).param("files", files).param("now", utc(clock.instant())).update();
    }

    List<Permission.Wanted> wantedOf(UUID account) {
        return jdbc.sql("""
                SELECT w.*, c.username, c.info FROM esign_permission_wanted w JOIN esign_client c ON c.id = w.client
                WHERE w.account = :account AND w.at > :since AND c.enabled ORDER BY w.at DESC""").param("account", account)
                .param("since", utc(clock.instant().minus(WANTED)))
                .query((rs, i) -> new Permission.Wanted(rs.getObject("client", UUID.class), rs.getString("username"),
                        rs.getString("info"), rs.getInt("files"), at(rs, "at")))
                .list();
    }

    void forgetWanted() {
        jdbc.sql("DELETE FROM esign_permission_wanted WHERE at <= :since")
                .param("since", utc(clock.instant().minus(WANTED))).update();
    }

    private static Instant at(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
