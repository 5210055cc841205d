CREATE TABLE enrolment_application (
    id                 uuid        PRIMARY KEY,
    account            uuid        NOT NULL,
    institution        text        NOT NULL,
    unit               text        NOT NULL,
    state              text        NOT NULL CHECK (state IN ('DRAFT', 'SUBMITTED', 'APPROVED', 'ISSUED', 'REJECTED', 'WITHDRAWN', 'EXPIRED')),
    consented_at       timestamptz,
    consent_sha256     text,
    -- Name, NIK, NIP and position, sealed: what is in the database alone says nothing about a person.
    identity           bytea,
    by_officer         boolean     NOT NULL DEFAULT false,
    agreement_version  text,
    agreement_language text,
    agreement_sha256   text,
    agreement_at       timestamptz,
    key                uuid,
    started_at         timestamptz NOT NULL,
    changed_at         timestamptz NOT NULL,
    submitted_at       timestamptz,
    decided_at         timestamptz,
    decided_by         uuid,
    reason             text,
    certificate        uuid,
    -- A key that came to nothing is destroyed, here or at the next run of the job.
    key_destroyed_at   timestamptz,
    CHECK (state = 'DRAFT' OR state IN ('WITHDRAWN', 'EXPIRED') OR (submitted_at IS NOT NULL AND key IS NOT NULL
           AND agreement_sha256 IS NOT NULL AND identity IS NOT NULL AND consented_at IS NOT NULL)),
    CHECK ((state = 'ISSUED') = (certificate IS NOT NULL)),
    CHECK (state <> 'REJECTED' OR reason IS NOT NULL)
);
-- One open application for each person.
CREATE UNIQUE INDEX enrolment_application_open ON enrolment_application (account) WHERE state IN ('DRAFT', 'SUBMITTED', 'APPROVED');
CREATE INDEX enrolment_application_account ON enrolment_application (account, started_at DESC);
CREATE INDEX enrolment_application_queue ON enrolment_application (institution, submitted_at) WHERE state = 'SUBMITTED';
