-- The unit into which an application may invite people of its institution; null if it may invite nobody.
ALTER TABLE esign_client ADD COLUMN invites_into uuid;
