-- A refused login counts on the row of its account. One for an account that does not exist counts here, on a row about as wide as an
-- account's, so that writing takes as long (RP-11). The row is drawn from the name; what stands in it tells nothing.
CREATE TABLE account_nobody (
    slot     smallint PRIMARY KEY,
    failures integer  NOT NULL DEFAULT 0,
    filler   text     NOT NULL
) WITH (fillfactor = 70);
INSERT INTO account_nobody (slot, filler) SELECT slot, repeat('-', 400) FROM generate_series(0, 255) slot;

-- Room on each page for the next version of a row, in both: an update that finds none writes to every index besides.
ALTER TABLE account SET (fillfactor = 70);
