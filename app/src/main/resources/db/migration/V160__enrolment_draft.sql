-- What was typed at the identity and is not right or not whole yet, sealed like the identity itself; gone once it is, or the application is over.
ALTER TABLE enrolment_application ADD COLUMN identity_draft bytea;
