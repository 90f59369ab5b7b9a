UPDATE tag_search SET wanted = FALSE, searched_at = TIMESTAMP WITH TIME ZONE '2026-05-10 08:00:00+00' WHERE id = 1;
INSERT INTO tag_removal (mautic_contact_id, trouble, again_at) VALUES (${linked}, NULL, NULL);
UPDATE tag_removal_version SET version = 7 WHERE id = 1;
INSERT INTO push_rule (kind, rule_id, since, trouble, again_at) VALUES ('FORM', 3, TIMESTAMP WITH TIME ZONE '2026-05-10 08:00:00+00', NULL, NULL);
INSERT INTO push_rule_read (request, kind, rule_id, at) VALUES ('form-3-12', 'FORM', 3, TIMESTAMP WITH TIME ZONE '2026-05-10 08:00:00+00');
INSERT INTO points_told (mautic_contact_id, old_points, new_points, at) VALUES (${linked}, 10, 50, TIMESTAMP WITH TIME ZONE '2026-05-10 08:00:00+00');
INSERT INTO push_by_email (request, email, origin, asked_at, due_at) VALUES ('by-email', 'nobody@elsewhere.example', 'FORM', CURRENT_TIMESTAMP, TIMESTAMP WITH TIME ZONE '2036-05-10 08:00:00+00');
INSERT INTO push_given_up (request, trouble, given_up_at) VALUES ('given-up', '{"key":"push.busy","arguments":[]}', TIMESTAMP WITH TIME ZONE '2026-05-10 08:00:00+00');
INSERT INTO tag_origin (mautic_contact_id, origin, read_at) VALUES (${linked}, 'FORM', TIMESTAMP WITH TIME ZONE '2026-05-10 08:00:00+00');
