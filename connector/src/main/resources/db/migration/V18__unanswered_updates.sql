-- What INES was about to be given when it was last written to, as long as nothing else is known of it (JSON): an answer
-- that is lost leaves it, so that the next push can tell from INES's values whether it was done. NULL for nothing.
ALTER TABLE contact_link ADD COLUMN unanswered TEXT;
ALTER TABLE company_link ADD COLUMN unanswered TEXT;
