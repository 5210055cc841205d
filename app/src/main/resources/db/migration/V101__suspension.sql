-- Every suspension there was. The one that lasts has no end; the certificate's phase says the same.
CREATE TABLE certificate_suspension (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    certificate uuid        NOT NULL REFERENCES certificate,
    -- Whose it is: what an officer stopped, only an officer lets go on.
    holder      text        NOT NULL CHECK (holder IN ('OWNER', 'OFFICER')),
    began_at    timestamptz NOT NULL,
    began_by    uuid        NOT NULL,
    reason      text,
    ended_at    timestamptz,
    ended_by    uuid,
    -- What the officer saw who ended it.
    note        text,
    CHECK (holder = 'OWNER' OR reason IS NOT NULL)
);
CREATE UNIQUE INDEX certificate_suspension_lasts ON certificate_suspension (certificate) WHERE ended_at IS NULL;
CREATE INDEX certificate_suspension_certificate ON certificate_suspension (certificate);
-- Whatever stops does so by its certificate's phase.
CREATE INDEX certificate_suspended ON certificate (id) WHERE phase = 'SUSPENDED';

-- What an officer wrote who revoked somebody else's certificate.
ALTER TABLE certificate ADD COLUMN revocation_note text;
