-- How Mautic's changes are noticed. Written for H2 and PostgreSQL alike: see V1 and V2.

-- The row of Mautic's audit log that was read last, in one row; 0 where the log was empty.
CREATE TABLE audit_log_cursor (
    id       SMALLINT PRIMARY KEY CHECK (id = 1),
    entry_id BIGINT NOT NULL,
    -- The row's own date: another row with this id tells of a log that began anew.
    entry_at TIMESTAMP WITH TIME ZONE NOT NULL
);

-- The date of the newest link between a contact and a company that was read, by Mautic's clock.
CREATE TABLE company_link_cursor (
    id    SMALLINT PRIMARY KEY CHECK (id = 1),
    since TIMESTAMP WITH TIME ZONE NOT NULL
);

-- Links that were read, and are read again while they are that new: dates have whole seconds, and a link can be seen
-- later than its date.
CREATE TABLE company_link_read (
    mautic_contact_id BIGINT NOT NULL,
    mautic_company_id BIGINT NOT NULL,
    since             TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (mautic_contact_id, mautic_company_id, since)
);

-- Linked contacts that are to be queued page by page: those of a changed company, or of all companies (0).
CREATE TABLE linked_sweep (
    mautic_company_id BIGINT PRIMARY KEY,
    after_id          BIGINT NOT NULL
);

CREATE INDEX contact_link_by_company ON contact_link (mautic_company_id, mautic_contact_id);

-- Deletions that may turn out to be the end of a merge.
CREATE TABLE held_deletion (
    mautic_contact_id BIGINT PRIMARY KEY,
    read_at           TIMESTAMP WITH TIME ZONE NOT NULL
);

-- Contacts that were known here, and that Mautic merged into others.
CREATE TABLE merged_contact (
    mautic_contact_id  BIGINT PRIMARY KEY,
    winner             BIGINT NOT NULL,
    merged_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    -- The INES contact it was linked with, where the winner has another: two INES contacts, one person. A question for
    -- an administrator; NULL where there is none, or none any more.
    second_contact_ref INTEGER
);

CREATE INDEX merged_contact_by_winner ON merged_contact (winner);
CREATE INDEX merged_contact_questions ON merged_contact (second_contact_ref);

-- Why changes are noticed late, or were noticed late.
CREATE TABLE feed_trouble (
    kind     VARCHAR(16) PRIMARY KEY CHECK (CASE kind
        WHEN 'AUDIT_LOG' THEN TRUE WHEN 'COMPANY_LINKS' THEN TRUE WHEN 'LOST' THEN TRUE ELSE FALSE END),
    reason   TEXT NOT NULL,
    since    TIMESTAMP WITH TIME ZONE NOT NULL,
    -- Not tried again before.
    again_at TIMESTAMP WITH TIME ZONE NOT NULL,
    -- When all contacts were last looked at because of it.
    swept_at TIMESTAMP WITH TIME ZONE
);
