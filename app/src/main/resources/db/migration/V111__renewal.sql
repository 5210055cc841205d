-- The journal of renewals: what was ordered, written before the keyroom is asked.
CREATE TABLE renewal (
    -- Comes with the form: sent twice, it is ordered once.
    id                 uuid        PRIMARY KEY,
    -- The order to the keyroom, which nobody outside can choose: that it was carried out is the proof of the passphrase.
    order_id           uuid        NOT NULL UNIQUE,
    account            uuid        NOT NULL,
    certificate        uuid        NOT NULL,
    signer_key         uuid        NOT NULL,
    -- The id that a key of its own is made under; null for a renewal with the same key.
    new_key            uuid        UNIQUE,
    state              text        NOT NULL CHECK (state IN ('ORDERED', 'DONE', 'REFUSED', 'STOPPED')),
    agreement_version  text        NOT NULL,
    agreement_language text        NOT NULL,
    agreement_sha256   text        NOT NULL,
    agreement_at       timestamptz NOT NULL,
    address            text        NOT NULL,
    agent              text        NOT NULL,
    ordered_at         timestamptz NOT NULL,
    settled_at         timestamptz,
    reason             text,
    new_certificate    uuid,
    CHECK ((state = 'ORDERED') = (settled_at IS NULL)),
    CHECK ((state = 'DONE') = (new_certificate IS NOT NULL))
);
-- A certificate is renewed once. What was refused or given up can be ordered again.
CREATE UNIQUE INDEX renewal_once ON renewal (certificate) WHERE state IN ('ORDERED', 'DONE');
CREATE INDEX renewal_ordered ON renewal (ordered_at) WHERE state = 'ORDERED';

-- That an owner was told of the end of a certificate: once for each number of days before it.
CREATE TABLE renewal_notice (
    certificate uuid        NOT NULL,
    days        integer     NOT NULL,
    sent_at     timestamptz NOT NULL,
    PRIMARY KEY (certificate, days)
);
