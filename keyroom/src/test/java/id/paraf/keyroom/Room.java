package id.paraf.keyroom;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

import id.paraf.keyroom.SignOrder.Challenge;
import id.paraf.keyroom.proof.FaceProof;
import id.paraf.keyroom.proof.LinkProof;
import id.paraf.testing.MutableClock;
import id.paraf.testing.TestDatabase;

/** A keyroom on a real database, with cheap guesses, and the two others that make its proofs. */
final class Room {

    static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);
    static final SecureRandom RANDOM = new SecureRandom();
    /** Held, or the garbage collector would bring the chatter back. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    static {
        FLYWAY.setLevel(Level.WARNING);
    }

    final MutableClock clock = new MutableClock(Instant.parse("2026-11-02T02:00:00Z"));
    final DataSource database = pool(TestDatabase.copyOf(Migrated.NAME));
    final KeyroomSecrets secrets = new KeyroomSecrets(secret(), secret(), secret());
    final Keyroom keyroom;

    /** Migrated once; each room has a copy of its own. */
    private static final class Migrated {

        static final String NAME = migrate();

        private static String migrate() {
            var source = new PGSimpleDataSource();
            source.setUrl(TestDatabase.newUrl());
            Flyway.configure().dataSource(source).locations("classpath:db/keyroom").load().migrate();
            return TestDatabase.name(source.getUrl());
        }
    }

    /** As in the application, connections are kept; a room that is left gives its own up. */
    private static DataSource pool(String url) {
        var pool = new HikariConfig();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(110);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(10_000);
        return new HikariDataSource(pool);
    }

    Room() {
        this(AttemptLadder.DEFAULT);
    }

    Room(AttemptLadder ladder) {
        keyroom = new Keyroom(database, clock, RANDOM, secrets, FaultPoints.NONE, CHEAP, ladder);
    }

    /** Another process on the same database. */
    Keyroom again(FaultPoints faults) {
        return new Keyroom(database, clock, RANDOM, secrets, faults, CHEAP, AttemptLadder.DEFAULT);
    }

    Keyroom again(Argon2Cost cost) {
        return new Keyroom(database, clock, RANDOM, secrets, FaultPoints.NONE, cost, AttemptLadder.DEFAULT);
    }

    static SecretKey secret() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    static Passphrase pass(String text) {
        return Passphrase.of(text);
    }

    /** One key of one account. */
    record Key(UUID id, UUID account, KeyAlgorithm algorithm, byte[] publicKey) {
    }

    Key key(String passphrase) {
        return key(passphrase, KeyAlgorithm.P256, ResetPolicy.KEEP);
    }

    Key key(String passphrase, KeyAlgorithm algorithm, ResetPolicy policy) {
        UUID account = UUID.randomUUID();
        NewKey made = keyroom.createSignerKey(account, algorithm, policy, pass(passphrase));
        return new Key(made.id(), account, algorithm, made.publicKey());
    }

    SignOutcome sign(Key key, String passphrase) {
        return sign(keyroom, key, passphrase);
    }

    SignOutcome sign(Keyroom room, Key key, String passphrase) {
        return room.sign(new SignOrder(UUID.randomUUID(), key.id(), key.account(), new Challenge(new byte[] {1, 2, 3})),
                pass(passphrase));
    }

    /** Whether the passphrase opens the key, proven by a signature that verifies; counts are taken back. */
    boolean opens(Key key, String passphrase) {
        var challenge = new Challenge(new byte[] {7});
        var outcome = keyroom.sign(new SignOrder(UUID.randomUUID(), key.id(), key.account(), challenge), pass(passphrase));
        sql("UPDATE keyroom.signer_key SET attempts = 0, waiting_until = NULL WHERE id = '" + key.id() + "'");
        return outcome instanceof SignOutcome.Signed(byte[] signature) && verifies(key, challenge.message(), signature);
    }

    static boolean verifies(Key key, byte[] message, byte[] signature) {
        try {
            var verifier = Signature.getInstance(key.algorithm().signatureName());
            verifier.initVerify(
                    KeyFactory.getInstance(key.algorithm().family()).generatePublic(new X509EncodedKeySpec(key.publicKey())));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A grant as the journey collects it: the link claimed two minutes ago, the face recognised one minute ago. */
    ResetGrant grant(Key key) {
        return grant(key, UUID.randomUUID(), clock.instant().minus(Duration.ofDays(400)), false);
    }

    ResetGrant grant(Key key, UUID journey, Instant numberSince, boolean officer) {
        Instant now = clock.instant();
        return new ResetGrant(key.id(), key.account(), journey,
                LinkProof.sign(secrets.linkProof(), key.id(), key.account(), journey, now.minusSeconds(120), numberSince, 47,
                        new byte[32]),
                FaceProof.sign(secrets.faceProof(), key.id(), key.account(), journey, new byte[32], now.minusSeconds(60), officer));
    }

    void sql(String sql) {
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    String query(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rs = statement.executeQuery(sql)) {
            rs.next();
            return rs.getString(1);
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }
}
