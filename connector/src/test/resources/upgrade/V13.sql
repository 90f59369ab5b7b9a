UPDATE synchronisation SET mautic_company_id = ${company} WHERE request = 'row-done';
INSERT INTO creation (mautic_contact_id, new_client_of, state, reason, started_at, lease_until, intent, created_with)
SELECT ${together}, NULL, 'UNCERTAIN', '{"key":"push.process-died","arguments":[]}', TIMESTAMP WITH TIME ZONE '2026-11-10 08:00:00+00', TIMESTAMP WITH TIME ZONE '2026-11-10 08:02:00+00', NULL, id FROM creation WHERE mautic_contact_id = ${asked};
