-- Which process may make how many calls to INES. Written for H2 and PostgreSQL alike: see V1 and V2.

-- Whoever changes its share locks this row first: so the shares never add up to more than the limit.
CREATE TABLE ines_call_gate (
    id SMALLINT PRIMARY KEY CHECK (id = 1)
);

INSERT INTO ines_call_gate (id) VALUES (1);

CREATE TABLE ines_call_share (
    process          VARCHAR(36) PRIMARY KEY,
    -- The limits that it was started with: the smallest of those that are alive count.
    limit_at_once    INTEGER NOT NULL CHECK (limit_at_once > 0),
    limit_per_second INTEGER NOT NULL CHECK (limit_per_second > 0),
    -- How many calls it would make at once.
    wanted           INTEGER NOT NULL CHECK (wanted >= 0),
    -- Its share: calls at once, and calls begun in a second.
    at_once          INTEGER NOT NULL CHECK (at_once >= 0),
    per_second       INTEGER NOT NULL CHECK (per_second >= 0),
    -- After this moment its share is others'.
    lease_until      TIMESTAMP WITH TIME ZONE NOT NULL,
    -- Calls that take so long that they may outlive the lease: where the process has died INES may still be at them.
    long_calls       INTEGER NOT NULL CHECK (long_calls >= 0),
    long_calls_until TIMESTAMP WITH TIME ZONE NOT NULL
);
