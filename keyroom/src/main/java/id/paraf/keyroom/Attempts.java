package id.paraf.keyroom;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Opens keys with passphrases, and counts. An attempt is counted and committed before the passphrase is looked at; being
 * right takes the count back. However many ask at once, none is looked at uncounted.
 */
final class Attempts {

    /** The one guarded statement: counts the attempt and starts the wait that follows if it is wrong, or does nothing. */
    private static final String COUNT = """
            UPDATE keyroom.signer_key AS k SET attempts = attempts + 1, asked = asked + 1,
                waiting_until = (SELECT ?::timestamptz + make_interval(secs => w.seconds)
                                 FROM unnest(?::int[], ?::float8[]) AS w (after, seconds) WHERE w.after = k.attempts + 1)
            WHERE id = ? AND account = ? AND phase = 'ACTIVE' AND attempts < ?
              AND (waiting_until IS NULL OR waiting_until <= ?)
              AND NOT suspended AND NOT (frozen AND (frozen_until IS NULL OR frozen_until > ?))
              AND NOT EXISTS (SELECT FROM keyroom.used_order o WHERE o.id = ?)
            RETURNING\s""" + SignerRow.COLUMNS;

    private final Database database;
    private final Slots slots;
    private final AttemptLadder ladder;
    private final Clock clock;
    private final int[] waitAfter;
    private final double[] waitSeconds;
    /** One guess at a time per key and node, so that right ones in parallel do not look like a row of wrong ones. */
    private final ReentrantLock[] locks = new ReentrantLock[64];

    Attempts(Database database, Slots slots, AttemptLadder ladder, Clock clock) {
        this.database = database;
        this.slots = slots;
        this.ladder = ladder;
        this.clock = clock;
        waitAfter = ladder.waits().stream().mapToInt(AttemptLadder.Wait::after).toArray();
        waitSeconds = ladder.waits().stream().mapToDouble(w -> w.pause().toMillis() / 1000.0).toArray();
        java.util.Arrays.setAll(locks, i -> new ReentrantLock(true));
    }

    /** An open key: the row as it was, and its data key, which is wiped when the work is done. */
    record Open(SignerRow row, byte[] dataKey) {
    }

    /** Told before and after the count is committed. */
    record Witness(Runnable before, Runnable after) {
        static final Witness NONE = new Witness(() -> {
        }, () -> {
        });
    }

    /**
     * Counts, opens, and does the work under the key's lock. Work returns null when the row moved on meanwhile; then the
     * passphrase is tried again on the row as it is now.
     */
    <T> T open(UUID key, UUID account, UUID order, Passphrase passphrase, Witness witness, Function<Refusal, T> refused,
            Function<Open, @Nullable T> work) {
        ReentrantLock lock = locks[Math.floorMod(key.hashCode(), locks.length)];
        lock.lock();
        try {
            while (true) {
                Instant now = clock.instant();
                witness.before().run();
                // Durable before any answer: a right passphrase commits its work after this, a wrong one settles below.
                var counted = database.findUnflushed(SignerRow::read, COUNT, now, waitAfter, waitSeconds, key, account,
                        ladder.lockedAt(), now, now, order);
                if (counted.isEmpty()) {
                    return refused.apply(whyNot(key, account, order, now));
                }
                witness.after().run();
                SignerRow row = counted.get();
                byte[] dataKey = slots.unwrap(row, passphrase);
                if (dataKey == null) {
                    // Only now it is known to have been wrong: an attempt that is being looked at is counted, and is no mistake yet.
                    database.update("UPDATE keyroom.signer_key SET mistyped = attempts > 0 WHERE id = ?", key);
                    return refused.apply(wrong(row));
                }
                try {
                    T done = work.apply(new Open(row, dataKey));
                    if (done != null) {
                        return done;
                    }
                } finally {
                    Seal.wipe(dataKey);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private Refusal wrong(SignerRow row) {
        if (row.attempts() >= ladder.lockedAt()) {
            return new Refusal.LockedUntilReset(true);
        }
        return row.waitingUntil() != null ? new Refusal.Waiting(row.waitingUntil(), true)
                : new Refusal.WrongPassphrase(ladder.leftAfter(row.attempts()));
    }

    private Refusal whyNot(UUID key, UUID account, UUID order, Instant now) {
        var found = database.find(SignerRow::read, """
                UPDATE keyroom.signer_key SET asked = asked + 1 WHERE id = ? AND account = ? AND phase = 'ACTIVE'
                RETURNING\s""" + SignerRow.COLUMNS, key, account);
        if (found.isEmpty()) {
            return new Refusal.NoSuchKey();
        }
        SignerRow row = found.get();
        if (database.find(rs -> true, "SELECT 1 FROM keyroom.used_order WHERE id = ?", order).isPresent()) {
            return new Refusal.Replayed();
        }
        if (row.frozenAt(now)) {
            return new Refusal.Frozen(row.frozenUntil());
        }
        if (row.suspended()) {
            return new Refusal.Suspended();
        }
        if (row.attempts() >= ladder.lockedAt()) {
            return new Refusal.LockedUntilReset(false);
        }
        Instant until = row.waitingUntil();
        // The wait may have ended between the two statements; asking again is then the right answer.
        return new Refusal.Waiting(until == null ? now : until, false);
    }
}
