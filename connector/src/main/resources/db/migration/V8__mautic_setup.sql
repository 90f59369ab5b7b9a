-- What was set up in Mautic. Written for H2 and PostgreSQL alike: see V1 and V2.

-- What may be renamed in Mautic, by the id it has there.
CREATE TABLE mautic_setup (
    thing     VARCHAR(32) PRIMARY KEY CHECK (CASE thing
        WHEN 'WEBHOOK' THEN TRUE WHEN 'EXAMPLE_SEGMENT' THEN TRUE WHEN 'EXAMPLE_CAMPAIGN' THEN TRUE
        WHEN 'EXAMPLE_POINT_TRIGGER' THEN TRUE ELSE FALSE END),
    mautic_id BIGINT NOT NULL,
    -- The address that the webhook was given: at any other one, a person moved it. Empty for what has none.
    address   TEXT NOT NULL,
    made_at   TIMESTAMP WITH TIME ZONE NOT NULL
);

-- How the webhook stood when it was last looked at, in one row.
CREATE TABLE webhook_watch (
    id      SMALLINT PRIMARY KEY CHECK (id = 1),
    state   VARCHAR(16) NOT NULL CHECK (CASE state
        WHEN 'WORKING' THEN TRUE WHEN 'UNPUBLISHED' THEN TRUE WHEN 'GONE' THEN TRUE WHEN 'ELSEWHERE' THEN TRUE
        WHEN 'PRIVATE' THEN TRUE WHEN 'FAILING' THEN TRUE WHEN 'HIDDEN' THEN TRUE ELSE FALSE END),
    address TEXT NOT NULL,
    -- What Mautic says of its last event, where that did not arrive.
    detail  TEXT NOT NULL,
    since   TIMESTAMP WITH TIME ZONE NOT NULL,
    read_at TIMESTAMP WITH TIME ZONE NOT NULL
);
