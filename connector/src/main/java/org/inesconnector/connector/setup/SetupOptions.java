package org.inesconnector.connector.setup;

import java.util.Locale;

/**
 * @param examples whether a segment, a campaign and a point trigger are made that show how a contact is pushed
 * @param language of the examples' names in Mautic
 */
public record SetupOptions(boolean examples, Locale language) {}
