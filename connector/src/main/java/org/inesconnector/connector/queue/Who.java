package org.inesconnector.connector.queue;

import java.util.Optional;
import org.inesconnector.connector.sync.Incoming;
import org.inesconnector.ines.XmlText;
import org.inesconnector.mautic.MauticCompany;
import org.springframework.web.util.HtmlUtils;

/** By what a person recognises a contact in the journal, as far as it is known. */
record Who(Optional<String> email, Optional<String> company) {

    static final Who UNKNOWN = new Who(Optional.empty(), Optional.empty());

    static Who of(Incoming incoming) {
        return switch (incoming) {
            case Incoming.Gone _ -> UNKNOWN;
            case Incoming.Found found -> new Who(
                    found.contact().email().map(Who::storable),
                    found.company().flatMap(MauticCompany::name).map(HtmlUtils::htmlUnescape).map(Who::storable));
        };
    }

    /** PostgreSQL takes no NUL. */
    private static String storable(String text) {
        return XmlText.clean(text).text();
    }
}
