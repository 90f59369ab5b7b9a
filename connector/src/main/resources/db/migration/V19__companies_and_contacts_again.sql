-- What became of companies and contacts in Mautic. Written for H2 and PostgreSQL alike: see V1 and V2.

-- When the company was seen to change last: one that is not linked yet may just be created with what it was before.
ALTER TABLE linked_sweep ADD COLUMN begun_at TIMESTAMP WITH TIME ZONE;

-- INES contacts that were flagged since Mautic's were deleted: who is imported again is to be the same one.
CREATE TABLE flagged_contact (
    ines_contact_ref  INTEGER PRIMARY KEY,
    ines_client_ref   INTEGER NOT NULL,
    mautic_contact_id BIGINT NOT NULL,
    mautic_company_id BIGINT NOT NULL,
    -- The digest of the address it was pushed with last.
    email             VARCHAR(64) NOT NULL,
    flagged_at        TIMESTAMP WITH TIME ZONE NOT NULL,
    -- Mautic's new contact that a person is asked about, since INES has another address.
    asked_for         BIGINT
);

CREATE INDEX flagged_contact_by_email ON flagged_contact (email);

-- Linked companies that are gone in Mautic, and whose contacts are elsewhere now.
CREATE TABLE gone_company (
    mautic_company_id BIGINT PRIMARY KEY,
    -- The company that all of its contacts went to; NULL where they went to several, or none was linked any more.
    winner            BIGINT,
    ines_client_ref   INTEGER NOT NULL,
    noticed_at        TIMESTAMP WITH TIME ZONE NOT NULL,
    -- Whether a person is asked what becomes of its client.
    asks              BOOLEAN NOT NULL
);
