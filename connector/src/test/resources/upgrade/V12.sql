INSERT INTO ines_call_share (process, limit_at_once, limit_per_second, wanted, at_once, per_second, lease_until, long_calls, long_calls_until)
VALUES ('0b0e8f2e-0000-4000-8000-000000000001', 8, 50, 3, 8, 50, TIMESTAMP WITH TIME ZONE '2026-11-10 08:00:00+00', 1, TIMESTAMP WITH TIME ZONE '2026-11-10 08:01:00+00');
