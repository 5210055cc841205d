-- The certificate that this one continues. Unlike one that is replaced, the older one stays as it is until it ends by itself.
ALTER TABLE certificate ADD COLUMN renews uuid REFERENCES certificate;
-- Whether it has the older one's key, and not one of its own.
ALTER TABLE certificate ADD COLUMN same_key boolean NOT NULL DEFAULT false CHECK (NOT same_key OR renews IS NOT NULL);

-- A key is certified once, and for one account only, as long as it counts; a renewal with the same key counts as its older one.
DROP INDEX certificate_key;
CREATE UNIQUE INDEX certificate_key ON certificate (key_sha256) WHERE phase IN ('PREPARED', 'ISSUED', 'SUSPENDED') AND NOT same_key;
-- A certificate is renewed once, whatever becomes of the newer one; what was never signed is no renewal.
CREATE UNIQUE INDEX certificate_renewed ON certificate (renews) WHERE der IS NOT NULL OR phase = 'PREPARED';
-- All certificates of one key.
CREATE INDEX certificate_of_key ON certificate (key);
-- What ends soon, for who tells its owner.
CREATE INDEX certificate_ends ON certificate (not_after, id) WHERE phase = 'ISSUED' AND account IS NOT NULL;
