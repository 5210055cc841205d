-- What happened to keys, written by the transaction that did it. The log of events takes it from here; nothing can be changed or
-- taken back, and no way of inserting an event can forget that it waits.
ALTER TABLE keyroom.signer_key ADD COLUMN events integer NOT NULL DEFAULT 0;

CREATE TABLE keyroom.key_event (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    act        text        NOT NULL,
    key        uuid        NOT NULL,
    key_sha256 bytea       NOT NULL,
    -- Of signers' keys: counts the events of the key, from 1.
    number     integer,
    order_id   uuid,
    -- Of authorities' keys.
    use        text,
    -- What was about to be signed.
    message    bytea,
    serial     numeric(50),
    at         timestamptz NOT NULL,
    CHECK ((number IS NULL) <> (use IS NULL)),
    UNIQUE (key, number)
);

CREATE TABLE keyroom.key_event_waiting (
    event bigint PRIMARY KEY
);

CREATE FUNCTION keyroom.key_event_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO keyroom.key_event_waiting (event) VALUES (NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER key_event_waits AFTER INSERT ON keyroom.key_event FOR EACH ROW EXECUTE FUNCTION keyroom.key_event_waits();

CREATE FUNCTION keyroom.key_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Events of keys are append-only: % on % is refused', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER key_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON keyroom.key_event
    EXECUTE FUNCTION keyroom.key_event_refuse();

-- The last head that each log key signed: the next one must extend it.
CREATE TABLE keyroom.tree_head (
    key       uuid   PRIMARY KEY REFERENCES keyroom.authority_key,
    timestamp bigint NOT NULL,
    size      bigint NOT NULL,
    root      bytea  NOT NULL
);
