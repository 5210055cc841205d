-- The code in the QR of a visible mark: what it leads to, and whether its owner lets others see it. It outlives the document; then it
-- tells nothing of whose it was but what may be seen.
CREATE TABLE signing_mark (
    code        text        PRIMARY KEY CHECK (code ~ '^[A-Za-z0-9_-]{20}$'),
    account     uuid,
    document    uuid        UNIQUE,
    certificate uuid,
    institution text,
    sha256      bytea       NOT NULL CHECK (length(sha256) = 32),
    signed_at   timestamptz NOT NULL,
    -- The document's name, only while it may be seen.
    shown       text,
    CONSTRAINT signing_mark_shown CHECK (shown IS NULL OR num_nulls(certificate, institution) = 0)
);
