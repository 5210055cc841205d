-- Events are inserted by the transaction that causes them and linked into the chain, in commit order, by the sealer.
CREATE TABLE audit_event (
    id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL,
    type     text        NOT NULL,
    account  uuid,
    actor    uuid,
    subject  text        NOT NULL,
    details  jsonb       NOT NULL,
    address  text        NOT NULL,
    agent    text        NOT NULL
);
CREATE INDEX audit_event_account ON audit_event (account, id DESC);
CREATE INDEX audit_event_subject ON audit_event (subject, id DESC);

-- Events that wait for the sealer; filled by a trigger, so that no way of inserting an event can forget it.
CREATE TABLE audit_pending (
    event bigint PRIMARY KEY
);

-- hash = SHA-256(hash of the position before ‖ the event as the export writes it); 32 zero bytes come before the first.
CREATE TABLE audit_link (
    position bigint PRIMARY KEY,
    event    bigint NOT NULL UNIQUE,
    hash     bytea  NOT NULL
);

CREATE TABLE audit_head (
    single   boolean PRIMARY KEY DEFAULT true CHECK (single),
    position bigint  NOT NULL,
    hash     bytea   NOT NULL
);
INSERT INTO audit_head (position, hash) VALUES (0, decode(repeat('00', 32), 'hex'));

CREATE FUNCTION audit_queue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_pending (event) VALUES (NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER audit_event_queue AFTER INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_queue();

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit trail is append-only: % on % is refused', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_link_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_link EXECUTE FUNCTION audit_refuse();
