UPDATE synchronisation SET owes_lead = TRUE WHERE request = 'row-skipped';
UPDATE same_address SET mautic_company_id = 4717;
