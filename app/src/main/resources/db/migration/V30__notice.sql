-- The outbox. What a message says and where it goes is sealed, and erased once the message has left or never will.
CREATE TABLE notice_message (
    id            uuid        PRIMARY KEY,
    account       uuid,
    channel       text        NOT NULL CHECK (channel IN ('WHATSAPP', 'MAIL')),
    template      text        NOT NULL,
    language      text        NOT NULL,
    hint          text        NOT NULL,
    sealed        bytea,
    state         text        NOT NULL CHECK (state IN ('QUEUED', 'SENT', 'DELIVERED', 'READ', 'FAILED')),
    attempts      integer     NOT NULL DEFAULT 0,
    created_at    timestamptz NOT NULL,
    due_at        timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    changed_at    timestamptz NOT NULL,
    provider_id   text        UNIQUE,
    reason        text,
    CHECK ((state = 'QUEUED') = (sealed IS NOT NULL))
);
CREATE INDEX notice_message_due ON notice_message (channel, due_at) WHERE state = 'QUEUED';
CREATE INDEX notice_message_dead ON notice_message (changed_at DESC) WHERE state = 'FAILED';

-- What the network reported, kept because a report may overtake our own knowledge of the message's id.
CREATE TABLE notice_receipt (
    provider_id text        NOT NULL,
    state       text        NOT NULL,
    at          timestamptz NOT NULL,
    reason      text,
    PRIMARY KEY (provider_id, state)
);

-- "Bukan saya" links: only the hash of a token is kept.
CREATE TABLE notice_disavow (
    token_hash bytea       PRIMARY KEY,
    account    uuid        NOT NULL,
    subject    text        NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);
