package org.inesconnector.connector.cli;

import java.util.ResourceBundle;

/** French for French, English for all other languages, whatever the machine's own is. */
final class CliBundles {

    static final ResourceBundle.Control FRENCH_OR_ENGLISH = ResourceBundle.Control
            .getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private CliBundles() {}
}
