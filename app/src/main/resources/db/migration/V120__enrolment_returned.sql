-- An officer may send an application back: the applicant corrects what was named and sends it again. Photos and key stay.
ALTER TABLE enrolment_application
    DROP CONSTRAINT enrolment_application_state_check,
    ADD CONSTRAINT enrolment_application_state_check CHECK (state IN ('DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED', 'ISSUED',
        'REJECTED', 'WITHDRAWN', 'EXPIRED')),
    -- The steps to correct, and those of them that were.
    ADD COLUMN returned_for text[] NOT NULL DEFAULT '{}',
    ADD COLUMN corrected    text[] NOT NULL DEFAULT '{}',
    -- How old the evidence is counts from here, however often it was sent again (RA-04).
    ADD COLUMN first_submitted_at timestamptz,
    ADD CHECK (state <> 'RETURNED' OR (reason IS NOT NULL AND returned_for <> '{}'));
UPDATE enrolment_application SET first_submitted_at = submitted_at;

DROP INDEX enrolment_application_open;
CREATE UNIQUE INDEX enrolment_application_open ON enrolment_application (account)
    WHERE state IN ('DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED');

-- What was asked for each time, for the officer who looks at it again and for the applicant.
CREATE TABLE enrolment_return (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application uuid        NOT NULL REFERENCES enrolment_application,
    returned_at timestamptz NOT NULL,
    officer     uuid        NOT NULL,
    steps       text[]      NOT NULL,
    note        text        NOT NULL
);
CREATE INDEX enrolment_return_application ON enrolment_return (application);
