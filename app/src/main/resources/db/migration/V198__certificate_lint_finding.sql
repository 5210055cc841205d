-- What the nightly lint found the last time: certificates in force that break a rule, until they break none or are over.
CREATE TABLE certificate_lint_finding (
    certificate uuid        PRIMARY KEY REFERENCES certificate,
    findings    text[]      NOT NULL,
    -- When it was found first, and by which run the last time.
    found_at    timestamptz NOT NULL,
    run         uuid        NOT NULL
);
