-- Where the policy asks for four eyes, an approval waits for a second officer. Whatever the code does, the two are two.
ALTER TABLE enrolment_application
    DROP CONSTRAINT enrolment_application_state_check,
    ADD CONSTRAINT enrolment_application_state_check CHECK (state IN ('DRAFT', 'SUBMITTED', 'RETURNED', 'CONFIRMING', 'APPROVED',
        'ISSUED', 'REJECTED', 'WITHDRAWN', 'EXPIRED')),
    ADD COLUMN first_by uuid,
    ADD CONSTRAINT enrolment_application_two_officers CHECK (
        CASE state WHEN 'CONFIRMING' THEN first_by IS NOT NULL AND first_by <> account
                   WHEN 'APPROVED' THEN first_by IS NULL OR (first_by <> decided_by AND first_by <> account)
                   WHEN 'ISSUED' THEN first_by IS NULL OR (first_by <> decided_by AND first_by <> account)
                   ELSE first_by IS NULL END);

DROP INDEX enrolment_application_open;
CREATE UNIQUE INDEX enrolment_application_open ON enrolment_application (account)
    WHERE state IN ('DRAFT', 'SUBMITTED', 'RETURNED', 'CONFIRMING', 'APPROVED');
