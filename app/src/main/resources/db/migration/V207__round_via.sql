-- The application that asked in the asker's name, as pages call it; null for the asker in person.
ALTER TABLE signing_round ADD COLUMN via text;

-- Which application follows a round: it sees, reminds, withdraws and fetches those that it began, and no other.
CREATE TABLE esign_round (
    round    uuid        PRIMARY KEY,
    client   uuid        NOT NULL REFERENCES esign_client,
    asker    uuid        NOT NULL,
    begun_at timestamptz NOT NULL
);
