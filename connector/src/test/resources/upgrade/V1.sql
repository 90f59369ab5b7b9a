INSERT INTO contact_link (mautic_contact_id, ines_contact_ref, ines_client_ref, mautic_company_id, pushed, settled, references_written, linked_at, pushed_at)
VALUES (${linked}, ${linkedRef}, ${clientRef}, ${company}, 'old-fingerprint', '{}', TRUE, TIMESTAMP WITH TIME ZONE '2026-03-01 08:00:00+00', TIMESTAMP WITH TIME ZONE '2026-03-02 08:00:00+00');
INSERT INTO contact_link (mautic_contact_id, ines_contact_ref, ines_client_ref, mautic_company_id, pushed, settled, references_written, linked_at, pushed_at)
VALUES (${unwritten}, ${unwrittenRef}, ${clientRef}, ${company}, NULL, '{"LastName":"cb2e0f5dbc2c6d6c9b3b1d8e2a0f4b6c"}', FALSE, TIMESTAMP WITH TIME ZONE '2026-03-01 08:01:00+00', NULL);
INSERT INTO company_link (mautic_company_id, ines_client_ref, replaced_client_ref, pushed, settled, linked_at)
VALUES (${company}, ${clientRef}, NULL, 'old-fingerprint', '{}', TIMESTAMP WITH TIME ZONE '2026-03-01 08:00:00+00');
INSERT INTO creation (mautic_contact_id, new_client_of, state, reason, started_at, lease_until)
VALUES (${uncertain}, ${companyOfUncertain}, 'UNCERTAIN', '{"key":"push.process-died","arguments":[]}', TIMESTAMP WITH TIME ZONE '2026-03-03 08:00:00+00', TIMESTAMP WITH TIME ZONE '2026-03-03 08:02:00+00');
INSERT INTO creation (mautic_contact_id, new_client_of, state, reason, started_at, lease_until)
VALUES (${begun}, ${companyOfBegun}, 'STARTED', NULL, TIMESTAMP WITH TIME ZONE '2026-03-03 08:00:00+00', TIMESTAMP WITH TIME ZONE '2026-03-03 08:02:00+00');
INSERT INTO lead (request, mautic_contact_id, ines_contact_ref, ines_client_ref, email, channel, short_description, detail, scoring, state, lead_ref, reason, created_at, lease_until)
VALUES ('request-due', ${linked}, ${linkedRef}, ${clientRef}, 'zoe@dupont.example', 1, 'Zoé Lefèvre – l’été', 'Due since the old version', 3, 'PENDING', NULL, NULL, TIMESTAMP WITH TIME ZONE '2026-03-04 08:00:00+00', NULL);
INSERT INTO lead (request, mautic_contact_id, ines_contact_ref, ines_client_ref, email, channel, short_description, detail, scoring, state, lead_ref, reason, created_at, lease_until)
VALUES ('request-written', ${linked}, ${linkedRef}, ${clientRef}, 'zoe@dupont.example', 1, 'Written', 'Long ago', 3, 'WRITTEN', 4711, NULL, TIMESTAMP WITH TIME ZONE '2026-03-04 08:00:00+00', NULL);
INSERT INTO lead (request, mautic_contact_id, ines_contact_ref, ines_client_ref, email, channel, short_description, detail, scoring, state, lead_ref, reason, created_at, lease_until)
VALUES ('request-uncertain', ${linked}, ${linkedRef}, ${clientRef}, 'zoe@dupont.example', 1, 'Uncertain', 'Who knows', 3, 'UNCERTAIN', NULL, '{"key":"push.process-died","arguments":[]}', TIMESTAMP WITH TIME ZONE '2026-03-04 08:00:00+00', NULL);
INSERT INTO lead (request, mautic_contact_id, ines_contact_ref, ines_client_ref, email, channel, short_description, detail, scoring, state, lead_ref, reason, created_at, lease_until)
VALUES ('request-sending', ${linked}, ${linkedRef}, ${clientRef}, 'zoe@dupont.example', 1, 'Being sent', 'When the process died', 3, 'SENDING', NULL, NULL, TIMESTAMP WITH TIME ZONE '2026-03-04 08:00:00+00', TIMESTAMP WITH TIME ZONE '2026-03-04 08:02:00+00');
INSERT INTO ines_contract (url, adaptation, read_at)
VALUES ('https://elsewhere.example', '{}', TIMESTAMP WITH TIME ZONE '2026-03-01 08:00:00+00');
