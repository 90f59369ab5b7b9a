package org.inesconnector.connector.settings;

/** @param version of the settings that the application was started with */
public record InForce(long version) {

    /** SQL: nobody has changed them since; {@code :settings} is the version. */
    public static final String IS_NEWEST = "(SELECT version FROM setting_version) = :settings";
}
