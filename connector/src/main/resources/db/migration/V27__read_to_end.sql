-- Since when Mautic's audit log is not read to its end. Written for H2 and PostgreSQL alike: see V1 and V2.

-- When a reading last came to the end of the log, by the connector's clock; NULL: none has yet.
ALTER TABLE audit_log_cursor ADD COLUMN read_to_end_at TIMESTAMP WITH TIME ZONE;
UPDATE audit_log_cursor SET read_to_end_at = CURRENT_TIMESTAMP;
