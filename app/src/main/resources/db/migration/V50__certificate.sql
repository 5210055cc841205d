-- Every serial number that was ever about to be signed, before it was: a crash can leave a row without a certificate, but
-- never a certificate without a row.
CREATE TABLE certificate (
    id                 uuid        PRIMARY KEY,
    profile            text        NOT NULL,
    -- Null for authorities.
    account            uuid,
    authority          text        NOT NULL,
    key                uuid        NOT NULL,
    key_sha256         bytea       NOT NULL,
    serial             numeric(50) NOT NULL CHECK (serial > 0),
    common_name        text        NOT NULL,
    full_name          text,
    organization       text,
    unit               text,
    not_before         timestamptz NOT NULL,
    not_after          timestamptz NOT NULL,
    phase              text        NOT NULL CHECK (phase IN ('PREPARED', 'REFUSED', 'ISSUED', 'SUSPENDED', 'REVOKED')),
    tbs                bytea       NOT NULL,
    -- The same content signed by a throw-away key: what was linted.
    lint               bytea,
    der                bytea,
    agreement_version  text,
    agreement_language text,
    agreement_sha256   text,
    agreement_at       timestamptz,
    reference          text        NOT NULL,
    prepared_at        timestamptz NOT NULL,
    issued_at          timestamptz,
    revoked_at         timestamptz,
    revoked_by         uuid,
    reason             integer,
    replaces           uuid        REFERENCES certificate,
    replaced_by        uuid        REFERENCES certificate,
    key_destroyed_at   timestamptz,
    downloaded_at      timestamptz,
    CHECK (phase NOT IN ('ISSUED', 'SUSPENDED') OR (der IS NOT NULL AND issued_at IS NOT NULL)),
    CHECK ((phase = 'REVOKED') = (revoked_at IS NOT NULL)),
    CHECK ((phase = 'REVOKED') = (reason IS NOT NULL)),
    UNIQUE (authority, serial)
);
-- A key is certified once, and for one account only, as long as it counts.
CREATE UNIQUE INDEX certificate_key ON certificate (key_sha256) WHERE phase IN ('PREPARED', 'ISSUED', 'SUSPENDED');
CREATE INDEX certificate_account ON certificate (account, issued_at DESC);
CREATE INDEX certificate_revoked ON certificate (authority, revoked_at) WHERE phase = 'REVOKED';

CREATE TABLE certificate_authority (
    -- Part of addresses: /ca/{name}.crt, /crl/{name}.crl.
    name        text        PRIMARY KEY,
    key         uuid        NOT NULL,
    certificate uuid        REFERENCES certificate,
    -- Raised by each revocation: a list that knows a smaller one is out of date.
    revision    bigint      NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL
);

CREATE TABLE certificate_revocation_list (
    authority   text        NOT NULL REFERENCES certificate_authority,
    number      bigint      NOT NULL,
    revision    bigint      NOT NULL,
    this_update timestamptz NOT NULL,
    next_update timestamptz NOT NULL,
    entries     integer     NOT NULL,
    der         bytea       NOT NULL,
    PRIMARY KEY (authority, number)
);
