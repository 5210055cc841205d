-- How, when and where an officer meets the person of a case: arranged by the officer, shown to the person.
ALTER TABLE selfie_case
    ADD COLUMN meeting_kind  text CHECK (meeting_kind IN ('IN_PERSON', 'VIDEO')),
    ADD COLUMN meeting_at    timestamptz,
    ADD COLUMN meeting_place text,
    ADD COLUMN arranged_by   uuid,
    ADD CONSTRAINT selfie_case_meeting CHECK (num_nulls(meeting_kind, meeting_at, meeting_place, arranged_by) IN (0, 4));
