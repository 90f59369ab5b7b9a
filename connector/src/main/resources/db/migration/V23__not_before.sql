-- What is sent too early arrives too late, and what is known of INES outlives the journal. Written for H2 and PostgreSQL alike:
-- see V1 and V2.

-- Until then a call of a process that died may still be under way for the contact: nobody takes the row before, whoever asks
-- for it.
ALTER TABLE synchronisation ADD COLUMN not_before TIMESTAMP WITH TIME ZONE;

-- When INES last took something that was written, as far as rows told that are cleared from the journal; in one row.
CREATE TABLE last_taken (
    id       SMALLINT PRIMARY KEY CHECK (id = 1),
    -- NULL: no such row was cleared.
    taken_at TIMESTAMP WITH TIME ZONE
);
INSERT INTO last_taken (id) VALUES (1);
