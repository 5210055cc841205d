-- Whoever answers for the register follows it by the transaction that changed a row: everything below the oldest
-- transaction that was open at the last look is known for good, so no change is ever missed, whatever commits in which order.
ALTER TABLE certificate ADD COLUMN changed_in bigint NOT NULL DEFAULT 0;
-- When a suspension began; the row's phase says whether it lasts.
ALTER TABLE certificate ADD COLUMN suspended_at timestamptz;
CREATE INDEX certificate_changed ON certificate (changed_in);

CREATE FUNCTION certificate_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changed_in := pg_current_xact_id()::text::bigint;
    RETURN NEW;
END $$;
CREATE TRIGGER certificate_changed BEFORE INSERT OR UPDATE OF phase, not_after, revoked_at, suspended_at, reason ON certificate
    FOR EACH ROW EXECUTE FUNCTION certificate_changed();
