UPDATE audit_log_cursor SET read_to_end_at = TIMESTAMP WITH TIME ZONE '2026-05-10 08:00:01+00';
