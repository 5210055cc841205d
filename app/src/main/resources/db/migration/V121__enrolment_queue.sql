-- The officers' queue: thousands of applications, each page of them by index.
DROP INDEX enrolment_application_queue;
CREATE INDEX enrolment_application_state ON enrolment_application (institution, state, submitted_at, id) WHERE submitted_at IS NOT NULL;
CREATE INDEX enrolment_application_sent ON enrolment_application (institution, submitted_at, id) WHERE submitted_at IS NOT NULL;
CREATE INDEX enrolment_application_unit ON enrolment_application (institution, unit) WHERE submitted_at IS NOT NULL;

-- Beginnings of the words of a name, and the NIK, as keyed hashes: found by index, and nothing to read for who has the table alone.
ALTER TABLE enrolment_application ADD COLUMN search bigint[];
CREATE INDEX enrolment_application_search ON enrolment_application USING gin (search);
CREATE INDEX enrolment_application_unsearchable ON enrolment_application (id) WHERE identity IS NOT NULL AND search IS NULL;
