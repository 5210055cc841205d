-- Applications that sign and verify through the API: credentials of an institution, bound to addresses.
CREATE TABLE esign_client (
    id             uuid        PRIMARY KEY,
    institution    text        NOT NULL,
    username       text        NOT NULL,
    info           text        NOT NULL,
    -- HMAC of the secret, keyed outside the database.
    secret         bytea       NOT NULL,
    -- Counts the secrets: a form that was shown with an older one changes nothing.
    secret_number  integer     NOT NULL DEFAULT 1,
    secret_at      timestamptz NOT NULL,
    -- Addresses and networks in CIDR notation, at least one.
    networks       text[]      NOT NULL CHECK (cardinality(networks) > 0),
    -- What width and height of API v1 are.
    geometry       text        NOT NULL CHECK (geometry IN ('CORNERS', 'SIZE')),
    enabled        boolean     NOT NULL DEFAULT true,
    created_at     timestamptz NOT NULL,
    created_by     uuid        NOT NULL,
    -- Use, for the console alone.
    calls          bigint      NOT NULL DEFAULT 0,
    failures       bigint      NOT NULL DEFAULT 0,
    refusals       bigint      NOT NULL DEFAULT 0,
    last_used_at   timestamptz,
    last_failed_at timestamptz,
    last_failure   text
);
CREATE UNIQUE INDEX esign_client_username ON esign_client (lower(username));
CREATE INDEX esign_client_institution ON esign_client (institution, username);

-- What API v1 signed and hands out once more: sealed, and gone after the first download or its time.
CREATE TABLE esign_file (
    id           uuid        PRIMARY KEY,
    client       uuid        NOT NULL REFERENCES esign_client,
    account      uuid        NOT NULL,
    delete_after timestamptz NOT NULL,
    sealed       bytea       NOT NULL
);
ALTER TABLE esign_file ALTER COLUMN sealed SET STORAGE EXTERNAL;
CREATE INDEX esign_file_due ON esign_file (delete_after);
