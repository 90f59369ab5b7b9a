UPDATE contact_link SET unanswered = '{"fields":{"contact.LastName":{"before":"an-older-digest","sent":"a-digest"}},"move":null}' WHERE mautic_contact_id = ${linked};
UPDATE company_link SET unanswered = '{"fields":{"client.CompanyName":{"before":"an-older-digest","sent":"a-digest"}},"move":null}' WHERE mautic_company_id = ${company};
