package org.inesconnector.connector.settings;

import java.util.Optional;

/**
 * What an import would do with one setting.
 *
 * @param before empty where it is not set
 * @param after empty where it would not be set any more
 * @param fixed whether a file or the environment says it, so that it stays as it is
 */
public record ImportedChange(String name, Optional<String> before, Optional<String> after, boolean fixed) {}
