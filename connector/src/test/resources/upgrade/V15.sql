INSERT INTO audit (id, run, state, sample_size, repairs, who, started_at, alive_until, ended_at, counts, problems)
VALUES (1, '00000000-0000-0000-0000-000000000015', 'DONE', 200, FALSE, 'ada', TIMESTAMP WITH TIME ZONE '2026-11-21 08:00:00+00', TIMESTAMP WITH TIME ZONE '2026-11-21 08:01:00+00', TIMESTAMP WITH TIME ZONE '2026-11-21 08:00:30+00', '{"linked":1,"seen":1,"toCompare":1,"compared":1,"fromBefore":0,"notAskedFor":0,"found":{"FIELDS":1},"remedies":{"REPAIRABLE":1},"kept":1}', '[]');
INSERT INTO audit_finding (number, kind, mautic_contact_id, email, ines_contact_ref, ines_client_ref, mautic_company_id, why, differences, remedy)
VALUES (1, 'FIELDS', ${linked}, 'zoe@dupont.example', ${linkedRef}, ${clientRef}, NULL, '{"key":"plan.update","arguments":[]}', '[]', 'REPAIRABLE');
