package org.inesconnector.connector.sync;

import java.time.ZoneId;
import java.util.List;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.connector.mapping.Schema;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.mautic.MauticContact;

/** The mapping with the fields that both sides have now: what projecting and planning need. */
record Rules(Mapping mapping, Schema schema, ZoneId zone, Messages leadLanguage) {

    /** @return what Mautic does not say of the contact though it decides whether it is created, or sent at all */
    List<Message> untold(MauticContact contact) {
        return schema.untold(mapping, contact);
    }

    Conversion conversion() {
        return new Conversion(schema, zone);
    }

    Planner planner() {
        return new Planner(schema, new LeadWording(leadLanguage, zone));
    }
}
