-- Tokens that only read metrics. Written for H2 and PostgreSQL alike: see V1 and V2.

-- A column of its own in place of the old one, whose check has another name in each database.
ALTER TABLE api_token ADD COLUMN good_for VARCHAR(16);
UPDATE api_token SET good_for = scope;
ALTER TABLE api_token ALTER COLUMN good_for SET NOT NULL;
ALTER TABLE api_token DROP COLUMN scope;
ALTER TABLE api_token RENAME COLUMN good_for TO scope;
ALTER TABLE api_token ADD CONSTRAINT api_token_scope_known
    CHECK (CASE scope WHEN 'PUSH' THEN TRUE WHEN 'API' THEN TRUE WHEN 'METRICS' THEN TRUE ELSE FALSE END);
