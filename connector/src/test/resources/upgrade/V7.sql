INSERT INTO wake_up (kind, mautic_contact_id, mautic_company_id, old_points, new_points, happened_at) VALUES ('CONTACT', ${linked}, NULL, NULL, NULL, TIMESTAMP WITH TIME ZONE '2026-06-01 08:00:00+00');
INSERT INTO wake_up (kind, mautic_contact_id, mautic_company_id, old_points, new_points, happened_at) VALUES ('POINTS', ${linked}, NULL, 10, 50, TIMESTAMP WITH TIME ZONE '2026-06-01 08:00:00+00');
INSERT INTO left_company_cursor (id, since) VALUES (1, CURRENT_TIMESTAMP);
