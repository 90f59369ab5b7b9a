package org.inesconnector.ines;

import java.util.List;
import java.util.OptionalInt;

/**
 * What the CRM's administrator chose for synchronisation. INES: GetSyncInfo.
 *
 * @param leadChannel INES's LeadRef; empty where it is absent, 0 or negative: then no lead is written
 * @param defaultClientType INES's SocieteType: the type of a client that is created without one
 * @param isEmpty that INES's answer had none of all this: INES broken, or with nothing chosen
 */
public record SyncInfo(
        OptionalInt leadChannel,
        int defaultClientType,
        List<CustomFieldDefinition> contactCustomFields,
        List<CustomFieldDefinition> companyCustomFields,
        boolean isEmpty) {

    public SyncInfo {
        contactCustomFields = List.copyOf(contactCustomFields);
        companyCustomFields = List.copyOf(companyCustomFields);
    }
}
