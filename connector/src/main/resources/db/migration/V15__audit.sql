-- The last audit, and what it found. Written for H2 and PostgreSQL alike: see V1 and V2.

-- One row at most: one audit at a time, of all processes.
CREATE TABLE audit (
    id          SMALLINT PRIMARY KEY CHECK (id = 1),
    -- Another for each: what is told of an earlier one changes nothing.
    run         VARCHAR(36) NOT NULL,
    state       VARCHAR(16) NOT NULL CHECK (CASE state WHEN 'RUNNING' THEN TRUE WHEN 'DONE' THEN TRUE
        WHEN 'STOPPED' THEN TRUE WHEN 'FAILED' THEN TRUE ELSE FALSE END),
    -- How many linked contacts are compared field by field; NULL for all.
    sample_size INTEGER,
    repairs     BOOLEAN NOT NULL,
    who         VARCHAR(100) NOT NULL,
    started_at  TIMESTAMP WITH TIME ZONE NOT NULL,
    -- While it runs: after this moment its process is taken for dead.
    alive_until TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at    TIMESTAMP WITH TIME ZONE,
    -- What was counted (JSON).
    counts      VARCHAR(4000) NOT NULL,
    -- Why it failed: messages' keys and arguments (JSON).
    problems    TEXT NOT NULL
);

-- The first findings of the last audit.
CREATE TABLE audit_finding (
    number            INTEGER PRIMARY KEY,
    kind              VARCHAR(16) NOT NULL,
    mautic_contact_id BIGINT NOT NULL,
    email             TEXT,
    ines_contact_ref  INTEGER,
    ines_client_ref   INTEGER,
    mautic_company_id BIGINT,
    -- A message's key and arguments.
    why               TEXT NOT NULL,
    -- Field by field (JSON).
    differences       VARCHAR(60000) NOT NULL,
    remedy            VARCHAR(16) NOT NULL
);
