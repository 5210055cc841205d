-- One row per journey that ever asked for a capture: wrong match numbers are counted here, so that a new link does not
-- reset them.
CREATE TABLE capture_journey (
    journey       uuid        PRIMARY KEY,
    account       uuid        NOT NULL,
    wrong_numbers integer     NOT NULL DEFAULT 0,
    died_at       timestamptz,
    died_of       text        CHECK (died_of IN ('GUESSED', 'DISOWNED', 'CANCELLED')),
    last_burned   timestamptz
);

CREATE TABLE capture_link (
    id                uuid        PRIMARY KEY,
    journey           uuid        NOT NULL REFERENCES capture_journey ON DELETE CASCADE,
    account           uuid        NOT NULL,
    signer_key        uuid,
    purpose           text        NOT NULL CHECK (purpose IN ('RESET', 'ENROLMENT')),
    handover          boolean     NOT NULL,
    number_since      timestamptz,
    initials          text        NOT NULL,
    next_path         text,
    token_sha256      bytea       NOT NULL UNIQUE,
    match_number      integer     NOT NULL CHECK (match_number BETWEEN 10 AND 99),
    requester_address text        NOT NULL,
    requester_agent   text        NOT NULL,
    state             text        NOT NULL CHECK (state IN ('OPEN', 'CLAIMED', 'REPLACED', 'DEAD')),
    issued_at         timestamptz NOT NULL,
    expires_at        timestamptz NOT NULL,
    claimed_at        timestamptz,
    proof             bytea
);
CREATE INDEX capture_link_journey ON capture_link (journey, issued_at DESC);
-- Newest wins, whatever the code does.
CREATE UNIQUE INDEX capture_link_one_open ON capture_link (journey) WHERE state = 'OPEN';

CREATE TABLE capture_session (
    id               uuid        PRIMARY KEY,
    token_sha256     bytea       NOT NULL UNIQUE,
    journey          uuid        NOT NULL REFERENCES capture_journey ON DELETE CASCADE,
    account          uuid        NOT NULL,
    signer_key       uuid,
    purpose          text        NOT NULL CHECK (purpose IN ('RESET', 'ENROLMENT')),
    initials         text        NOT NULL,
    next_path        text,
    address          text        NOT NULL,
    agent            text        NOT NULL,
    begun_at         timestamptz NOT NULL,
    expires_at       timestamptz NOT NULL,
    ended_at         timestamptz,
    consented_at     timestamptz,
    challenge_nonce  bytea,
    challenge_side   text        CHECK (challenge_side IN ('LEFT', 'RIGHT')),
    challenge_until  timestamptz,
    hints            integer     NOT NULL DEFAULT 0
);
CREATE INDEX capture_session_journey ON capture_session (journey);

CREATE TABLE selfie_verdict (
    id           uuid        PRIMARY KEY,
    session      uuid        NOT NULL,
    journey      uuid        NOT NULL,
    account      uuid        NOT NULL,
    outcome      text        NOT NULL CHECK (outcome IN ('PASSED', 'REFUSED', 'UNAVAILABLE')),
    reason       text,
    similarity   double precision,
    liveness     double precision,
    yaw          double precision,
    photo_sha256 bytea,
    checked_at   timestamptz NOT NULL,
    proof        bytea,
    spent_at     timestamptz
);
CREATE INDEX selfie_verdict_journey ON selfie_verdict (journey, checked_at DESC);

-- Photos of checks, sealed; deleted when their time is over.
CREATE TABLE selfie_photo (
    id           uuid        PRIMARY KEY,
    verdict      uuid        NOT NULL REFERENCES selfie_verdict ON DELETE CASCADE,
    journey      uuid        NOT NULL,
    account      uuid        NOT NULL,
    sealed       bytea       NOT NULL,
    taken_at     timestamptz NOT NULL,
    delete_after timestamptz NOT NULL
);
CREATE INDEX selfie_photo_journey ON selfie_photo (journey);
CREATE INDEX selfie_photo_due ON selfie_photo (delete_after);

-- What was shown to the camera in the last 30 days, as hashes, so that a copy is recognised.
CREATE TABLE seen_frame (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account     uuid        NOT NULL,
    sha256      bytea       NOT NULL,
    fingerprint bytea,
    seen_at     timestamptz NOT NULL
);
CREATE INDEX seen_frame_account ON seen_frame (account, seen_at);
CREATE INDEX seen_frame_sha256 ON seen_frame (account, sha256);

-- Reference photos: proposed by an application, active once it is approved.
CREATE TABLE reference_photo (
    id          uuid        PRIMARY KEY,
    account     uuid        NOT NULL,
    application uuid        NOT NULL,
    slot        integer     NOT NULL CHECK (slot BETWEEN 0 AND 2),
    active      boolean     NOT NULL DEFAULT false,
    sealed      bytea       NOT NULL,
    taken_at    timestamptz NOT NULL,
    UNIQUE (application, slot)
);
CREATE UNIQUE INDEX reference_photo_active ON reference_photo (account, slot) WHERE active;

-- What the camera could not decide: an officer does.
CREATE TABLE selfie_case (
    id         uuid        PRIMARY KEY,
    journey    uuid        NOT NULL,
    account    uuid        NOT NULL,
    signer_key uuid,
    reason     text        NOT NULL,
    state      text        NOT NULL CHECK (state IN ('OPEN', 'APPROVED', 'REJECTED')),
    opened_at  timestamptz NOT NULL,
    decided_at timestamptz,
    decided_by uuid,
    note       text,
    proof      bytea,
    spent_at   timestamptz
);
CREATE UNIQUE INDEX selfie_case_one ON selfie_case (journey);
CREATE INDEX selfie_case_open ON selfie_case (opened_at) WHERE state = 'OPEN';
