INSERT INTO alert (condition_name, trouble, since, why, turned_at, ended_at, looked_at)
VALUES ('INES_PAUSED', TRUE, TIMESTAMP WITH TIME ZONE '2026-11-22 08:00:00+00', '{"key":"plain","arguments":["503"]}', NULL, NULL, TIMESTAMP WITH TIME ZONE '2026-11-22 08:05:00+00');
INSERT INTO alert_told (condition_name, channel, told_at) VALUES ('INES_PAUSED', 'WEBHOOK', TIMESTAMP WITH TIME ZONE '2026-11-22 08:02:00+00');
INSERT INTO alert_failure (channel, reason, since, failed_at)
VALUES ('MAIL', '{"key":"alert.no-answer","arguments":[]}', TIMESTAMP WITH TIME ZONE '2026-11-22 08:02:00+00', TIMESTAMP WITH TIME ZONE '2026-11-22 08:04:00+00');
UPDATE census SET due_at = TIMESTAMP WITH TIME ZONE '2026-11-22 08:15:00+00', eligible = 12, gap = 0, counted_at = TIMESTAMP WITH TIME ZONE '2026-11-22 08:00:00+00';
