package org.inesconnector.connector.secrets;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What secrets are encrypted with.
 *
 * @param secretKey base64 of 32 bytes; where it is not given, the file {@code secret.key} in the data directory holds it,
 *            and is made where there is none
 */
@ConfigurationProperties("connector")
record SecretSettings(@Nullable String secretKey, String dataDirectory) {

    /** Without the key. */
    @Override
    public String toString() {
        return "SecretSettings[dataDirectory=%s]".formatted(dataDirectory);
    }
}
