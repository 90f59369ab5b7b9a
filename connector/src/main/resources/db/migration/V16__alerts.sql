-- Who was told of what. Written for H2 and PostgreSQL alike: see V1 and V2.

-- What has been seen of a condition, such as a side that cannot be used, while that is anything.
CREATE TABLE alert (
    condition_name VARCHAR(32) PRIMARY KEY,
    trouble        BOOLEAN NOT NULL,
    since          TIMESTAMP WITH TIME ZONE NOT NULL,
    why            TEXT NOT NULL,
    -- Since when the contrary of what counts is seen.
    turned_at      TIMESTAMP WITH TIME ZONE,
    ended_at       TIMESTAMP WITH TIME ZONE,
    looked_at      TIMESTAMP WITH TIME ZONE NOT NULL
);

-- Whom to tell when it is over: no more than one message for each channel lies between two states of it.
CREATE TABLE alert_told (
    condition_name VARCHAR(32) NOT NULL,
    channel        VARCHAR(16) NOT NULL CHECK (CASE channel WHEN 'MAIL' THEN TRUE WHEN 'WEBHOOK' THEN TRUE ELSE FALSE END),
    told_at        TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (condition_name, channel)
);

-- A channel over which the last message could not be sent.
CREATE TABLE alert_failure (
    channel   VARCHAR(16) PRIMARY KEY CHECK (CASE channel WHEN 'MAIL' THEN TRUE WHEN 'WEBHOOK' THEN TRUE ELSE FALSE END),
    reason    TEXT NOT NULL,
    since     TIMESTAMP WITH TIME ZONE NOT NULL,
    failed_at TIMESTAMP WITH TIME ZONE NOT NULL
);

-- Mautic's count of eligible contacts, held against what is known of them, as it was last made; in one row.
CREATE TABLE census (
    id            SMALLINT PRIMARY KEY CHECK (id = 1),
    due_at        TIMESTAMP WITH TIME ZONE NOT NULL,
    eligible      BIGINT,
    gap           BIGINT,
    counted_at    TIMESTAMP WITH TIME ZONE,
    -- The first of the counts in a row that did not add up.
    differs_since TIMESTAMP WITH TIME ZONE
);
INSERT INTO census (id, due_at) VALUES (1, TIMESTAMP WITH TIME ZONE '2000-01-01 00:00:00+00');
