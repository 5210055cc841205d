-- Whoever answers for the register looks many times a minute for the operator's own certificates: they are few among millions.
CREATE INDEX certificate_own ON certificate (profile) WHERE account IS NULL;

-- Keys and signatures do not become shorter by compressing, and trying it for each row costs as much as writing it.
ALTER TABLE certificate ALTER COLUMN tbs SET STORAGE EXTERNAL, ALTER COLUMN lint SET STORAGE EXTERNAL,
    ALTER COLUMN der SET STORAGE EXTERNAL;
ALTER TABLE certificate_revocation_list ALTER COLUMN der SET STORAGE EXTERNAL;

-- Nobody can tell in advance how many rows stop waiting; a guess of a thousand had the whole log read for each batch.
ALTER FUNCTION transparency_entered() SET enable_hashjoin = off;
ALTER FUNCTION transparency_entered() SET enable_mergejoin = off;
