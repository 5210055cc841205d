-- Passkeys (WebAuthn): what the authenticator told of itself, never a secret. A credential belongs to one account.
CREATE TABLE account_passkey (
    id              uuid        PRIMARY KEY,
    account         uuid        NOT NULL REFERENCES account,
    name            text        NOT NULL,
    credential      bytea       NOT NULL UNIQUE,
    -- Attested credential data: WebAuthn Level 3 §6.5.2, with the public key.
    data            bytea       NOT NULL,
    sign_count      bigint      NOT NULL,
    backup_eligible boolean     NOT NULL,
    backed_up       boolean     NOT NULL,
    created_at      timestamptz NOT NULL,
    used_at         timestamptz
);
CREATE INDEX account_passkey_account ON account_passkey (account, created_at);

-- How authenticators know an account: WebAuthn Level 3 §14.6.1: 64 random bytes that say nothing about anybody.
CREATE TABLE account_passkey_handle (
    account uuid  PRIMARY KEY REFERENCES account,
    handle  bytea NOT NULL UNIQUE
);

-- What an authenticator is to sign, by its hash: for one session, or for one browser that is not logged in.
CREATE TABLE account_passkey_challenge (
    challenge  bytea       PRIMARY KEY,
    purpose    text        NOT NULL CHECK (purpose IN ('REGISTER', 'LOGIN', 'STEP_UP')),
    session    uuid        REFERENCES account_session (id) ON DELETE CASCADE,
    browser    bytea,
    expires_at timestamptz NOT NULL,
    CHECK ((session IS NULL) <> (browser IS NULL))
);
CREATE INDEX account_passkey_challenge_session ON account_passkey_challenge (session);
CREATE INDEX account_passkey_challenge_end ON account_passkey_challenge (expires_at);

-- When a passkey was proven. A session that a passkey opened alone was never given a password.
ALTER TABLE account_session ADD COLUMN passkey_at timestamptz;
ALTER TABLE account_session ALTER COLUMN password_at DROP NOT NULL;
