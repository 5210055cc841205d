-- Seals that this installation keeps for institutions: ordered by an officer, confirmed by a CA operator, used by one application.
CREATE TABLE seal (
    -- What applications call it: idSubscriber.
    id          uuid        PRIMARY KEY,
    institution uuid        NOT NULL,
    -- What stands in the certificate.
    name        text        NOT NULL,
    identifier  text        NOT NULL,
    -- Gets the codes by mail.
    responsible uuid        NOT NULL,
    client      uuid        NOT NULL REFERENCES esign_client,
    per_day     integer     NOT NULL CHECK (per_day > 0),
    state       text        NOT NULL CHECK (state IN ('ORDERED', 'CONFIRMED', 'ISSUED', 'REFUSED', 'ENDED')),
    ordered_by  uuid        NOT NULL,
    ordered_at  timestamptz NOT NULL,
    -- Four eyes: never who ordered it.
    decided_by  uuid        CHECK (decided_by <> ordered_by),
    decided_at  timestamptz,
    -- Why it was refused.
    note        text,
    key         uuid,
    certificate uuid        UNIQUE,
    ended_at    timestamptz,
    CHECK (state IN ('ORDERED', 'REFUSED') OR decided_by IS NOT NULL),
    CHECK (state NOT IN ('CONFIRMED', 'ISSUED') OR key IS NOT NULL),
    CHECK (state <> 'ISSUED' OR certificate IS NOT NULL),
    CHECK ((state = 'ENDED') = (ended_at IS NOT NULL))
);
CREATE INDEX seal_institution ON seal (institution, ordered_at DESC);
-- An order that is sent twice is one order.
CREATE UNIQUE INDEX seal_living ON seal (client, lower(name)) WHERE state IN ('ORDERED', 'CONFIRMED', 'ISSUED');
CREATE INDEX seal_open ON seal (state) WHERE state IN ('ORDERED', 'CONFIRMED', 'ISSUED');
