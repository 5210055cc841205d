-- Whether their owner said that the codes are in a safe place; those of before count as kept.
ALTER TABLE account_recovery_code ADD COLUMN kept boolean NOT NULL DEFAULT true;
ALTER TABLE account_recovery_code ALTER COLUMN kept SET DEFAULT false;
