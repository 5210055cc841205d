-- What was to be signed together: since when, and how each was to be marked, so that whoever is interrupted goes on as they began.
CREATE TABLE signing_batch (
    id       uuid        PRIMARY KEY,
    account  uuid        NOT NULL,
    begun_at timestamptz NOT NULL,
    place    text        NOT NULL,
    page     int,
    x        float8,
    y        float8,
    tag      text
);
