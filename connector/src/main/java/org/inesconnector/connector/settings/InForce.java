package org.inesconnector.connector.settings;

/** @param version of the settings that the application was started with */
public record InForce(long version) {}
