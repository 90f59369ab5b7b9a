INSERT INTO setting (name, text_value) VALUES ('ines.account', 'demo');
INSERT INTO setting (name, text_value) VALUES ('mapping.contact.LastName.field', 'lastname');
INSERT INTO setting_change (at, who, name, old_value, new_value, is_secret) VALUES (TIMESTAMP WITH TIME ZONE '2026-07-01 08:00:00+00', 'ada', 'ines.account', NULL, 'demo', FALSE);
INSERT INTO setting_change (at, who, name, old_value, new_value, is_secret) VALUES (TIMESTAMP WITH TIME ZONE '2026-07-01 08:00:00+00', 'ada', 'ines.password', NULL, NULL, TRUE);
UPDATE setting_version SET version = 2 WHERE id = 1;
INSERT INTO secret (name, encrypted) VALUES ('ines.password', 'obXinrakpdBCms0mY+iaYvherBM6fryc5aOQHLsFJjv6GFKFDOOTwBxe3AcDoA7DJQ==');
-- "un mot de passe assez long"
INSERT INTO app_user (name, password_hash, role, created_at) VALUES ('ada', '{bcrypt}$2a$10$IhKyHPZOobTTlQBBudamZeMkufz3lWtCxIP875B5d161h/LzVbLKa', 'ADMINISTRATOR', TIMESTAMP WITH TIME ZONE '2026-07-01 08:00:00+00');
INSERT INTO sign_in_failure (subject, failures, blocked_until) VALUES ('somebody', 3, TIMESTAMP WITH TIME ZONE '2026-07-01 08:00:00+00');
