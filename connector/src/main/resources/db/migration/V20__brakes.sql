-- What is gone in Mautic is believed up to a number, and INES is known to work by what it took. Written for H2 and
-- PostgreSQL alike: see V1 and V2.

-- Contacts gone in Mautic that were given to the queue, for a day.
CREATE TABLE believed_gone (
    mautic_contact_id BIGINT PRIMARY KEY,
    queued_at         TIMESTAMP WITH TIME ZONE NOT NULL
);

-- As it was, with one more kind.
ALTER TABLE feed_trouble RENAME TO feed_trouble_before;
CREATE TABLE feed_trouble (
    kind     VARCHAR(16) PRIMARY KEY CHECK (CASE kind
        WHEN 'AUDIT_LOG' THEN TRUE WHEN 'COMPANY_LINKS' THEN TRUE WHEN 'LOST' THEN TRUE WHEN 'GONE' THEN TRUE ELSE FALSE END),
    reason   TEXT NOT NULL,
    since    TIMESTAMP WITH TIME ZONE NOT NULL,
    -- Not tried again before.
    again_at TIMESTAMP WITH TIME ZONE NOT NULL,
    -- When all contacts were last looked at because of it.
    swept_at TIMESTAMP WITH TIME ZONE
);
INSERT INTO feed_trouble (kind, reason, since, again_at, swept_at)
SELECT kind, reason, since, again_at, swept_at FROM feed_trouble_before;
DROP TABLE feed_trouble_before;

-- When the try began in which INES took something that was written for the row. NULL: it took nothing, or was asked for
-- nothing.
ALTER TABLE synchronisation ADD COLUMN taken_at TIMESTAMP WITH TIME ZONE;
UPDATE synchronisation SET taken_at = attempted_at WHERE state = 'DONE';
CREATE INDEX synchronisation_by_taken ON synchronisation (taken_at);
