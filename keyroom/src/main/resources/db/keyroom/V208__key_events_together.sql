-- An authority signs several at once: their events come to the log in one go too.
CREATE OR REPLACE FUNCTION keyroom.key_event_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO keyroom.key_event_waiting (event) SELECT id FROM happened;
    RETURN NULL;
END $$;
DROP TRIGGER key_event_waits ON keyroom.key_event;
CREATE TRIGGER key_event_waits AFTER INSERT ON keyroom.key_event REFERENCING NEW TABLE AS happened
    FOR EACH STATEMENT EXECUTE FUNCTION keyroom.key_event_waits();
