-- What was tried for each row of the journal, and how long the queue was. Written for H2 and PostgreSQL alike: see V1 and V2.

-- VARCHAR in place of TEXT: H2 keeps a long TEXT in a file of its own kind, which is slower than a row.
CREATE TABLE attempt (
    -- Goes with its row of the journal.
    synchronisation_id BIGINT NOT NULL REFERENCES synchronisation (id) ON DELETE CASCADE,
    number             INTEGER NOT NULL CHECK (number > 0),
    begun_at           TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at           TIMESTAMP WITH TIME ZONE NOT NULL,
    -- Of the row once it had ended.
    state              VARCHAR(16) NOT NULL,
    -- A message's key and arguments.
    outcome            TEXT NOT NULL,
    -- What was planned, field by field (JSON). NULL: it did not come to a plan.
    plan               VARCHAR(60000),
    -- The calls to INES and Mautic (JSON).
    calls              VARCHAR(16000) NOT NULL,
    PRIMARY KEY (synchronisation_id, number)
);

-- How many rows waited, minute by minute, for a day.
CREATE TABLE queue_length (
    at      TIMESTAMP WITH TIME ZONE PRIMARY KEY,
    waiting BIGINT NOT NULL CHECK (waiting >= 0)
);
