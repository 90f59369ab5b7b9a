-- Who asked for a contact at once. Written for H2 and PostgreSQL alike: see V1 and V2.

-- Whether contacts with the tag are to be looked for, in one row.
CREATE TABLE tag_search (
    id          SMALLINT PRIMARY KEY CHECK (id = 1),
    wanted      BOOLEAN NOT NULL,
    searched_at TIMESTAMP WITH TIME ZONE
);

INSERT INTO tag_search (id, wanted) VALUES (1, TRUE);

-- Contacts that were queued for their tag, which is still to be taken away in Mautic: until then it asks for nothing.
CREATE TABLE tag_removal (
    mautic_contact_id BIGINT PRIMARY KEY,
    -- Mautic refused it: why, and when it is tried again.
    trouble           TEXT,
    again_at          TIMESTAMP WITH TIME ZONE,
    CHECK ((trouble IS NULL) = (again_at IS NULL))
);

-- Grows with every change of those: what was searched before a change is out of date.
CREATE TABLE tag_removal_version (
    id      SMALLINT PRIMARY KEY CHECK (id = 1),
    version BIGINT NOT NULL
);

INSERT INTO tag_removal_version (id, version) VALUES (1, 0);

-- How far the submissions of a form, or the members of a segment, have been read, by Mautic's clock.
CREATE TABLE push_rule (
    kind     VARCHAR(8) NOT NULL CHECK (CASE kind WHEN 'FORM' THEN TRUE WHEN 'SEGMENT' THEN TRUE ELSE FALSE END),
    rule_id  BIGINT NOT NULL,
    -- NULL: it has not been read yet.
    since    TIMESTAMP WITH TIME ZONE,
    -- Why Mautic refuses to tell, and when it is asked again.
    trouble  TEXT,
    again_at TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (kind, rule_id),
    CHECK ((trouble IS NULL) = (again_at IS NULL))
);

-- What was read, and is read again while it is that new: dates have whole seconds, and a row can be seen later than its date.
CREATE TABLE push_rule_read (
    request VARCHAR(64) PRIMARY KEY,
    kind    VARCHAR(8) NOT NULL,
    rule_id BIGINT NOT NULL,
    at      TIMESTAMP WITH TIME ZONE NOT NULL,
    FOREIGN KEY (kind, rule_id) REFERENCES push_rule (kind, rule_id) ON DELETE CASCADE
);

CREATE INDEX push_rule_read_by_rule ON push_rule_read (kind, rule_id, at);

-- Points that webhooks told of while Mautic refused its audit log, which may tell of them again.
CREATE TABLE points_told (
    mautic_contact_id BIGINT NOT NULL,
    old_points        INTEGER NOT NULL,
    new_points        INTEGER NOT NULL,
    at                TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (mautic_contact_id, old_points, new_points, at)
);

-- Pushes that were asked for by e-mail address: whose it is, Mautic is still to be asked.
CREATE TABLE push_by_email (
    request  VARCHAR(64) PRIMARY KEY,
    email    TEXT NOT NULL,
    origin   VARCHAR(24) NOT NULL,
    asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    due_at   TIMESTAMP WITH TIME ZONE NOT NULL,
    -- Who asks again meanwhile asks for the same.
    UNIQUE (email, origin)
);

CREATE INDEX push_by_email_due ON push_by_email (due_at);

-- Those of them that were given up, and why: shown for a day.
CREATE TABLE push_given_up (
    request     VARCHAR(64) PRIMARY KEY,
    trouble     TEXT NOT NULL,
    given_up_at TIMESTAMP WITH TIME ZONE NOT NULL
);

-- Who gave a contact the tag, as the audit log tells it; used once.
CREATE TABLE tag_origin (
    mautic_contact_id BIGINT PRIMARY KEY,
    origin            VARCHAR(24) NOT NULL,
    read_at           TIMESTAMP WITH TIME ZONE NOT NULL
);
