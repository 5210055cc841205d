-- Heads of the chain that the audit key signed: once for a position, so that exports of the same trail are the same bytes.
CREATE TABLE audit_signature (
    position   bigint      PRIMARY KEY,
    hash       bytea       NOT NULL,
    at         timestamptz NOT NULL,
    public_key bytea       NOT NULL,
    signature  bytea       NOT NULL
);
CREATE TRIGGER audit_signature_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_signature
    EXECUTE FUNCTION audit_refuse();
