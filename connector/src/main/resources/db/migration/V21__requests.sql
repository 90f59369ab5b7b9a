-- By what a creation, a form's submission and a push by address are known again. Written for H2 and PostgreSQL alike: see V1
-- and V2.

-- The digest of the contact's e-mail address, '' where it has none; NULL of what was begun before, whose intent tells.
ALTER TABLE creation ADD COLUMN email VARCHAR(64);
CREATE INDEX creation_by_email ON creation (email);

-- As a submission is named from now on: Mautic may give its number a second time, to a later one.
UPDATE push_rule_read SET request = request || ':' || CAST(FLOOR(EXTRACT(EPOCH FROM at)) AS BIGINT)
WHERE kind = 'FORM' AND request LIKE 'form:%';

-- Since when Mautic has answered in vain; NULL where it has not.
ALTER TABLE push_by_email ADD COLUMN in_vain_since TIMESTAMP WITH TIME ZONE;
