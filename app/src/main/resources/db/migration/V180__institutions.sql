-- Institutions, and the units that their people work in. What a certificate names is never renamed: a new name is a new row.
CREATE TABLE account_institution (
    id         uuid        PRIMARY KEY,
    code       text        NOT NULL UNIQUE,
    name       text        NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    -- Since when nobody is invited into it any more; null while it is in use.
    stopped_at timestamptz
);
CREATE TABLE account_unit (
    id          uuid        PRIMARY KEY,
    institution uuid        NOT NULL REFERENCES account_institution,
    name        text        NOT NULL,
    created_at  timestamptz NOT NULL,
    stopped_at  timestamptz,
    UNIQUE (institution, name)
);

-- What was typed becomes rows. Names that differ in case alone stay two: whoever could not see each other cannot do so now.
INSERT INTO account_institution (id, code, name, created_at)
SELECT gen_random_uuid(), CASE WHEN place = 1 THEN plain ELSE plain || '-' || left(md5(institution), 8) END, institution, since
FROM (SELECT institution, plain, since, row_number() OVER (PARTITION BY plain ORDER BY since, institution) AS place
      FROM (SELECT institution, min(created_at) AS since,
                coalesce(nullif(trim(BOTH '-' FROM regexp_replace(lower(institution), '[^a-z0-9]+', '-', 'g')), ''), 'instansi') AS plain
            FROM account GROUP BY institution) named) numbered;
INSERT INTO account_unit (id, institution, name, created_at)
SELECT gen_random_uuid(), i.id, a.unit, min(a.created_at)
FROM account a JOIN account_institution i ON i.name = a.institution GROUP BY i.id, a.unit;

ALTER TABLE account RENAME COLUMN unit TO unit_name;
ALTER TABLE account ADD COLUMN unit uuid REFERENCES account_unit;
UPDATE account a SET unit = u.id FROM account_unit u JOIN account_institution i ON i.id = u.institution
WHERE i.name = a.institution AND u.name = a.unit_name;
ALTER TABLE account ALTER COLUMN unit SET NOT NULL;
ALTER TABLE account DROP COLUMN institution, DROP COLUMN unit_name;
CREATE INDEX account_of_unit ON account (unit);
