-- Everything that is in force at a stopped institution is revoked: ordered once, done certificate by certificate, whatever happens in between.
CREATE TABLE closing (
    id          uuid        PRIMARY KEY,
    institution uuid        NOT NULL,
    -- Null for whoever runs the machine.
    ordered_by  uuid,
    ordered_at  timestamptz NOT NULL,
    done_at     timestamptz
);
CREATE UNIQUE INDEX closing_open ON closing (institution) WHERE done_at IS NULL;
CREATE INDEX closing_of ON closing (institution, ordered_at DESC);
CREATE TABLE closing_certificate (
    closing     uuid        NOT NULL REFERENCES closing,
    certificate uuid        NOT NULL,
    -- Null until it was tried; what fails stays so and is tried again.
    result      text        CHECK (result IN ('REVOKED', 'OVER')),
    settled_at  timestamptz,
    PRIMARY KEY (closing, certificate),
    CHECK ((result IS NULL) = (settled_at IS NULL))
);
CREATE INDEX closing_certificate_left ON closing_certificate (closing) WHERE result IS NULL;
