INSERT INTO reference_fields (id, contact_field, client_field) VALUES (1, 'id_contact_ines', 'id_client_ines');
