-- Who may log in, with what, and where they are reached.
CREATE TABLE account (
    id                uuid        PRIMARY KEY,
    username          text        NOT NULL,
    name              text        NOT NULL,
    institution       text        NOT NULL,
    unit              text        NOT NULL,
    roles             text[]      NOT NULL,
    email             text        NOT NULL,
    email_verified_at timestamptz,
    phone             text,
    phone_verified_at timestamptz,
    phone_changed_at  timestamptz,
    language          text        NOT NULL DEFAULT 'id',
    disabled_at       timestamptz,
    -- Argon2id over the password, keyed outside the database; null until the account is claimed.
    password          text,
    -- RFC 6238 secret, sealed; last_step is the time step of the newest code that was accepted.
    totp_secret       bytea,
    totp_last_step    bigint      NOT NULL DEFAULT 0,
    totp_failures     integer     NOT NULL DEFAULT 0,
    -- Wrong passwords in a row from devices that never completed a login.
    failures          integer     NOT NULL DEFAULT 0,
    created_at        timestamptz NOT NULL
);
CREATE UNIQUE INDEX account_username ON account (lower(username));
CREATE UNIQUE INDEX account_email ON account (lower(email));

CREATE TABLE account_recovery_code (
    account uuid        NOT NULL REFERENCES account,
    hash    bytea       PRIMARY KEY,
    used_at timestamptz
);
CREATE INDEX account_recovery_code_account ON account_recovery_code (account);

-- A login. The cookie holds the token; the row its SHA-256.
CREATE TABLE account_session (
    token       bytea       PRIMARY KEY,
    id          uuid        NOT NULL UNIQUE,
    account     uuid        NOT NULL REFERENCES account,
    password_at timestamptz NOT NULL,
    totp_at     timestamptz,
    -- A recovery code stood in for the authenticator: a login, but never a fresh second factor.
    recovery_at timestamptz,
    -- An authenticator's secret between showing its QR code and its first code, sealed.
    enrolling   bytea,
    -- New recovery codes until their owner says that they are kept, sealed.
    shown       bytea,
    created_at  timestamptz NOT NULL,
    seen_at     timestamptz NOT NULL,
    ends_at     timestamptz NOT NULL,
    address     text        NOT NULL,
    agent       text        NOT NULL
);
CREATE INDEX account_session_account ON account_session (account);

-- One-time links to an account: claim a new one, set a forgotten password.
CREATE TABLE account_link (
    token      bytea       PRIMARY KEY,
    account    uuid        NOT NULL REFERENCES account,
    kind       text        NOT NULL CHECK (kind IN ('CLAIM', 'PASSWORD')),
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);
CREATE INDEX account_link_account ON account_link (account, kind);

-- A new phone number or e-mail address that waits for its code.
CREATE TABLE account_contact_change (
    account    uuid        NOT NULL REFERENCES account,
    kind       text        NOT NULL CHECK (kind IN ('PHONE', 'EMAIL')),
    value      text        NOT NULL,
    code       bytea       NOT NULL,
    wrong      integer     NOT NULL DEFAULT 0,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (account, kind)
);

-- Where the account was reached before: still told of what happens for a while.
CREATE TABLE account_former_contact (
    account     uuid        NOT NULL REFERENCES account,
    kind        text        NOT NULL CHECK (kind IN ('PHONE', 'EMAIL')),
    value       text        NOT NULL,
    replaced_at timestamptz NOT NULL
);
CREATE INDEX account_former_contact_account ON account_former_contact (account, replaced_at);

-- Devices that completed a login, known by a cookie of their own: a new one is told of, and a stranger's wrong passwords do
-- not count against a known one.
CREATE TABLE account_device (
    account  uuid        NOT NULL REFERENCES account,
    hash     bytea       NOT NULL,
    seen_at  timestamptz NOT NULL,
    failures integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (account, hash)
);
CREATE INDEX account_device_hash ON account_device (hash);
