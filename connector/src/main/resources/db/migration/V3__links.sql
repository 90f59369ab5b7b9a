-- More of what is linked with what. Written for H2 and PostgreSQL alike: see V1 and V2.

-- Everything that is to be committed once the creation is answered, or a person says how it ended (JSON).
-- NULL where an older version began it.
ALTER TABLE creation ADD COLUMN intent TEXT;
-- The contact that Mautic merged this one into, where both have a creation without a known end: both stand in its way.
ALTER TABLE creation ADD COLUMN merged_into BIGINT;
CREATE INDEX creation_by_winner ON creation (merged_into);

-- Records that INES answered a fault for when they were read last: a record counts as deleted only where INES goes on
-- saying so.
CREATE TABLE missing_at_ines (
    concept   VARCHAR(8) NOT NULL CHECK (CASE concept WHEN 'CONTACT' THEN TRUE WHEN 'CLIENT' THEN TRUE ELSE FALSE END),
    reference INTEGER NOT NULL,
    since     TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (concept, reference)
);

-- Digest of the contact's e-mail address: after a merge that is how its winner finds it.
ALTER TABLE contact_link ADD COLUMN email VARCHAR(32);
CREATE INDEX contact_link_by_email ON contact_link (email);

-- Who is changing the client at the moment, and until when that is believed.
ALTER TABLE company_link ADD COLUMN writer VARCHAR(36);
ALTER TABLE company_link ADD COLUMN writer_until TIMESTAMP WITH TIME ZONE;

-- A lead_ref of 0: a person said that the lead was written, and not which it is. The references of a lead that is sent
-- are those of contact_link by then.
