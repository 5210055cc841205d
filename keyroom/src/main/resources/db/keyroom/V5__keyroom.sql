-- Everything the keyroom keeps. Nothing here opens a key without a passphrase or the secret that is outside the database.
CREATE SCHEMA keyroom;

CREATE TABLE keyroom.signer_key (
    id            uuid        PRIMARY KEY,
    account       uuid        NOT NULL,
    algorithm     text        NOT NULL,
    policy        text        NOT NULL CHECK (policy IN ('KEEP', 'RENEW')),
    phase         text        NOT NULL CHECK (phase IN ('PENDING', 'ACTIVE', 'DESTROYED')),
    public_key    bytea       NOT NULL,
    -- PKCS #8 under the data key; the data key under the passphrase (slot) and, policy KEEP, under the recovery key.
    sealed        bytea,
    slot_version  integer     NOT NULL,
    slot          bytea,
    slot_salt     bytea,
    memory_kib    integer     NOT NULL,
    passes        integer     NOT NULL,
    lanes         integer     NOT NULL,
    recovery      bytea,
    -- Wrong passphrases in a row, and everything that ever asked, answered or not.
    attempts      integer     NOT NULL DEFAULT 0,
    asked         bigint      NOT NULL DEFAULT 0,
    waiting_until timestamptz,
    frozen        boolean     NOT NULL DEFAULT false,
    frozen_until  timestamptz,
    replaces      uuid        REFERENCES keyroom.signer_key,
    created_at    timestamptz NOT NULL,
    destroyed_at  timestamptz,
    CHECK ((phase = 'DESTROYED') = (sealed IS NULL)),
    CHECK ((phase = 'DESTROYED') = (slot IS NULL)),
    CHECK (phase <> 'DESTROYED' OR recovery IS NULL)
);
CREATE INDEX signer_key_account ON keyroom.signer_key (account);

-- Orders that were carried out: each id once.
CREATE TABLE keyroom.used_order (
    id           uuid        PRIMARY KEY,
    kind         text        NOT NULL,
    key          uuid        NOT NULL REFERENCES keyroom.signer_key,
    new_key      uuid        REFERENCES keyroom.signer_key,
    slot_version integer     NOT NULL,
    frozen_until timestamptz,
    at           timestamptz NOT NULL
);

-- Proofs that opened a key: each once.
CREATE TABLE keyroom.used_proof (
    mac bytea       PRIMARY KEY,
    at  timestamptz NOT NULL
);

CREATE TABLE keyroom.authority_key (
    id         uuid        PRIMARY KEY,
    use        text        NOT NULL,
    algorithm  text        NOT NULL,
    public_key bytea       NOT NULL,
    sealed     bytea       NOT NULL,
    created_at timestamptz NOT NULL
);
