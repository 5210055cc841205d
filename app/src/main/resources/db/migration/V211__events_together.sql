-- Several events are inserted at once: they come to the sealer in one go too.
CREATE OR REPLACE FUNCTION audit_queue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_pending (event) SELECT id FROM recorded;
    RETURN NULL;
END $$;
DROP TRIGGER audit_event_queue ON audit_event;
CREATE TRIGGER audit_event_queue AFTER INSERT ON audit_event REFERENCING NEW TABLE AS recorded
    FOR EACH STATEMENT EXECUTE FUNCTION audit_queue();
