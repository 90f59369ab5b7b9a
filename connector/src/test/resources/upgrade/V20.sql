INSERT INTO believed_gone (mautic_contact_id, queued_at) VALUES (4715, CURRENT_TIMESTAMP);
INSERT INTO feed_trouble (kind, reason, since, again_at)
VALUES ('GONE', '{"key":"feed.too-many-gone","arguments":[60,900,50,0]}', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP);
