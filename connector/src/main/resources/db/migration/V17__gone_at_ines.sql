-- A person has looked: INES has no such record any more.
ALTER TABLE missing_at_ines ADD COLUMN confirmed BOOLEAN DEFAULT FALSE NOT NULL;
