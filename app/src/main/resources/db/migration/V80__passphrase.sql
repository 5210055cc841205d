-- Reset journeys. One of a certificate is open at a time.
CREATE TABLE reset_journey (
    id                 uuid        PRIMARY KEY,
    account            uuid        NOT NULL,
    certificate        uuid        NOT NULL,
    signer_key         uuid        NOT NULL,
    state              text        NOT NULL,
    renews             boolean     NOT NULL,
    number_since       timestamptz NOT NULL,
    channel            text        NOT NULL,
    message            uuid        NOT NULL,
    last_sent_at       timestamptz NOT NULL,
    login_session      uuid,
    address            text        NOT NULL,
    agent              text        NOT NULL,
    attempts_left      integer,
    started_at         timestamptz NOT NULL,
    expires_at         timestamptz NOT NULL,
    -- What was agreed to with the new passphrase (RP-31).
    agreement_version  text,
    agreement_sha256   text,
    agreement_language text,
    agreement_at       timestamptz,
    -- The journal: the orders to the keyroom, written before they are given.
    order_id           uuid        UNIQUE,
    activation_id      uuid        UNIQUE,
    submitted_at       timestamptz,
    finish_address     text,
    finish_agent       text,
    ended_at           timestamptz,
    end_reason         text,
    frozen_until       timestamptz,
    new_certificate    uuid
);
CREATE UNIQUE INDEX reset_journey_open ON reset_journey (certificate)
    WHERE state IN ('LINK', 'SELFIE', 'PASSPHRASE', 'SAVING', 'OFFICER', 'APPROVED');
CREATE INDEX reset_journey_account ON reset_journey (account, started_at DESC);

-- The journal of changes: written before the order is given to the keyroom.
CREATE TABLE passphrase_change (
    order_id    uuid        PRIMARY KEY,
    account     uuid        NOT NULL,
    certificate uuid        NOT NULL,
    signer_key  uuid        NOT NULL,
    address     text        NOT NULL,
    agent       text        NOT NULL,
    ordered_at  timestamptz NOT NULL,
    settled_at  timestamptz,
    outcome     text
);
CREATE INDEX passphrase_change_open ON passphrase_change (ordered_at) WHERE settled_at IS NULL;

-- Keys that somebody disowned, until an officer has looked.
CREATE TABLE passphrase_freeze (
    id         uuid        PRIMARY KEY,
    account    uuid        NOT NULL,
    signer_key uuid        NOT NULL,
    subject    text        NOT NULL,
    frozen_at  timestamptz NOT NULL,
    lifted_at  timestamptz,
    lifted_by  uuid,
    note       text
);
CREATE UNIQUE INDEX passphrase_freeze_open ON passphrase_freeze (signer_key) WHERE lifted_at IS NULL;
