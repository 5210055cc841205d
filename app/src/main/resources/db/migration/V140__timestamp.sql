-- Every token that was signed has its row, and the row was there first: a crash can leave a row without a token, but never a
-- token without a row.
CREATE TABLE timestamp_token (
    serial      bytea       PRIMARY KEY,
    given_at    timestamptz NOT NULL,
    certificate uuid        NOT NULL,
    -- SHA-256 of the DER TSTInfo: of all that the token says, and nothing that tells what it is about.
    info_sha256 bytea       NOT NULL,
    -- The event timestamp.given of this number counts and hashes the row; null until then.
    batch       bigint
);
CREATE INDEX timestamp_token_waiting ON timestamp_token (serial) WHERE batch IS NULL;
CREATE INDEX timestamp_token_given ON timestamp_token (given_at);
CREATE SEQUENCE timestamp_batch;
