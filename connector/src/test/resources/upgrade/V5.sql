-- Encrypted with 32 bytes of 0.
INSERT INTO secret (name, encrypted) VALUES ('mautic.webhook-secret', '16mxwPnJpQlXgol9Tqw/G1MK4GlN+tFKGkXkcpLvMqhKm3dYQCW/4MoU3mTfj3Lyl/TKJQ==');
INSERT INTO api_token (name, hash, scope, created_at, last_used_at) VALUES ('of an ERP', 'd093391dae4d53bb971f43e31fd7aeaa8349e310cca2c45b775b5d191754c3f1', 'API', TIMESTAMP WITH TIME ZONE '2026-05-01 08:00:00+00', TIMESTAMP WITH TIME ZONE '2026-05-02 08:00:00+00');
INSERT INTO api_token (name, hash, scope, created_at, last_used_at) VALUES ('of Mautic’s forms', '84178472abf58ea1b3215a2b3717688f383a877123b2e1c0856d9c784ec3e40a', 'PUSH', TIMESTAMP WITH TIME ZONE '2026-05-01 08:00:00+00', NULL);
