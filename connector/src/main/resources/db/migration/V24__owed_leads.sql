-- Requests that ended without their lead, and at which company two contacts have one address. Written for H2 and PostgreSQL
-- alike: see V1 and V2.

-- Whether the row ended before the lead was due that was asked for with it: the contact's next row writes that.
ALTER TABLE synchronisation ADD COLUMN owes_lead BOOLEAN DEFAULT FALSE NOT NULL;
UPDATE synchronisation SET owes_lead = TRUE
WHERE action = 'UPDATE' AND (state = 'FAILED' OR (state = 'SKIPPED' AND outcome LIKE '%again.same-address%'));

-- The company of both; NULL of what was asked before.
ALTER TABLE same_address ADD COLUMN mautic_company_id BIGINT;
CREATE INDEX same_address_by_other ON same_address (other_contact_id);
