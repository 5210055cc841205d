package id.paraf.keyroom;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/** As much JDBC as the keyroom needs. Its transactions are its own: never a part of the caller's. */
final class Database {

    private final DataSource source;

    Database(DataSource source) {
        this.source = source;
    }

    /** Reads one row into a value. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Work inside one transaction. */
    interface Work<T extends @Nullable Object> {
        T in(Connection connection) throws SQLException;
    }

    /** Runs the work and commits; an exception rolls back. */
    <T extends @Nullable Object> T transaction(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            boolean auto = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(auto);
            }
        } catch (SQLException e) {
            throw new KeyroomAway(e);
        }
    }

    /** One statement, committed when this returns. */
    int update(String sql, @Nullable Object... parameters) {
        return transaction(connection -> update(connection, sql, parameters));
    }

    static int update(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /** One statement, which commits by itself. */
    <T> Optional<T> find(Reader<T> reader, String sql, @Nullable Object... parameters) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(true);
            return find(connection, reader, sql, parameters);
        } catch (SQLException e) {
            throw new KeyroomAway(e);
        }
    }

    /**
     * Like {@link #find}, but the commit does not wait for the disk. PostgreSQL writes commits in order, so the next
     * commit that does wait makes this one durable too; whoever calls this sees to it that there is one.
     */
    <T> Optional<T> findUnflushed(Reader<T> reader, String sql, @Nullable Object... parameters) {
        return transaction(connection -> {
            try (var setting = connection.createStatement()) {
                setting.execute("SET LOCAL synchronous_commit = off");
            }
            return find(connection, reader, sql, parameters);
        });
    }

    static <T> Optional<T> find(Connection connection, Reader<T> reader, String sql, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters); ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(reader.read(row)) : Optional.empty();
        }
    }

    static <T> List<T> list(Connection connection, Reader<T> reader, String sql, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters); ResultSet row = statement.executeQuery()) {
            var values = new ArrayList<T>();
            while (row.next()) {
                values.add(reader.read(row));
            }
            return values;
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            switch (value) {
                case Instant at -> statement.setObject(i + 1, at.atOffset(ZoneOffset.UTC));
                case Enum<?> constant -> statement.setString(i + 1, constant.name());
                case null, default -> statement.setObject(i + 1, value);
            }
        }
        return statement;
    }
}
