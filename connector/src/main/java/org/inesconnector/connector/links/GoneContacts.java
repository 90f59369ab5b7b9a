package org.inesconnector.connector.links;

/** Contacts that are known, that Mautic does not have any more, and that are not settled at INES yet. */
public final class GoneContacts {

    /** Selects their ids, of those greater than {@code :id}. */
    public static final String IDS = """
            SELECT mautic_contact_id FROM held_deletion WHERE mautic_contact_id > :id
            UNION ALL
            SELECT mautic_contact_id FROM synchronisation WHERE waiting_contact > :id AND action = 'DELETE'
            UNION ALL
            SELECT mautic_contact_id FROM synchronisation WHERE running_contact > :id AND action = 'DELETE'
            """;

    private GoneContacts() {}
}
