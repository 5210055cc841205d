-- A renewal that takes the place of a certificate whose data were corrected: which correction, or null for one that stands beside it.
ALTER TABLE renewal
    ADD COLUMN correction uuid,
    ADD CHECK (correction IS NULL OR new_key IS NOT NULL);
DROP INDEX renewal_once;
CREATE UNIQUE INDEX renewal_once ON renewal (certificate) WHERE state IN ('ORDERED', 'DONE') AND correction IS NULL;
CREATE UNIQUE INDEX renewal_correction_once ON renewal (certificate) WHERE state IN ('ORDERED', 'DONE') AND correction IS NOT NULL;
