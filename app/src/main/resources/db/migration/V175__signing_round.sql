-- Documents that others are asked to sign, one after the other.
CREATE TABLE signing_round (
    id       uuid        PRIMARY KEY,
    asker    uuid        NOT NULL,
    -- The asker's own document, which carries each signature as it comes.
    document uuid        NOT NULL,
    name     text        NOT NULL,
    message  text        NOT NULL,
    state    text        NOT NULL CHECK (state IN ('RUNNING', 'FINISHED', 'DECLINED', 'EXPIRED', 'WITHDRAWN')),
    begun_at timestamptz NOT NULL,
    ends_at  timestamptz NOT NULL,
    ended_at timestamptz,
    CHECK ((state = 'RUNNING') = (ended_at IS NULL))
);
CREATE INDEX signing_round_asker ON signing_round (asker, begun_at DESC);
CREATE INDEX signing_round_due ON signing_round (ends_at) WHERE state = 'RUNNING';
CREATE INDEX signing_round_over ON signing_round (ended_at);

CREATE TABLE signing_turn (
    round       uuid        NOT NULL REFERENCES signing_round ON DELETE CASCADE,
    position    integer     NOT NULL,
    account     uuid        NOT NULL,
    -- What the asker may call this person: by name within an institution, otherwise as it was typed.
    called      text        NOT NULL,
    -- Where the asker wants the mark; null leaves it to the signer.
    spot        text,
    tag         text,
    state       text        NOT NULL CHECK (state IN ('LATER', 'ASKED', 'SIGNED', 'DECLINED', 'SKIPPED', 'LAPSED')),
    -- The document as it was handed to this signer, in a row of the signer's own.
    document    uuid,
    asked_at    timestamptz,
    done_at     timestamptz,
    reason      text,
    -- Reminders that came by themselves, and those that the asker sent.
    reminders   integer     NOT NULL DEFAULT 0,
    nudges      integer     NOT NULL DEFAULT 0,
    reminded_at timestamptz,
    warned_at   timestamptz,
    PRIMARY KEY (round, position),
    UNIQUE (round, account),
    CHECK (state <> 'ASKED' OR (asked_at IS NOT NULL AND document IS NOT NULL)),
    CHECK ((spot IS NOT DISTINCT FROM 'text') = (tag IS NOT NULL))
);
-- It is one signer's turn at a time.
CREATE UNIQUE INDEX signing_turn_one ON signing_turn (round) WHERE state = 'ASKED';
CREATE INDEX signing_turn_account ON signing_turn (account, state);
CREATE INDEX signing_turn_asked ON signing_turn (asked_at) WHERE state = 'ASKED';

-- The round that a document is part of, and for whose turn the row is there; null for the asker's own. A row that is held stays
-- as long as its round runs: its owner does not delete it, and neither does time.
ALTER TABLE signing_document ADD COLUMN round uuid, ADD COLUMN turn integer, ADD COLUMN held boolean NOT NULL DEFAULT false,
    ADD CHECK (turn IS NULL OR round IS NOT NULL), ADD CHECK (NOT held OR round IS NOT NULL);
CREATE INDEX signing_document_round ON signing_document (round) WHERE round IS NOT NULL;
