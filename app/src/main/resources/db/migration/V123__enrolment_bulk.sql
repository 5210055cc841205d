-- Decisions that an officer made about many applications at once: what was asked for, and what became of each.
CREATE TABLE enrolment_bulk (
    id          uuid        PRIMARY KEY,
    officer     uuid        NOT NULL,
    institution text        NOT NULL,
    decision    text        NOT NULL CHECK (decision IN ('APPROVE', 'RETURN')),
    decided_at  timestamptz NOT NULL
);
CREATE TABLE enrolment_bulk_row (
    bulk        uuid    NOT NULL REFERENCES enrolment_bulk,
    position    integer NOT NULL,
    application uuid    NOT NULL,
    -- Null until it was tried: a crash in between shows as that.
    result      text,
    PRIMARY KEY (bulk, position)
);
