-- What an application's officers see of its calls: how many on each day, and which failed last. Counted by the statement that counts the
-- call, kept for thirty days, and nothing in it is about people.
CREATE TABLE esign_client_day (
    client   uuid   NOT NULL REFERENCES esign_client,
    -- In Jakarta.
    day      date   NOT NULL,
    calls    bigint NOT NULL,
    failures bigint NOT NULL,
    PRIMARY KEY (client, day)
);
CREATE INDEX esign_client_day_day ON esign_client_day (day);

-- A ring: the place of a failure is its number among the application's failures, modulo how many are kept.
CREATE TABLE esign_client_failure (
    client  uuid        NOT NULL REFERENCES esign_client,
    place   smallint    NOT NULL,
    at      timestamptz NOT NULL,
    -- Method and path as it is documented, without what a path names.
    call    text        NOT NULL,
    status  smallint    NOT NULL,
    failure text        NOT NULL,
    PRIMARY KEY (client, place)
);
CREATE INDEX esign_client_failure_at ON esign_client_failure (at);
