package id.paraf.keyroom;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import id.paraf.keyroom.CodeSlot.End;

/**
 * Opens keys with codes, for one application each, and counts. A code is counted before it is looked at, and signatures are taken
 * off before they are made; both are committed, so that neither a crash nor a second node gives one away.
 */
final class Codes {

    /** The longest a code can be good for, whatever was asked. */
    static final Duration LONGEST = Duration.ofHours(12);
    /** How often, and how long apart, a code asks again while others are being looked at on another node. */
    private static final int PATIENCE = 200;
    private static final long PAUSE_MILLIS = 25;

    private final Database database;
    private final SignerKeys keys;
    private final Attempts attempts;
    private final CodeSeal seal;
    private final SecureRandom random;
    private final Clock clock;
    /** One code at a time per key and node, so that right ones in parallel do not look like a row of wrong ones. */
    private final Turn[] turns = new Turn[64];

    /** @param done somebody's code was looked at: there may be room for another */
    private record Turn(ReentrantLock lock, Condition done) {

        static Turn fair() {
            var lock = new ReentrantLock(true);
            return new Turn(lock, lock.newCondition());
        }
    }

    Codes(Database database, SignerKeys keys, Attempts attempts, CodeSeal seal, SecureRandom random, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.attempts = attempts;
        this.seal = seal;
        this.random = random;
        this.clock = clock;
        java.util.Arrays.setAll(turns, i -> Turn.fair());
    }

    CodeOpened open(CodeWish wish, Passphrase passphrase) {
        Instant now = clock.instant();
        if (!wish.until().isAfter(now) || wish.until().isAfter(now.plus(LONGEST))) {
            throw new IllegalArgumentException("A code is good for up to " + LONGEST + ", not until " + wish.until());
        }
        return attempts.<CodeOpened>open(wish.key(), wish.account(), wish.id(), passphrase, Attempts.Witness.NONE,
                refusal -> refusal, open -> open(wish, open));
    }

    /** Null if the passphrase died, or the key was stopped, a moment ago. */
    private @Nullable CodeOpened open(CodeWish wish, Attempts.Open open) {
        SignerRow row = open.row();
        byte[] pkcs8 = keys.privateKey(row, open.dataKey());
        if (pkcs8 == null) {
            return new Refusal.Tampered();
        }
        Seal.wipe(pkcs8);
        String digits = "%06d".formatted(random.nextInt(1_000_000));
        CodeSeal.Sealed sealed;
        try (var code = Passphrase.of(digits)) {
            sealed = seal.wrap(row, wish, open.dataKey(), code);
        }
        Instant now = clock.instant();
        var done = new OrderOutcome(wish.id(), OrderOutcome.Kind.OPEN_CODE, row.id(), null, row.slot().version(), null, now);
        return database.<@Nullable CodeOpened>transaction(connection -> {
            if (!SignerKeys.use(connection, done)) {
                return new Refusal.Replayed();
            }
            if (!SignerKeys.right(connection, row, now)) {
                Database.update(connection, "DELETE FROM keyroom.used_order WHERE id = ?", wish.id());
                return null;
            }
            CodeRows.end(connection, End.REPLACED, now, "key = ? AND application = ?", wish.key(), wish.application());
            CodeRows.insert(connection, wish, sealed, now);
            return new CodeOpened.Open(CodeRows.find(connection, wish.id()).orElseThrow(), digits);
        });
    }

    /** Signs all of them, or none. */
    CodeOutcome sign(UUID application, List<SignOrder> orders, Passphrase code, CallerKey caller) {
        UUID key = orders.getFirst().key();
        UUID account = orders.getFirst().account();
        if (orders.stream().anyMatch(order -> !order.key().equals(key) || !order.account().equals(account))) {
            throw new IllegalArgumentException("One code opens one key");
        }
        var turn = turns[Math.floorMod(key.hashCode(), turns.length)];
        turn.lock().lock();
        try {
            var counted = counted(key, account, application, turn);
            var row = keys.find(key).orElse(null);
            if (counted.isEmpty() || row == null) {
                return new CodeOutcome.NotOpen();
            }
            byte[] dataKey = seal.unwrap(row, counted.get().slot(), counted.get().sealed(), code, caller);
            if (dataKey == null) {
                return new CodeOutcome.Wrong(CodeRows.wrong(database, counted.get().slot().id(), clock.instant()));
            }
            try {
                return sign(row, counted.get().slot(), dataKey, orders);
            } finally {
                Seal.wipe(dataKey);
            }
        } finally {
            turn.done().signalAll();
            turn.lock().unlock();
        }
    }

    /** The open slot, with this code counted; waits for those that another node looks at, which tells nobody here when it is done. */
    private Optional<CodeRows.Full> counted(UUID key, UUID account, UUID application, Turn turn) {
        for (int i = 0; i < PATIENCE; i++) {
            Instant now = clock.instant();
            var counted = CodeRows.count(database, key, account, application, now);
            if (counted.isPresent() || !CodeRows.busy(database, key, account, application, now)) {
                return counted;
            }
            try {
                // Told or not, the row says.
                var _ = turn.done().await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private CodeOutcome sign(SignerRow row, CodeSlot slot, byte[] dataKey, List<SignOrder> orders) {
        byte[] pkcs8 = keys.privateKey(row, dataKey);
        if (pkcs8 == null) {
            return new CodeOutcome.Tampered();
        }
        try {
            var settled = settle(row, slot, orders);
            if (!(settled instanceof CodeOutcome.Signed(var now, var none))) {
                return settled;
            }
            var signatures = new ArrayList<byte[]>();
            for (var order : orders) {
                signatures.add(KeyPairs.signDigest(row.algorithm(), pkcs8, order.what().digest(), random));
            }
            return new CodeOutcome.Signed(now, signatures);
        } finally {
            Seal.wipe(pkcs8);
        }
    }

    /** Thrown inside a transaction to roll it back. */
    private static final class UsedBefore extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UsedBefore() {
            super(null, null, false, false);
        }
    }

    /** Takes the signatures off, before one is made. The key's row first: whoever stops it waits, or has done so. */
    private CodeOutcome settle(SignerRow row, CodeSlot slot, List<SignOrder> orders) {
        Instant now = clock.instant();
        try {
            return database.<CodeOutcome>transaction(connection -> {
                if (!works(connection, row.id(), now)) {
                    return new CodeOutcome.NotOpen();
                }
                var used = CodeRows.use(connection, slot.id(), orders.size(), now);
                if (used.isEmpty()) {
                    return CodeRows.right(connection, slot.id(), now).<CodeOutcome>map(CodeOutcome.TooFew::new)
                            .orElseGet(CodeOutcome.NotOpen::new);
                }
                for (var order : orders) {
                    if (!SignerKeys.use(connection, new OrderOutcome(order.id(), OrderOutcome.Kind.SIGN_BY_CODE, row.id(), null,
                            row.slot().version(), null, now))) {
                        throw new UsedBefore();
                    }
                }
                return new CodeOutcome.Signed(used.get(), List.of());
            });
        } catch (UsedBefore replayed) {
            database.update("UPDATE keyroom.code_slot SET tries = tries - 1 WHERE id = ? AND ended_at IS NULL", slot.id());
            return new CodeOutcome.Replayed();
        }
    }

    private static boolean works(Connection connection, UUID key, Instant now) throws SQLException {
        return Database.find(connection, rs -> true, """
                SELECT 1 FROM keyroom.signer_key WHERE id = ? AND phase = 'ACTIVE' AND NOT suspended
                  AND NOT (frozen AND (frozen_until IS NULL OR frozen_until > ?)) FOR SHARE""", key, now).isPresent();
    }

    boolean withdraw(UUID slot, UUID account) {
        return database.transaction(connection -> CodeRows.end(connection, End.WITHDRAWN, clock.instant(),
                "id = ? AND account = ?", slot, account)) == 1;
    }

    int endOfApplication(UUID application) {
        return database.transaction(connection -> CodeRows.end(connection, End.APPLICATION_STOPPED, clock.instant(),
                "application = ?", application));
    }

    int endOfApplication(UUID application, UUID account) {
        return database.transaction(connection -> CodeRows.end(connection, End.APPLICATION_STOPPED, clock.instant(),
                "application = ? AND account = ?", application, account));
    }

    int endOfKey(UUID key) {
        return database.transaction(connection -> CodeRows.end(connection, End.KEY_STOPPED, clock.instant(), "key = ?", key));
    }

    int endOver() {
        Instant now = clock.instant();
        return database.transaction(connection -> CodeRows.end(connection, End.TIME_OVER, now, "until <= ?", now));
    }

    List<CodeSlot> ofAccount(UUID account) {
        return CodeRows.list(database, "account = ? ORDER BY opened_at DESC, id", account);
    }

    List<CodeSlot> open() {
        return CodeRows.list(database, "ended_at IS NULL ORDER BY opened_at, id");
    }

    List<CodeSlot> ended(int limit) {
        return CodeRows.list(database, "ended_at IS NOT NULL AND NOT taken ORDER BY ended_at, id LIMIT ?", limit);
    }

    void taken(List<CodeSlot> slots) {
        UUID[] ids = slots.stream().map(CodeSlot::id).toArray(UUID[]::new);
        database.transaction(connection -> Database.update(connection,
                "UPDATE keyroom.code_slot SET taken = true WHERE id = ANY (?)", connection.createArrayOf("uuid", ids)));
    }
}
