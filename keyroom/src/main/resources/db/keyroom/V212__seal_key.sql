-- Keys that work with nobody present, each for one application alone. What would be a passphrase elsewhere are codes here, of which the
-- table has marks under a secret that is outside the database.
CREATE TABLE keyroom.seal_key (
    id           uuid        PRIMARY KEY,
    -- Whose it is to use; part of what the private key is sealed to, as is per_day.
    application  uuid        NOT NULL,
    algorithm    text        NOT NULL,
    per_day      integer     NOT NULL CHECK (per_day > 0),
    public_key   bytea       NOT NULL,
    -- PKCS #8; null once it is destroyed.
    sealed       bytea,
    -- Wrong codes in a row.
    attempts     integer     NOT NULL DEFAULT 0,
    -- What was signed on the day of the last signature, and ever.
    day          date,
    used_today   integer     NOT NULL DEFAULT 0,
    used         bigint      NOT NULL DEFAULT 0,
    created_at   timestamptz NOT NULL,
    destroyed_at timestamptz,
    CHECK ((sealed IS NULL) = (destroyed_at IS NOT NULL))
);

CREATE TABLE keyroom.seal_code (
    id           uuid        PRIMARY KEY,
    key          uuid        NOT NULL REFERENCES keyroom.seal_key,
    kind         text        NOT NULL CHECK (kind IN ('ACTIVATION', 'SEALS')),
    mark         bytea       NOT NULL,
    made_at      timestamptz NOT NULL,
    until        timestamptz NOT NULL,
    -- Of an activation: when it was first shown.
    activated_at timestamptz,
    -- Of seals: how many signatures are left; taken back by who opened more than it used.
    left_over    integer     NOT NULL CHECK (left_over >= 0),
    ended_at     timestamptz
);
CREATE INDEX seal_code_key ON keyroom.seal_code (key, kind);

-- Signatures that were taken out of a code and the day, and not made yet.
CREATE TABLE keyroom.seal_batch (
    id        uuid        PRIMARY KEY,
    code      uuid        NOT NULL REFERENCES keyroom.seal_code ON DELETE CASCADE,
    key       uuid        NOT NULL REFERENCES keyroom.seal_key,
    day       date        NOT NULL,
    left_over integer     NOT NULL CHECK (left_over >= 0),
    until     timestamptz NOT NULL
);
CREATE INDEX seal_batch_code ON keyroom.seal_batch (code);
