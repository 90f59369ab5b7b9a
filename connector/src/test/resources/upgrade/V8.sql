INSERT INTO mautic_setup (thing, mautic_id, address, made_at) VALUES ('WEBHOOK', 12, 'https://connector.example.com/mautic/webhook', TIMESTAMP WITH TIME ZONE '2026-06-10 08:00:00+00');
INSERT INTO mautic_setup (thing, mautic_id, address, made_at) VALUES ('EXAMPLE_SEGMENT', 4, '', TIMESTAMP WITH TIME ZONE '2026-06-10 08:00:00+00');
INSERT INTO webhook_watch (id, state, address, detail, since, read_at) VALUES (1, 'WORKING', 'https://connector.example.com/mautic/webhook', '', TIMESTAMP WITH TIME ZONE '2026-06-10 08:00:00+00', TIMESTAMP WITH TIME ZONE '2026-06-10 08:05:00+00');
