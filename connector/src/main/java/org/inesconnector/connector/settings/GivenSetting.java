package org.inesconnector.connector.settings;

/**
 * A setting that somebody made.
 *
 * @param fixed whether a file, the environment or a command line says it: what a page says of it has no effect
 */
public record GivenSetting(String name, String value, boolean fixed) {}
