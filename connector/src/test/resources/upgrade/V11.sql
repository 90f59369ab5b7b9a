INSERT INTO known_address (subject, signed_in_at) VALUES ('digest-of-ada-and-her-address', TIMESTAMP WITH TIME ZONE '2026-11-05 08:00:00+00');
