package org.inesconnector.connector.web;

import org.inesconnector.connector.messages.Message;
import org.jspecify.annotations.Nullable;

/**
 * A box on a page, for one setting.
 *
 * @param name of the setting
 * @param value what is in it
 * @param fixed whether a file or the environment says what it is
 * @param kept whether there is a secret that is not shown
 * @param error what is wrong with it
 */
public record FormField(String name, String value, boolean fixed, boolean kept, @Nullable Message error) {

    public String id() {
        return id(name);
    }

    /** By which the page's elements find one another. */
    public static String id(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "-");
    }
}
