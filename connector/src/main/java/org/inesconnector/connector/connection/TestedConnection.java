package org.inesconnector.connector.connection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * That a connection was tested and found good.
 *
 * @param digest of the settings it was tested with, without secrets
 */
@ConfigurationProperties("connector.tested")
record TestedConnection(@Nullable String digest, @Nullable Instant at) {}
