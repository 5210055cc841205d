-- "Perbaikan data": what is recorded about a person is corrected by a case that is worked like an application, and makes no key.
ALTER TABLE enrolment_application
    ADD COLUMN kind text NOT NULL DEFAULT 'CERTIFICATE' CHECK (kind IN ('CERTIFICATE', 'CORRECTION')),
    -- What a correction has to be shown with: that depends on what is corrected.
    ADD COLUMN documents_needed text[] NOT NULL DEFAULT '{}',
    DROP CONSTRAINT enrolment_application_state_check,
    ADD CONSTRAINT enrolment_application_state_check CHECK (state IN ('DRAFT', 'SUBMITTED', 'RETURNED', 'CONFIRMING', 'APPROVED',
        'ISSUED', 'CORRECTED', 'REJECTED', 'WITHDRAWN', 'EXPIRED')),
    ADD CONSTRAINT enrolment_application_ends CHECK (
        CASE kind WHEN 'CORRECTION' THEN state NOT IN ('APPROVED', 'ISSUED') ELSE state <> 'CORRECTED' END),
    -- A correction has neither key nor agreement: both are asked for with the certificate that follows it.
    DROP CONSTRAINT enrolment_application_check,
    ADD CONSTRAINT enrolment_application_whole CHECK (state = 'DRAFT' OR state IN ('WITHDRAWN', 'EXPIRED')
        OR (submitted_at IS NOT NULL AND identity IS NOT NULL
            AND (kind = 'CORRECTION' OR (key IS NOT NULL AND agreement_sha256 IS NOT NULL AND consented_at IS NOT NULL)))),
    DROP CONSTRAINT enrolment_application_two_officers,
    ADD CONSTRAINT enrolment_application_two_officers CHECK (
        CASE state WHEN 'CONFIRMING' THEN first_by IS NOT NULL AND first_by <> account
                   WHEN 'APPROVED' THEN first_by IS NULL OR (first_by <> decided_by AND first_by <> account)
                   WHEN 'ISSUED' THEN first_by IS NULL OR (first_by <> decided_by AND first_by <> account)
                   WHEN 'CORRECTED' THEN first_by IS NULL OR (first_by <> decided_by AND first_by <> account)
                   ELSE first_by IS NULL END);

CREATE TABLE enrolment_correction (
    application uuid        PRIMARY KEY REFERENCES enrolment_application,
    -- Name, NIK, NIP, position, unit as they were recorded, and why they are to change: sealed like an identity.
    recorded    bytea       NOT NULL,
    -- The unit that is asked for, which stands in certificates; null until it is.
    unit        text,
    reason      bytea,
    -- An officer decided that the certificates with the old data must not be used until the new one is there.
    at_once     boolean     NOT NULL DEFAULT false,
    -- When these were revoked.
    ended_at    timestamptz
);
CREATE INDEX enrolment_correction_to_end ON enrolment_correction (application) WHERE at_once AND ended_at IS NULL;
-- Who may have certificates that say what was corrected since.
CREATE INDEX enrolment_application_settled ON enrolment_application (account, decided_at DESC) WHERE state IN ('ISSUED', 'CORRECTED');
