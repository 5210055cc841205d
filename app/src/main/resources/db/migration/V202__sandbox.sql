-- An application that is being written: it sees test signers and nobody else, from its first day to its last.
ALTER TABLE esign_client ADD COLUMN sandbox boolean NOT NULL DEFAULT false;
