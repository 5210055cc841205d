-- Every version of every profile under which something was certified, as it was read: what an operator changes later does not make
-- what was issued before wrong.
CREATE TABLE certificate_profile (
    sha256   bytea       PRIMARY KEY,
    name     text        NOT NULL,
    text     text        NOT NULL,
    since    timestamptz NOT NULL
);
-- Null for what was issued while profiles were a part of the program.
ALTER TABLE certificate ADD COLUMN profile_sha256 bytea REFERENCES certificate_profile;
