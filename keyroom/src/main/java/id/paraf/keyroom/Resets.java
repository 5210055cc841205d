package id.paraf.keyroom;

import static id.paraf.keyroom.FaultPoint.ACTIVATE_AFTER_COMMIT;
import static id.paraf.keyroom.FaultPoint.ACTIVATE_BEFORE_COMMIT;
import static id.paraf.keyroom.FaultPoint.ACTIVATE_BEFORE_WRITE;
import static id.paraf.keyroom.FaultPoint.RESET_AFTER_COMMIT;
import static id.paraf.keyroom.FaultPoint.RESET_AFTER_PROOFS;
import static id.paraf.keyroom.FaultPoint.RESET_BEFORE_COMMIT;
import static id.paraf.keyroom.FaultPoint.RESET_BEFORE_PROOFS;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import id.paraf.keyroom.Refusal.GrantRefused;

/** New passphrases without the old one, for a {@link ResetGrant} and for nothing else. */
final class Resets {

    private final Database database;
    private final SignerKeys keys;
    private final Slots slots;
    private final Grants grants;
    private final Clock clock;
    private final FaultPoints faults;

    Resets(Database database, SignerKeys keys, Slots slots, Grants grants, Clock clock, FaultPoints faults) {
        this.database = database;
        this.keys = keys;
        this.slots = slots;
        this.grants = grants;
        this.clock = clock;
        this.faults = faults;
    }

    ResetOutcome reset(UUID order, ResetGrant grant, Passphrase passphrase) {
        while (true) {
            Instant now = clock.instant();
            var refused = grants.whyNot(grant, now);
            if (refused.isPresent()) {
                return new GrantRefused(refused.get());
            }
            var row = keys.find(grant.key()).filter(k -> k.account().equals(grant.account()))
                    .filter(k -> k.phase() == KeyState.Phase.ACTIVE).orElse(null);
            if (row == null) {
                return new Refusal.NoSuchKey();
            }
            if (row.frozenAt(now) && row.frozenUntil() == null) {
                return new Refusal.Frozen(null);
            }
            if (row.suspended()) {
                return new Refusal.Suspended();
            }
            Instant frozenUntil = Grants.risky(grant, now) ? now.plus(Grants.RISK_FREEZE) : null;
            byte[] recovery = row.recovery();
            ResetOutcome outcome = recovery == null || Grants.numberIsYoung(grant, now)
                    ? renew(order, grant, row, passphrase, frozenUntil, now)
                    : keep(order, grant, row, recovery, passphrase, frozenUntil, now);
            if (outcome != null) {
                return outcome;
            }
        }
    }

    /** Null if the slot was replaced meanwhile. */
    private @Nullable ResetOutcome keep(UUID order, ResetGrant grant, SignerRow row, byte[] recovery, Passphrase passphrase,
            @Nullable Instant frozenUntil, Instant now) {
        byte[] dataKey = slots.unwrapForRecovery(row, recovery);
        if (dataKey == null) {
            return new Refusal.Tampered();
        }
        int version = row.slot().version() + 1;
        SignerRow.Slot slot;
        try {
            // A slot over a blob that does not open would lock the owner out for good.
            byte[] pkcs8 = keys.privateKey(row, dataKey);
            if (pkcs8 == null) {
                return new Refusal.Tampered();
            }
            Seal.wipe(pkcs8);
            slot = slots.wrap(row, version, dataKey, passphrase);
        } finally {
            Seal.wipe(dataKey);
        }
        var done = new OrderOutcome(order, OrderOutcome.Kind.RESET_KEEP, row.id(), null, version, frozenUntil, now);
        return commit(done, grant, new ResetOutcome.Kept(version, frozenUntil), connection -> {
            boolean written = SignerKeys.replaceSlot(connection, row.id(), row.slot().version(), slot);
            if (written) {
                CodeRows.endOfKey(connection, row.id(), CodeSlot.End.PASSPHRASE_CHANGED, now);
                KeyEvents.write(connection, KeyEvent.Act.PASSPHRASE_RESET, row.id(), order, now);
                if (frozenUntil != null) {
                    SignerKeys.freeze(connection, row.id(), frozenUntil, order, now);
                }
            }
            return written;
        });
    }

    private @Nullable ResetOutcome renew(UUID order, ResetGrant grant, SignerRow old, Passphrase passphrase,
            @Nullable Instant frozenUntil, Instant now) {
        SignerRow made = keys.make(keys.newId(), old.account(), old.algorithm(), old.policy(), KeyState.Phase.PENDING, old.id(),
                frozenUntil,
                passphrase);
        var done = new OrderOutcome(order, OrderOutcome.Kind.RESET_RENEW, old.id(), made.id(), 1, frozenUntil, now);
        return commit(done, grant, new ResetOutcome.Renewed(made.id(), made.publicKey(), frozenUntil), connection -> {
            KeyEvents.write(connection, KeyEvent.Act.RENEWAL_ORDERED, old.id(), order, now);
            // Whoever does not know the passphrase any more may not know what was opened with it.
            CodeRows.endOfKey(connection, old.id(), CodeSlot.End.PASSPHRASE_CHANGED, now);
            SignerKeys.insert(connection, made, order, now);
            return true;
        });
    }

    /** Thrown inside a transaction to roll it back with an answer. */
    private static final class Stop extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final transient @Nullable ResetOutcome answer;

        Stop(@Nullable ResetOutcome answer) {
            super(null, null, false, false);
            this.answer = answer;
        }
    }

    private interface Write {
        boolean in(Connection connection) throws SQLException;
    }

    /** The one transaction of a reset: order used, both proofs used, key written, or none of it. */
    private @Nullable ResetOutcome commit(OrderOutcome done, ResetGrant grant, ResetOutcome answer, Write write) {
        faults.reached(RESET_BEFORE_PROOFS);
        try {
            database.transaction(connection -> {
                for (byte[] mac : new byte[][] {grant.link().mac(), grant.face().mac()}) {
                    if (Database.update(connection, "INSERT INTO keyroom.used_proof (mac, at) VALUES (?, ?) ON CONFLICT DO NOTHING",
                            mac, done.at()) == 0) {
                        boolean same = Database.find(connection, rs -> true, "SELECT 1 FROM keyroom.used_order WHERE id = ?",
                                done.order()).isPresent();
                        throw new Stop(same ? new Refusal.Replayed() : new GrantRefused(GrantRefused.Reason.USED_BEFORE));
                    }
                }
                faults.reached(RESET_AFTER_PROOFS);
                if (!write.in(connection)) {
                    throw new Stop(null);
                }
                if (!SignerKeys.use(connection, done)) {
                    throw new Stop(new Refusal.Replayed());
                }
                faults.reached(RESET_BEFORE_COMMIT);
                return true;
            });
        } catch (Stop stop) {
            return stop.answer;
        }
        faults.reached(RESET_AFTER_COMMIT);
        return answer;
    }

    ActivateOutcome activate(UUID order, UUID newKey, UUID account) {
        faults.reached(ACTIVATE_BEFORE_WRITE);
        Instant now = clock.instant();
        ActivateOutcome outcome = database.transaction(connection -> {
            var made = Database.find(connection, SignerRow::read, "SELECT " + SignerRow.COLUMNS
                    + " FROM keyroom.signer_key WHERE id = ? AND account = ? FOR UPDATE", newKey, account).orElse(null);
            if (made == null || made.replaces() == null) {
                return new Refusal.NoSuchKey();
            }
            var old = Database.find(connection, SignerRow::read, "SELECT " + SignerRow.COLUMNS
                    + " FROM keyroom.signer_key WHERE id = ? FOR UPDATE", made.replaces()).orElseThrow();
            if (Database.find(connection, rs -> true, "SELECT 1 FROM keyroom.used_order WHERE id = ?", order).isPresent()) {
                return new Refusal.Replayed();
            }
            // The old key may be destroyed already: its certificate was superseded before this.
            if (made.phase() != KeyState.Phase.PENDING || old.phase() == KeyState.Phase.PENDING) {
                return new Refusal.NoSuchKey();
            }
            if (old.frozenAt(now) && old.frozenUntil() == null) {
                return new Refusal.Frozen(null);
            }
            SignerKeys.use(connection, new OrderOutcome(order, OrderOutcome.Kind.ACTIVATE, old.id(), made.id(),
                    made.slot().version(), made.frozenUntil(), now));
            Database.update(connection, "UPDATE keyroom.signer_key SET phase = 'ACTIVE' WHERE id = ?", made.id());
            KeyEvents.write(connection, KeyEvent.Act.ACTIVATED, made.id(), order, now);
            // The old key, and keys that other unfinished resets of it made.
            SignerKeys.destroy(connection, old.id(), true, order, now);
            faults.reached(ACTIVATE_BEFORE_COMMIT);
            return new ActivateOutcome.Activated();
        });
        faults.reached(ACTIVATE_AFTER_COMMIT);
        return outcome;
    }
}
