-- The fields of Mautic that the references were last written into; empty until some are. Written for H2 and PostgreSQL alike: see
-- V1 and V2.
CREATE TABLE reference_fields (
    id            INTEGER PRIMARY KEY CHECK (id = 1),
    contact_field TEXT NOT NULL,
    client_field  TEXT NOT NULL
);
