-- Public half of the key that an application's secret makes (X25519); null until it is known, which is from its next call.
ALTER TABLE esign_client ADD COLUMN caller_key bytea;

-- What an owner let an application sign with a code. The keyroom keeps the slot of the same id and decides; this is what people read.
CREATE TABLE esign_permission (
    id        uuid        PRIMARY KEY,
    account   uuid        NOT NULL,
    client    uuid        NOT NULL REFERENCES esign_client,
    files     integer     NOT NULL,
    opened_at timestamptz NOT NULL,
    until     timestamptz NOT NULL,
    ended_at  timestamptz,
    ended     text,
    CHECK ((ended_at IS NULL) = (ended IS NULL))
);
CREATE INDEX esign_permission_account ON esign_permission (account, opened_at DESC);

-- What was signed with it and handed out.
CREATE TABLE esign_permission_file (
    document      uuid        PRIMARY KEY,
    permission    uuid        NOT NULL,
    signed_at     timestamptz NOT NULL,
    -- SHA-256 of the signed file.
    signed_sha256 text        NOT NULL
);
CREATE INDEX esign_permission_file_permission ON esign_permission_file (permission, signed_at);

-- What an application asked for last, until its owner opens it or an hour is over.
CREATE TABLE esign_permission_wanted (
    account uuid        NOT NULL,
    client  uuid        NOT NULL REFERENCES esign_client,
    files   integer     NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (account, client)
);
CREATE INDEX esign_permission_wanted_at ON esign_permission_wanted (at);
