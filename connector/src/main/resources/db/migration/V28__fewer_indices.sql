-- A contact has few leads: its index need not tell their states, which change twice for each.
DROP INDEX lead_by_contact;
CREATE INDEX lead_by_contact ON lead (mautic_contact_id);

-- Rows of a process are found by their state, RUNNING.
DROP INDEX synchronisation_by_node;
