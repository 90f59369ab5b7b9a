package org.inesconnector.connector.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server that an address leads to. */
final class Place {

    private Place() {}

    /** @return false also where one is no address */
    static boolean isSame(Optional<String> one, Optional<String> other) {
        return one.equals(other) || (of(one).isPresent() && of(one).equals(of(other)));
    }

    /** Whoever reads such an address reads a password. */
    static boolean namesAUser(String address) {
        var uri = uri(address);
        return uri != null && uri.getRawUserInfo() != null;
    }

    private static Optional<String> of(Optional<String> address) {
        return address.map(Place::uri)
                .filter(uri -> uri.getAuthority() != null && uri.getScheme() != null)
                .map(uri -> (uri.getScheme() + "://" + uri.getAuthority()).toLowerCase(Locale.ROOT));
    }

    private static @Nullable URI uri(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException _) {
            return null;
        }
    }
}
