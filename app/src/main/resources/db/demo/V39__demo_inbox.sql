-- Only in the demo profile: messages in clear, instead of a network.
CREATE TABLE demo_message (
    id       uuid        PRIMARY KEY,
    account  uuid,
    route    text        NOT NULL,
    address  text        NOT NULL,
    subject  text        NOT NULL,
    body     text        NOT NULL,
    button   text,
    link     text,
    sent_at  timestamptz NOT NULL
);
CREATE INDEX demo_message_sent ON demo_message (sent_at DESC);
