-- The log of everything the authority and the keyroom did, as docs/decisions/0015-transparency-log.md describes it.
CREATE TABLE transparency_log (
    single     boolean     PRIMARY KEY DEFAULT true CHECK (single),
    -- The keyroom's id of the key that signs its heads; named here before it exists.
    key        uuid        NOT NULL,
    created_at timestamptz NOT NULL
);

-- Entries that wait for their number, written by the transaction that they tell of. Events of keys wait in the keyroom.
CREATE TABLE transparency_pending (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at          timestamptz NOT NULL,
    type        text        NOT NULL,
    leaf        bytea       NOT NULL,
    subject     text        NOT NULL,
    certificate bytea
);

CREATE TABLE transparency_entry (
    -- Counted from 0 without a gap: the leaf's place in the tree.
    number      bigint      PRIMARY KEY CHECK (number >= 0),
    -- All that is public of it; the tree is over these bytes.
    leaf        bytea       NOT NULL,
    -- Hashes of all perfect subtrees that end with this leaf, the smallest, which is the leaf's own, first. Any node of the
    -- tree stands at one place in one row, and no row ever changes.
    nodes       bytea       NOT NULL,
    -- What follows is not public: how owners find what is theirs.
    at          timestamptz NOT NULL,
    type        text        NOT NULL,
    subject     text        NOT NULL,
    order_id    uuid,
    -- SHA-256 of an issued certificate: who holds it may ask for it.
    certificate bytea,
    pending     bigint,
    key_event   bigint,
    CHECK ((pending IS NULL) <> (key_event IS NULL))
);
-- Nothing is entered twice, whoever crashes where.
CREATE UNIQUE INDEX transparency_entry_pending ON transparency_entry (pending) WHERE pending IS NOT NULL;
CREATE UNIQUE INDEX transparency_entry_key_event ON transparency_entry (key_event) WHERE key_event IS NOT NULL;
CREATE INDEX transparency_entry_subject ON transparency_entry (subject);
CREATE INDEX transparency_entry_order ON transparency_entry (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX transparency_entry_hash ON transparency_entry (substring(nodes, 1, 32));
CREATE INDEX transparency_entry_certificate ON transparency_entry (certificate) WHERE certificate IS NOT NULL;

-- As much of the tree as appending needs.
CREATE TABLE transparency_tree (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    size   bigint  NOT NULL,
    peaks  bytea   NOT NULL
);
INSERT INTO transparency_tree (size, peaks) VALUES (0, '');

CREATE TABLE transparency_head (
    -- Milliseconds since 1970, as it is signed.
    timestamp bigint PRIMARY KEY,
    size      bigint NOT NULL,
    root      bytea  NOT NULL,
    signature bytea  NOT NULL
);

CREATE FUNCTION transparency_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The transparency log is append-only: % on % is refused', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER transparency_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transparency_entry
    EXECUTE FUNCTION transparency_refuse();
CREATE TRIGGER transparency_head_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transparency_head
    EXECUTE FUNCTION transparency_refuse();
CREATE TRIGGER transparency_pending_stays BEFORE UPDATE OR TRUNCATE ON transparency_pending
    EXECUTE FUNCTION transparency_refuse();

-- What waits leaves only when it has its number. Looked at once for all rows of a statement.
CREATE FUNCTION transparency_entered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM gone g LEFT JOIN transparency_entry e ON e.pending = g.id AND e.leaf = g.leaf
               WHERE e.number IS NULL) THEN
        RAISE EXCEPTION 'The transparency log is append-only: an entry that waits has no number yet';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER transparency_pending_entered AFTER DELETE ON transparency_pending REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION transparency_entered();
