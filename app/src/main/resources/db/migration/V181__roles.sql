-- Separation of duties: beside being a signer, an account has one of the trusted roles at most.
ALTER TABLE account ADD CONSTRAINT account_roles_known
    CHECK (roles <@ ARRAY['SIGNER', 'VERIFIKATOR', 'OFFICER', 'CA_OPERATOR', 'AUDITOR']);
ALTER TABLE account ADD CONSTRAINT account_roles_separate CHECK (cardinality(array_remove(roles, 'SIGNER')) <= 1);
-- Since when it has the roles that it has; null since it was made.
ALTER TABLE account ADD COLUMN roles_changed_at timestamptz;
-- The few that are to be trusted, among all who sign.
CREATE INDEX account_trusted ON account (id) WHERE cardinality(array_remove(roles, 'SIGNER')) > 0;
