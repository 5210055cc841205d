-- Where an application of an institution is told what happened, and the secret that signs what it is told.
CREATE TABLE webhook_target (
    client         uuid        PRIMARY KEY REFERENCES esign_client,
    institution    text        NOT NULL,
    url            text        NOT NULL,
    -- Sealed, as it has to be read to sign with it.
    secret         bytea       NOT NULL,
    -- Counts the secrets: a form that was shown with an older one changes nothing.
    secret_number  integer     NOT NULL DEFAULT 1,
    secret_at      timestamptz NOT NULL,
    -- The one before signs beside it until then.
    previous       bytea,
    previous_until timestamptz,
    CHECK ((previous IS NULL) = (previous_until IS NULL))
);
CREATE INDEX webhook_target_institution ON webhook_target (institution);

-- What it is told. Written by the transaction in which it happened; ids and states, and nothing about people.
CREATE TABLE webhook_delivery (
    id         uuid        PRIMARY KEY,
    client     uuid        NOT NULL REFERENCES webhook_target ON DELETE CASCADE,
    type       text        NOT NULL,
    body       text        NOT NULL,
    state      text        NOT NULL CHECK (state IN ('QUEUED', 'DELIVERED', 'GIVEN_UP')),
    attempts   integer     NOT NULL DEFAULT 0,
    due_at     timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    -- What the receiver answered last, or why nothing was sent.
    outcome    text
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (due_at) WHERE state = 'QUEUED';
CREATE INDEX webhook_delivery_client ON webhook_delivery (client, created_at DESC);
