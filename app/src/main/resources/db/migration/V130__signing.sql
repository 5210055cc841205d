-- Documents of signers: uploaded, signed, and deleted when their time is over. What is in them is sealed.
CREATE TABLE signing_document (
    id           uuid        PRIMARY KEY,
    account      uuid        NOT NULL,
    name         text        NOT NULL,
    pages        integer     NOT NULL,
    size         bigint      NOT NULL,
    -- Of the document as it was uploaded.
    sha256       bytea       NOT NULL,
    state        text        NOT NULL CHECK (state IN ('WAITING', 'SIGNED', 'FAILED')),
    trouble      text,
    uploaded_at  timestamptz NOT NULL,
    signed_at    timestamptz,
    certificate  uuid,
    level        text,
    -- Counts what was begun: each attempt has an order of its own in the keyroom.
    attempt      integer     NOT NULL DEFAULT 0,
    batch        uuid,
    -- While somebody signs it: nobody else begins, and after this time they are given up.
    worked_until timestamptz,
    delete_after timestamptz NOT NULL,
    sealed       bytea       NOT NULL,
    CHECK (state <> 'FAILED' OR trouble IS NOT NULL),
    CHECK ((state = 'SIGNED') = (signed_at IS NOT NULL AND certificate IS NOT NULL AND level IS NOT NULL))
);
-- What is sealed cannot be compressed.
ALTER TABLE signing_document ALTER COLUMN sealed SET STORAGE EXTERNAL;
CREATE INDEX signing_document_account ON signing_document (account, uploaded_at DESC);
CREATE INDEX signing_document_batch ON signing_document (batch);
CREATE INDEX signing_document_due ON signing_document (delete_after);
