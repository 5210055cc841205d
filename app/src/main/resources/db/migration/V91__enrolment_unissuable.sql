-- An approval that the authority cannot carry out: why, and since when. An officer tries again or rejects; nothing tries by itself.
ALTER TABLE enrolment_application
    ADD COLUMN unissuable    text,
    ADD COLUMN unissuable_at timestamptz,
    ADD CHECK (unissuable IS NULL OR (state = 'APPROVED' AND unissuable_at IS NOT NULL));
