-- What a verifikator says of an applicant: whether this is a person of the institution, with this position and unit. It is about what was
-- sent last: what is sent again after a correction is looked at again.
CREATE TABLE enrolment_vouch (
    application uuid        PRIMARY KEY REFERENCES enrolment_application,
    verifikator uuid        NOT NULL,
    confirmed   boolean     NOT NULL,
    note        text,
    said_at     timestamptz NOT NULL,
    CHECK (confirmed = (note IS NULL))
);
