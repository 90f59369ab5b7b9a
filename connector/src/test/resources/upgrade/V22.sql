UPDATE linked_pair SET ines_host = '${inesHost}', ines_account = '${inesAccount}', mautic = '${mauticHost}';
INSERT INTO same_address (mautic_contact_id, other_contact_id, email, noticed_at)
VALUES (4715, 4716, 'digest', CURRENT_TIMESTAMP);
INSERT INTO shared_address (email, said_at) VALUES ('digest', CURRENT_TIMESTAMP);
