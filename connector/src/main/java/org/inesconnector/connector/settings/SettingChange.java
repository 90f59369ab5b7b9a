package org.inesconnector.connector.settings;

import java.time.Instant;
import java.util.Optional;

/**
 * That somebody changed a setting.
 *
 * @param before empty where it was not set, and for a secret
 * @param after empty where it is not set any more, and for a secret
 */
public record SettingChange(
        Instant at, String who, String name, Optional<String> before, Optional<String> after, boolean isSecret) {}
