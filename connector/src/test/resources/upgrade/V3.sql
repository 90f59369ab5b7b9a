INSERT INTO creation (mautic_contact_id, new_client_of, state, reason, started_at, lease_until, intent, merged_into)
VALUES (${asked}, ${companyOfAsked}, 'UNCERTAIN', '{"key":"push.process-died","arguments":[]}', TIMESTAMP WITH TIME ZONE '2026-04-03 08:00:00+00', TIMESTAMP WITH TIME ZONE '2026-04-03 08:02:00+00',
'{"mauticContactId":${asked},"mauticCompanyId":${companyOfAsked},"newClientOf":${companyOfAsked},"replacedClientRef":null,"movedContactRef":null,"contactSettled":{"LastName":"a1"},"clientSettled":{"CompanyName":"b2"},"lead":{"request":"request-of-asked","email":"max@dupont.example","channel":1,"shortDescription":"Once settled","detail":"","scoring":1}}', NULL);
INSERT INTO missing_at_ines (concept, reference, since) VALUES ('CLIENT', 999999, TIMESTAMP WITH TIME ZONE '2026-04-03 08:00:00+00');
UPDATE contact_link SET email = 'digest-of-an-address' WHERE mautic_contact_id = ${linked};
UPDATE company_link SET writer = '0b0e8f2e-0000-4000-8000-000000000001', writer_until = TIMESTAMP WITH TIME ZONE '2026-04-03 08:02:00+00' WHERE mautic_company_id = ${company};
