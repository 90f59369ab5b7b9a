package org.inesconnector.connector.mapping;

import java.util.Map;
import java.util.Optional;
import org.inesconnector.connector.messages.Message;

/** The fields that INES keeps twice: once for the person, once for the company. */
final class Twins {

    private static final Map<String, String> SUBJECTS = Map.ofEntries(
            Map.entry("BusinessAddress", "address"),
            Map.entry("HomeAddress", "address"),
            Map.entry("Address1", "address"),
            Map.entry("Address2", "address"),
            Map.entry("ZipCode", "zip"),
            Map.entry("City", "city"),
            Map.entry("State", "state"),
            Map.entry("Country", "country"),
            Map.entry("BussinesTelephone", "phone"),
            Map.entry("Phone", "phone"),
            Map.entry("Fax", "fax"),
            Map.entry("Language", "language"));

    private Twins() {}

    /** Which of the two it is, in a sentence; empty where there is one only. */
    static Optional<Message> explained(InesTarget target) {
        return target instanceof InesTarget.Standard
                ? Optional.ofNullable(SUBJECTS.get(target.key()))
                        .map(subject -> Message.of("twin." + target.concept().word(), Message.of("twin.of." + subject)))
                : Optional.empty();
    }
}
