-- The timestamp over the signature of a head; null if no authority gave one at that moment.
ALTER TABLE audit_signature ADD COLUMN token bytea;
