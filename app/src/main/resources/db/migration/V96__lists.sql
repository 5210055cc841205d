-- The authority's revision at which a certificate was last revoked, suspended or resumed: what a list with a smaller one lacks.
ALTER TABLE certificate ADD COLUMN revision bigint NOT NULL DEFAULT 0;
-- Which of the authority's lists names the certificate if it is revoked; written into the certificate as its distribution point.
ALTER TABLE certificate ADD COLUMN partition integer NOT NULL DEFAULT 0;
CREATE SEQUENCE certificate_count;
-- How many lists there are: as long as there is one, it is complete.
ALTER TABLE certificate_authority ADD COLUMN partitions integer NOT NULL DEFAULT 1;

ALTER TABLE certificate_revocation_list ADD COLUMN partition integer NOT NULL DEFAULT 0;
-- Number of the complete list that a delta list stands on; null for a complete one.
ALTER TABLE certificate_revocation_list ADD COLUMN base bigint;
ALTER TABLE certificate_revocation_list ADD COLUMN delta boolean NOT NULL DEFAULT false CHECK (delta = (base IS NOT NULL));
ALTER TABLE certificate_revocation_list DROP CONSTRAINT certificate_revocation_list_pkey;
ALTER TABLE certificate_revocation_list ADD PRIMARY KEY (authority, partition, delta, number);
-- The bytes of lists that were replaced long ago are not kept; that they were published is.
ALTER TABLE certificate_revocation_list ALTER COLUMN der DROP NOT NULL;
CREATE INDEX certificate_revision ON certificate (authority, partition, revision) WHERE revision > 0;
