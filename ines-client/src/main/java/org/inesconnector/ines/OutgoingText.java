package org.inesconnector.ines;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cleans every text that an operation sends, and says so where something had to go. Values are never logged. */
record OutgoingText(String operation) {

    private static final Logger LOG = LoggerFactory.getLogger(OutgoingText.class);

    String clean(String field, String value) {
        var cleaned = XmlText.clean(value);
        if (cleaned.removed() > 0) {
            LOG.warn("{}: {} characters that XML cannot carry were removed from {}", operation, cleaned.removed(),
                    field);
        }
        return cleaned.text();
    }
}
