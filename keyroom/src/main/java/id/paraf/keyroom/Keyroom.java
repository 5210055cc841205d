package id.paraf.keyroom;

import static id.paraf.keyroom.FaultPoint.CHANGE_AFTER_COMMIT;
import static id.paraf.keyroom.FaultPoint.CHANGE_AFTER_COUNT;
import static id.paraf.keyroom.FaultPoint.CHANGE_BEFORE_COMMIT;
import static id.paraf.keyroom.FaultPoint.CHANGE_BEFORE_COUNT;
import static id.paraf.keyroom.FaultPoint.CHANGE_BEFORE_WRITE;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import id.paraf.pki.merkle.TreeHead;

/**
 * The room where private keys are kept and used, and which none leaves. Every method is a transaction of its own, never a
 * part of the caller's; its commit decides. There are no caches: what is committed is what holds. Only an
 * {@link OcspSigner} and a {@link TimestampSigner} stay open, and they stop with whoever holds them.
 */
public final class Keyroom {

    private final Database database;
    private final Clock clock;
    private final SecureRandom random;
    private final AttemptLadder ladder;
    private final FaultPoints faults;
    private final Slots slots;
    private final SignerKeys keys;
    private final Attempts attempts;
    private final Resets resets;
    private final Authorities authorities;
    private final TreeHeads heads;
    private final KeyEvents events;

    /** A keyroom with the default costs and waits. */
    public Keyroom(DataSource source, Clock clock, SecureRandom random, KeyroomSecrets secrets, FaultPoints faults) {
        this(source, clock, random, secrets, faults, Argon2Cost.DEFAULT, AttemptLadder.DEFAULT);
    }

    public Keyroom(DataSource source, Clock clock, SecureRandom random, KeyroomSecrets secrets, FaultPoints faults,
            Argon2Cost cost, AttemptLadder ladder) {
        this.database = new Database(source);
        this.clock = clock;
        this.random = random;
        this.ladder = ladder;
        this.faults = faults;
        this.slots = new Slots(secrets.keyroom(), cost, random);
        this.keys = new SignerKeys(database, slots, random);
        this.attempts = new Attempts(database, slots, ladder, clock);
        this.resets = new Resets(database, keys, slots, new Grants(secrets.linkProof(), secrets.faceProof()), clock, faults);
        this.authorities = new Authorities(database, secrets.keyroom(), random, clock);
        this.heads = new TreeHeads(database, authorities);
        this.events = new KeyEvents(database, secrets.keyroom());
    }

    /** Makes a signer's key, sealed under the passphrase and, policy KEEP, under the recovery key. */
    public NewKey createSignerKey(UUID account, KeyAlgorithm algorithm, ResetPolicy policy, Passphrase passphrase) {
        return createSignerKey(keys.newId(), account, algorithm, policy, passphrase);
    }

    /** The same under an id that the caller has chosen and written down, so that a crash leaves no key that nobody knows of. */
    public NewKey createSignerKey(UUID id, UUID account, KeyAlgorithm algorithm, ResetPolicy policy, Passphrase passphrase) {
        if (algorithm == KeyAlgorithm.P384 || algorithm == KeyAlgorithm.RSA4096) {
            throw new IllegalArgumentException("Signers use P-256 or RSA with up to 3072 bits, not " + algorithm);
        }
        SignerRow row = keys.make(id, account, algorithm, policy, KeyState.Phase.ACTIVE, null, null, passphrase);
        database.transaction(connection -> {
            SignerKeys.insert(connection, row, null, clock.instant());
            return true;
        });
        return new NewKey(row.id(), algorithm, row.publicKey());
    }

    /** Signs one thing with a signer's key. */
    public SignOutcome sign(SignOrder order, Passphrase passphrase) {
        return attempts.<SignOutcome>open(order.key(), order.account(), order.id(), passphrase, Attempts.Witness.NONE,
                refusal -> refusal, open -> sign(order, passphrase, open));
    }

    private @Nullable SignOutcome sign(SignOrder order, Passphrase passphrase, Attempts.Open open) {
        SignerRow row = open.row();
        byte[] pkcs8 = keys.privateKey(row, open.dataKey());
        if (pkcs8 == null) {
            return new Refusal.Tampered();
        }
        try {
            boolean upgrade = slots.outdated(row.slot());
            var slot = upgrade ? slots.wrap(row, row.slot().version() + 1, open.dataKey(), passphrase) : row.slot();
            Instant now = clock.instant();
            var done = new OrderOutcome(order.id(), OrderOutcome.Kind.SIGN, row.id(), null, slot.version(), null, now);
            // Only the row whose slot was opened: a passphrase that died a moment ago signs nothing.
            SignOutcome settled = database.<@Nullable SignOutcome>transaction(connection -> {
                if (!SignerKeys.use(connection, done)) {
                    return new Refusal.Replayed();
                }
                boolean current = upgrade ? SignerKeys.replaceSlot(connection, row.id(), row.slot().version(), slot)
                        : Database.update(connection, """
                                UPDATE keyroom.signer_key SET attempts = 0, mistyped = false, waiting_until = NULL
                                WHERE id = ? AND slot_version = ? AND phase = 'ACTIVE' AND NOT suspended
                                  AND NOT (frozen AND (frozen_until IS NULL OR frozen_until > ?))""", row.id(),
                                row.slot().version(), now) == 1;
                if (!current) {
                    Database.update(connection, "DELETE FROM keyroom.used_order WHERE id = ?", order.id());
                    return null;
                }
                return new SignOutcome.Signed(new byte[0]);
            });
            return settled instanceof SignOutcome.Signed
                    ? new SignOutcome.Signed(KeyPairs.signDigest(row.algorithm(), pkcs8, order.what().digest(), random))
                    : settled;
        } finally {
            Seal.wipe(pkcs8);
        }
    }

    /** Replaces the passphrase by one who knows it. The key stays as it is; the old passphrase is dead at the commit. */
    public ChangeOutcome change(UUID order, UUID key, UUID account, Passphrase oldOne, Passphrase newOne) {
        if (oldOne.sameAs(newOne)) {
            return new Refusal.SamePassphrase();
        }
        var witness = new Attempts.Witness(() -> faults.reached(CHANGE_BEFORE_COUNT), () -> faults.reached(CHANGE_AFTER_COUNT));
        return attempts.<ChangeOutcome>open(key, account, order, oldOne, witness, refusal -> refusal,
                open -> change(order, newOne, open));
    }

    private @Nullable ChangeOutcome change(UUID order, Passphrase passphrase, Attempts.Open open) {
        SignerRow row = open.row();
        byte[] pkcs8 = keys.privateKey(row, open.dataKey());
        if (pkcs8 == null) {
            return new Refusal.Tampered();
        }
        Seal.wipe(pkcs8);
        int version = row.slot().version() + 1;
        var slot = slots.wrap(row, version, open.dataKey(), passphrase);
        var done = new OrderOutcome(order, OrderOutcome.Kind.CHANGE, row.id(), null, version, null, clock.instant());
        faults.reached(CHANGE_BEFORE_WRITE);
        ChangeOutcome outcome = database.<@Nullable ChangeOutcome>transaction(connection -> {
            if (!SignerKeys.replaceSlot(connection, row.id(), row.slot().version(), slot)) {
                return null;
            }
            if (!SignerKeys.use(connection, done)) {
                throw new IllegalStateException("Order " + order + " was used while it was carried out");
            }
            KeyEvents.write(connection, KeyEvent.Act.PASSPHRASE_CHANGED, row.id(), order, done.at());
            faults.reached(CHANGE_BEFORE_COMMIT);
            return new ChangeOutcome.Changed(version);
        });
        faults.reached(CHANGE_AFTER_COMMIT);
        return outcome;
    }

    /**
     * Sets a new passphrase for a grant. Keeps the key if its policy and the grant allow it, else makes a pending new one
     * that {@link #activate} puts in its place.
     */
    public ResetOutcome reset(UUID order, ResetGrant grant, Passphrase newOne) {
        return resets.reset(order, grant, newOne);
    }

    /** Puts a pending key in the place of the one it replaces, which is destroyed in the same commit. */
    public ActivateOutcome activate(UUID order, UUID newKey, UUID account) {
        return resets.activate(order, newKey, account);
    }

    /** What became of an order; empty if it was never carried out. */
    public Optional<OrderOutcome> outcome(UUID order) {
        return database.find(rs -> new OrderOutcome(order, OrderOutcome.Kind.valueOf(rs.getString("kind")),
                rs.getObject("key", UUID.class), rs.getObject("new_key", UUID.class), rs.getInt("slot_version"),
                SignerRow.instant(rs, "frozen_until"), rs.getObject("at", java.time.OffsetDateTime.class).toInstant()),
                "SELECT kind, key, new_key, slot_version, frozen_until, at FROM keyroom.used_order WHERE id = ?", order);
    }

    /**
     * Gives an order up: if it was not carried out yet, it never will be, even if it is under way right now.
     *
     * @return what became of the order, {@link OrderOutcome.Kind#ABANDONED} if nothing
     */
    public OrderOutcome abandon(UUID order, UUID key) {
        database.transaction(connection -> SignerKeys.use(connection,
                new OrderOutcome(order, OrderOutcome.Kind.ABANDONED, key, null, 0, null, clock.instant())));
        return outcome(order).orElseThrow();
    }

    /** Stops a key from signing and changing; {@code until} null means until {@link #unfreeze}. Never shortens a freeze. */
    public boolean freeze(UUID key, @Nullable Instant until) {
        return database.transaction(connection -> SignerKeys.freeze(connection, key, until, null, clock.instant()));
    }

    /** Lifts a freeze. */
    public boolean unfreeze(UUID key) {
        return database.transaction(connection -> {
            boolean lifted = Database.update(connection,
                    "UPDATE keyroom.signer_key SET frozen = false, frozen_until = NULL WHERE id = ? AND frozen", key) == 1;
            if (lifted) {
                KeyEvents.write(connection, KeyEvent.Act.UNFROZEN, key, null, clock.instant());
            }
            return lifted;
        });
    }

    /**
     * Stops a key as long as its certificate is suspended: it signs nothing, and its passphrase cannot be changed or reset. A
     * freeze is another matter; neither ends the other.
     *
     * @return false if it rests already, or was destroyed
     */
    public boolean suspend(UUID key) {
        return database.transaction(connection -> SignerKeys.suspend(connection, key, true, clock.instant()));
    }

    /** Lets a suspended key work again as it did before; false if it does already. */
    public boolean resume(UUID key) {
        return database.transaction(connection -> SignerKeys.suspend(connection, key, false, clock.instant()));
    }

    /** All keys that are suspended. */
    public List<UUID> suspendedKeys() {
        return database.transaction(connection -> Database.list(connection, rs -> rs.getObject("id", UUID.class),
                "SELECT id FROM keyroom.signer_key WHERE suspended AND phase <> 'DESTROYED' ORDER BY id"));
    }

    /** Forgets a private key for good: the row stays, with nothing in it that could be opened. */
    public boolean destroy(UUID key) {
        return database.transaction(connection -> SignerKeys.destroy(connection, key, false, null, clock.instant()));
    }

    /** What may be known about a key without opening it. */
    public Optional<KeyState> state(UUID key) {
        Instant now = clock.instant();
        return keys.find(key).map(row -> row.state(ladder, now));
    }

    /** All keys of an account, oldest first. */
    public List<KeyState> keysOf(UUID account) {
        Instant now = clock.instant();
        return keys.ofAccount(account).stream().map(row -> row.state(ladder, now)).toList();
    }

    /** Makes the key of an authority under an id that the caller chooses, so that a crashed first start can go on. */
    public NewKey createAuthorityKey(UUID id, AuthorityUse use, KeyAlgorithm algorithm) {
        return authorities.create(id, use, algorithm);
    }

    public Optional<NewKey> authorityKey(UUID id) {
        return authorities.find(id);
    }

    /** Signs a DER TBSCertificate with a root or issuing key; that it will is an event, committed before. */
    public AuthorityOutcome signCertificate(UUID key, byte[] tbsCertificate) {
        return signCertificates(key, List.of(tbsCertificate)).getFirst();
    }

    /** The same for several, in their order, with one commit for all of their events. */
    public List<AuthorityOutcome> signCertificates(UUID key, List<byte[]> tbsCertificates) {
        return authorities.signCertificates(key, tbsCertificates);
    }

    /** Signs the DER CertificationRequestInfo by which an issuing key asks another authority's root for its certificate. */
    public AuthorityOutcome signRequest(UUID key, byte[] certificationRequestInfo) {
        return authorities.signRequest(key, certificationRequestInfo);
    }

    /** Signs a DER TBSCertList with a root or issuing key; that it will is an event, committed before. */
    public AuthorityOutcome signCrl(UUID key, byte[] tbsCertList) {
        return authorities.signCrl(key, tbsCertList);
    }

    /** Signs DER ResponseData with an OCSP key. */
    public AuthorityOutcome signOcsp(UUID key, byte[] responseData) {
        return authorities.signOcsp(key, responseData);
    }

    /** Opens an OCSP key, so that answers can be signed without a look at the database each time. */
    public OcspSigner openOcsp(UUID key) {
        return authorities.openOcsp(key);
    }

    /** Opens a timestamp key, so that tokens can be signed without a look at the database each time. */
    public TimestampSigner openTimestamp(UUID key) {
        return authorities.openTimestamp(key);
    }

    /**
     * Signs a head of a log with its log key: only one that is younger than the last head this key signed and that the proof
     * shows to extend it (RFC 9162 §2.1.4), so that not even the log's own database can make it say two things.
     *
     * @param consistency from {@link #lastTreeHead} to this head; empty for the first, and if the size is the same
     */
    public AuthorityOutcome signTreeHead(UUID key, TreeHead head, List<byte[]> consistency) {
        return heads.sign(key, head, consistency);
    }

    /** What a log key signed last. */
    public Optional<TreeHead> lastTreeHead(UUID key) {
        return heads.last(key);
    }

    /** Events of keys that nobody has taken yet, oldest first. */
    public List<KeyEvent> waitingEvents(int limit) {
        return events.waiting(limit);
    }

    /** Notes that events are kept elsewhere now; until then they go on waiting. */
    public void taken(List<KeyEvent> taken) {
        events.taken(taken);
    }

    /** How many events there were, waiting or taken: what a keeper of them compares with. */
    public long eventCount() {
        return events.count();
    }

    /** What opens the commitments in the events of a signer's key, for its owner alone. */
    public Optional<KeyOpening> opening(UUID key) {
        return events.opening(key);
    }

    /** Signs how far the audit trail goes; {@code head} is a DER {@code AuditHead}. */
    public AuthorityOutcome signAuditHead(UUID key, byte[] head) {
        return authorities.signAuditHead(key, head);
    }
}
