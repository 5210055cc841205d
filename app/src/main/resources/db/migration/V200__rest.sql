-- What an application asked for over the REST API under an idempotency key, and what it was answered: the same request under the same
-- key is answered the same and never done again. The primary key carries the race of two that come at once.
CREATE TABLE esign_order (
    client      uuid        NOT NULL REFERENCES esign_client,
    -- SHA-256 of the key that the application chose.
    key         bytea       NOT NULL,
    -- HMAC of what the request says, its passphrases left out, keyed outside the database.
    fingerprint bytea       NOT NULL,
    -- Names this attempt, and what comes of it.
    signature   uuid        NOT NULL UNIQUE,
    begun_at    timestamptz NOT NULL,
    -- Both null while it is under way.
    status      integer,
    sealed      bytea,
    PRIMARY KEY (client, key),
    CHECK ((status IS NULL) = (sealed IS NULL))
);
CREATE INDEX esign_order_begun ON esign_order (begun_at);

-- Files of one call of the REST API stay for their time, however often they are fetched; those of API v1 have none.
ALTER TABLE esign_file ADD COLUMN signature uuid;
