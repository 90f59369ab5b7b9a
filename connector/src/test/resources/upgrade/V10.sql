INSERT INTO attempt (synchronisation_id, number, begun_at, ended_at, state, outcome, plan, calls)
SELECT id, 1, TIMESTAMP WITH TIME ZONE '2026-11-05 08:00:02+00', TIMESTAMP WITH TIME ZONE '2026-11-05 08:00:03+00', 'DONE', '{"key":"push.done","arguments":[1,2,"AddClientWithContacts"]}', NULL, '[]' FROM synchronisation WHERE request = 'row-done';
INSERT INTO queue_length (at, waiting) VALUES (TIMESTAMP WITH TIME ZONE '2026-11-05 08:00:00+00', 12);
