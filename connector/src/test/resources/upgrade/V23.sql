UPDATE last_taken SET taken_at = TIMESTAMP WITH TIME ZONE '2026-03-05 08:00:00+00';
UPDATE synchronisation SET not_before = TIMESTAMP WITH TIME ZONE '2026-03-05 08:01:00+00' WHERE request = 'row-pending';
