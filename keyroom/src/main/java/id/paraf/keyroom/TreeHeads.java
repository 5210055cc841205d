package id.paraf.keyroom;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import id.paraf.pki.merkle.Proofs;
import id.paraf.pki.merkle.TreeHead;

/** Signs heads of logs, and remembers the last one of each key: what does not extend it is not signed. */
final class TreeHeads {

    private static final String SELECT = "SELECT timestamp, size, root FROM keyroom.tree_head WHERE key = ?";

    private final Database database;
    private final Authorities authorities;

    TreeHeads(Database database, Authorities authorities) {
        this.database = database;
        this.authorities = authorities;
    }

    AuthorityOutcome sign(UUID key, TreeHead head, List<byte[]> consistency) {
        return authorities.sign(key, EnumSet.of(AuthorityUse.LOG), head.toBeSigned(), "TreeHeadDataV2",
                row -> database.<@Nullable String>transaction(connection -> extend(connection, key, head, consistency)));
    }

    Optional<TreeHead> last(UUID key) {
        return database.find(TreeHeads::read, SELECT, key);
    }

    private static @Nullable String extend(Connection connection, UUID key, TreeHead head, List<byte[]> consistency)
            throws SQLException {
        if (Database.update(connection, """
                INSERT INTO keyroom.tree_head (key, timestamp, size, root) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING""", key,
                head.timestamp(), head.size(), head.root()) == 1) {
            return null;
        }
        TreeHead last = Database.find(connection, TreeHeads::read, SELECT + " FOR UPDATE", key).orElseThrow();
        // RFC 9162 §4.10: "The timestamp MUST be at least as recent as the most recent SCT timestamp in the tree. Each
        // subsequent timestamp MUST be more recent than the timestamp of the previous update."
        if (head.timestamp() <= last.timestamp()) {
            return "the last head is not older than this one";
        }
        if (!Proofs.consistent(last.size(), last.root(), head.size(), head.root(), consistency)) {
            return "nothing proves that the tree of " + head.size() + " extends the one of " + last.size();
        }
        Database.update(connection, "UPDATE keyroom.tree_head SET timestamp = ?, size = ?, root = ? WHERE key = ?",
                head.timestamp(), head.size(), head.root(), key);
        return null;
    }

    private static TreeHead read(ResultSet rs) throws SQLException {
        return new TreeHead(rs.getLong("timestamp"), rs.getLong("size"), rs.getBytes("root"));
    }
}
