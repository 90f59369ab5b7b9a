INSERT INTO flagged_contact (ines_contact_ref, ines_client_ref, mautic_contact_id, mautic_company_id, email, flagged_at)
VALUES (4711, ${clientRef}, 4712, ${company}, 'digest', CURRENT_TIMESTAMP);
INSERT INTO flagged_contact (ines_contact_ref, ines_client_ref, mautic_contact_id, mautic_company_id, email, flagged_at)
VALUES (${flaggedRef}, ${clientRef}, 4715, ${company}, 'lv7WCsq5aN6qIzhK', CURRENT_TIMESTAMP);
INSERT INTO gone_company (mautic_company_id, winner, ines_client_ref, noticed_at, asks)
VALUES (4713, ${company}, 4714, CURRENT_TIMESTAMP, TRUE);
