-- From where somebody signed in. Written for H2 and PostgreSQL alike: see V1 and V2.

CREATE TABLE known_address (
    -- Digests of a user's name and of an address.
    subject      VARCHAR(200) PRIMARY KEY,
    signed_in_at TIMESTAMP WITH TIME ZONE NOT NULL
);
