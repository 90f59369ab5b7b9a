UPDATE audit_log_cursor SET gap_seen_up_to = 3, gap_seen_at = TIMESTAMP WITH TIME ZONE '2026-04-10 08:00:01+00';
INSERT INTO former_reference_fields (contact_field, client_field) VALUES ('ines_ref', 'ines_soc');
INSERT INTO mapping_in_force (id, digest) VALUES (1, 'of-an-earlier-mapping');
