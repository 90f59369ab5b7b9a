INSERT INTO audit_log_cursor (id, entry_id, entry_at) VALUES (1, 1, TIMESTAMP WITH TIME ZONE '2026-04-10 08:00:00+00');
INSERT INTO company_link_cursor (id, since) VALUES (1, CURRENT_TIMESTAMP);
INSERT INTO company_link_read (mautic_contact_id, mautic_company_id, since) VALUES (${linked}, ${company}, TIMESTAMP WITH TIME ZONE '2026-04-10 08:00:00+00');
INSERT INTO linked_sweep (mautic_company_id, after_id) VALUES (${company}, 0);
INSERT INTO held_deletion (mautic_contact_id, read_at) VALUES (${failed}, TIMESTAMP WITH TIME ZONE '2026-04-10 08:00:00+00');
INSERT INTO merged_contact (mautic_contact_id, winner, merged_at, second_contact_ref) VALUES (900001, ${linked}, TIMESTAMP WITH TIME ZONE '2026-04-10 08:00:00+00', NULL);
INSERT INTO feed_trouble (kind, reason, since, again_at, swept_at) VALUES ('LOST', '{"key":"push.busy","arguments":[]}', TIMESTAMP WITH TIME ZONE '2026-04-10 08:00:00+00', TIMESTAMP WITH TIME ZONE '2026-04-10 08:00:00+00', TIMESTAMP WITH TIME ZONE '2026-04-10 08:00:00+00');
