-- A second way to a key, for a while: its data key under a code that its owner reads out to one application, and under that
-- application's own secret, which is nowhere in the database. What opens it is gone as soon as it has ended.
CREATE TABLE keyroom.code_slot (
    id          uuid        PRIMARY KEY,
    key         uuid        NOT NULL REFERENCES keyroom.signer_key,
    account     uuid        NOT NULL,
    application uuid        NOT NULL,
    files       integer     NOT NULL CHECK (files BETWEEN 1 AND 100),
    used        integer     NOT NULL DEFAULT 0 CHECK (used BETWEEN 0 AND files),
    -- Codes that were wrong or are being looked at, and those that are known to have been wrong.
    tries       integer     NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 3),
    wrong       integer     NOT NULL DEFAULT 0 CHECK (wrong BETWEEN 0 AND 3),
    opened_at   timestamptz NOT NULL,
    until       timestamptz NOT NULL,
    slot        bytea,
    salt        bytea,
    ephemeral   bytea,
    memory_kib  integer     NOT NULL,
    passes      integer     NOT NULL,
    lanes       integer     NOT NULL,
    ended_at    timestamptz,
    ended       text,
    -- Whether its end is kept elsewhere.
    taken       boolean     NOT NULL DEFAULT false,
    CHECK ((ended_at IS NULL) = (ended IS NULL)),
    CHECK ((ended_at IS NULL) = (slot IS NOT NULL)),
    CHECK ((slot IS NULL) = (salt IS NULL) AND (slot IS NULL) = (ephemeral IS NULL))
);
-- One at a time for each application: a code says for itself which it is.
CREATE UNIQUE INDEX code_slot_open ON keyroom.code_slot (key, application) WHERE ended_at IS NULL;
CREATE INDEX code_slot_until ON keyroom.code_slot (until) WHERE ended_at IS NULL;
CREATE INDEX code_slot_account ON keyroom.code_slot (account, opened_at DESC);
CREATE INDEX code_slot_waiting ON keyroom.code_slot (ended_at) WHERE ended_at IS NOT NULL AND NOT taken;
