-- What both sides had agreed on when the contact was flagged: who is imported again brings no old value over a newer one.
-- Nothing is known of those that were flagged before.
ALTER TABLE flagged_contact ADD COLUMN settled TEXT DEFAULT '{}' NOT NULL;
