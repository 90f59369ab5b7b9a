-- The digest is that of twins@dupont.example.
INSERT INTO creation (mautic_contact_id, new_client_of, state, reason, started_at, lease_until, intent, email)
VALUES (${otherTwin}, NULL, 'UNCERTAIN', '{"key":"push.process-died","arguments":[]}', TIMESTAMP WITH TIME ZONE '2026-11-26 08:00:00+00', TIMESTAMP WITH TIME ZONE '2026-11-26 08:02:00+00',
'{"mauticContactId":${otherTwin},"mauticCompanyId":${company},"newClientOf":null,"replacedClientRef":null,"replacedContactRef":null,"movedContactRef":null,"contactSettled":{"LastName":"a1"},"clientSettled":{},"lead":null,"email":"u_9o2mEk79vOzhVb"}', 'u_9o2mEk79vOzhVb');
UPDATE push_by_email SET in_vain_since = TIMESTAMP WITH TIME ZONE '2026-11-26 08:00:00+00' WHERE request = 'by-email';
