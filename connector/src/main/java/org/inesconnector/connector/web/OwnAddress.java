package org.inesconnector.connector.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An address within this program, whoever gives it. It leads to no other host, however a browser reads it. */
record OwnAddress(String path, @Nullable String query) {

    static Optional<OwnAddress> of(String address) {
        try {
            var parts = new URI(address);
            var path = parts.getRawPath();
            return parts.isAbsolute() || parts.getRawAuthority() != null || path == null || !path.startsWith("/")
                    || path.startsWith("//")
                            ? Optional.empty()
                            : Optional.of(new OwnAddress(path, parts.getRawQuery()));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return query == null ? path : path + "?" + query;
    }
}
