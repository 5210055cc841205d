-- What was found out about an application without a person: what a register says to its data, and whether the face on the card looks
-- like the live photos. Results alone; nothing that stands in the register.
CREATE TABLE enrolment_finding (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application uuid        NOT NULL,
    found_at    timestamptz NOT NULL,
    -- Null when it was found out by itself, because the application was sent.
    asked_by    uuid,
    register    text        NOT NULL CHECK (register IN ('NOT_ASKED', 'KNOWN', 'UNKNOWN', 'UNAVAILABLE')),
    same        text[]      NOT NULL,
    different   text[]      NOT NULL,
    card        text        NOT NULL CHECK (card IN ('NOT_ASKED', 'COMPARED', 'NO_FACE', 'UNAVAILABLE')),
    likeness    double precision
);
CREATE INDEX enrolment_finding_application ON enrolment_finding (application, id DESC);
