-- Whose links the database has, and contacts that have one address. Written for H2 and PostgreSQL alike: see V1 and V2.

-- The INES account and the Mautic that all links are of, in one row; without them as long as nothing was linked.
CREATE TABLE linked_pair (
    id           SMALLINT PRIMARY KEY CHECK (id = 1),
    ines_host    TEXT,
    ines_account TEXT,
    mautic       TEXT
);
INSERT INTO linked_pair (id) VALUES (1);

-- The digest of the contact's address with its company, where no second creation may have both meanwhile.
ALTER TABLE creation ADD COLUMN address_at VARCHAR(100);
CREATE UNIQUE INDEX creation_by_address_at ON creation (address_at);

-- Contacts that were not created, since another one of their company has their address: a person says whether they are one.
CREATE TABLE same_address (
    mautic_contact_id BIGINT PRIMARY KEY,
    other_contact_id  BIGINT NOT NULL,
    -- The digest of the address.
    email             VARCHAR(64) NOT NULL,
    noticed_at        TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX same_address_by_email ON same_address (email);

-- Addresses that several people have, as a person has said.
CREATE TABLE shared_address (
    email   VARCHAR(64) PRIMARY KEY,
    said_at TIMESTAMP WITH TIME ZONE NOT NULL
);
