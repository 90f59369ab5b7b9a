-- What lets a company and its contacts reach INES in one call. Written for H2 and PostgreSQL alike: see V1 and V2.

-- The company that the contact had when it was queued, where that was known: its rows are handed out together.
ALTER TABLE synchronisation ADD COLUMN mautic_company_id BIGINT;
CREATE INDEX synchronisation_by_company ON synchronisation (mautic_company_id);

-- The creation whose call was to create this one too; NULL where it has a call of its own.
ALTER TABLE creation ADD COLUMN created_with BIGINT;
CREATE INDEX creation_by_leader ON creation (created_with);
