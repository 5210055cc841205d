-- Whether the last passphrase that was looked at was wrong. The count alone does not say: it counts one that is being looked at, too.
ALTER TABLE keyroom.signer_key ADD COLUMN mistyped boolean NOT NULL DEFAULT false;
UPDATE keyroom.signer_key SET mistyped = attempts > 0 WHERE attempts > 0;
