package org.inesconnector.connector.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The server that an address leads to. */
final class Place {

    private static final Set<String> WEB = Set.of("http", "https");

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

    /** Of what can be read as an address at all: a file of this machine, say. Nothing is none that leads anywhere. */
    static boolean isNoWebAddress(String address) {
        var uri = uri(address);
        return uri != null && !address.isBlank()
                && (uri.getScheme() == null || !WEB.contains(uri.getScheme()) || uri.getHost() == null);
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
