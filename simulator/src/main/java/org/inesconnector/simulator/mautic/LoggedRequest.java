package org.inesconnector.simulator.mautic;

/** @param query decoded, empty for none */
public record LoggedRequest(String method, String path, String query, int status) {}
