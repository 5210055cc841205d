-- Files that people hand in as proof, sealed; deleted when their time is over. One of each kind for a matter.
CREATE TABLE evidence_file (
    id           uuid        PRIMARY KEY,
    account      uuid        NOT NULL,
    matter       uuid        NOT NULL,
    kind         text        NOT NULL CHECK (kind IN ('RECOMMENDATION', 'ID_CARD')),
    format       text        NOT NULL CHECK (format IN ('JPEG', 'PDF')),
    bytes        integer     NOT NULL,
    pages        integer     NOT NULL,
    sealed       bytea       NOT NULL,
    handed_in_at timestamptz NOT NULL,
    delete_after timestamptz,
    UNIQUE (matter, kind)
);
CREATE INDEX evidence_file_due ON evidence_file (delete_after) WHERE delete_after IS NOT NULL;
