-- Stopped while the key's certificate is suspended; apart from a freeze, so that the end of one is never the end of the other.
ALTER TABLE keyroom.signer_key ADD COLUMN suspended boolean NOT NULL DEFAULT false;
CREATE INDEX signer_key_suspended ON keyroom.signer_key (id) WHERE suspended;
