-- The code in the QR of a visible mark: what it leads to, and whether its owner lets others see it. It outlives the document.
CREATE TABLE signing_mark (
    code        text        PRIMARY KEY CHECK (code ~ '^[A-Za-z0-9_-]{20}$'),
    account     uuid        NOT NULL,
    document    uuid        NOT NULL UNIQUE,
    certificate uuid        NOT NULL,
    institution text        NOT NULL,
    sha256      bytea       NOT NULL CHECK (length(sha256) = 32),
    signed_at   timestamptz NOT NULL,
    -- The document's name, only while it may be seen.
    shown       text
);
