package org.inesconnector.connector.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.inesconnector.connector.messages.Message;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * An INES account and a Mautic, by what tells them from others: neither who signs in, nor how an address is written.
 *
 * @param inesHost with its port, where that is an unusual one
 * @param mautic likewise, with the path
 */
public record Pair(String inesHost, String inesAccount, String mautic) {

    private static final String INES = "https://webservices.inescrm.com";

    private static final Set<Integer> USUAL_PORTS = Set.of(-1, 80, 443);

    /** Empty where something is missing: then neither can be called. */
    static Optional<Pair> in(Environment environment) {
        var binder = Binder.get(environment);
        return of(
                binder.bind("ines.url", String.class).orElse(INES),
                binder.bind("ines.account", String.class).orElse(""),
                binder.bind("mautic.url", String.class).orElse(""));
    }

    public static Optional<Pair> of(String inesUrl, String account, String mauticUrl) {
        var ines = address(inesUrl);
        var mautic = address(mauticUrl);
        return ines.isEmpty() || mautic.isEmpty() || account.isBlank()
                ? Optional.empty()
                : Optional.of(new Pair(
                        host(ines.get()),
                        account.strip().toLowerCase(Locale.ROOT),
                        host(mautic.get()) + mautic.get().getPath().replaceFirst("/+$", "")));
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text.strip())).filter(uri -> uri.getHost() != null);
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static String host(URI address) {
        var host = address.getHost().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return USUAL_PORTS.contains(address.getPort()) ? host : host + ":" + address.getPort();
    }

    /** In words: only of what is another than in the other one. */
    Message words(Pair other) {
        if (mautic.equals(other.mautic)) {
            return ines();
        }
        var ofMautic = Message.of("pair.mautic", mautic);
        return ines().equals(other.ines()) ? ofMautic : Message.of("pair.both", ines(), ofMautic);
    }

    private Message ines() {
        return Message.of("pair.ines", inesAccount, inesHost);
    }
}
