-- What a password is needed for before a document can be signed: to open it, or for a change that its owner keeps for himself. The password is not kept.
ALTER TABLE signing_document ADD COLUMN protection text CHECK (protection IN ('OPENING', 'CHANGING'));
