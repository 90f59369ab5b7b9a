package org.inesconnector.connector.sync;

import java.time.ZoneId;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.connector.mapping.Schema;
import org.inesconnector.connector.messages.Messages;

/** The mapping with the fields that both sides have now: what projecting and planning need. */
record Rules(Mapping mapping, Schema schema, ZoneId zone, Messages leadLanguage) {

    Conversion conversion() {
        return new Conversion(schema, zone);
    }

    Planner planner() {
        return new Planner(schema, new LeadWording(leadLanguage, zone));
    }
}
