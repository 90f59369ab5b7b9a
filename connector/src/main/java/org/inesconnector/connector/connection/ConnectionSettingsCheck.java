package org.inesconnector.connector.connection;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.InesSettings;
import org.inesconnector.mautic.MauticCredentials;
import org.inesconnector.mautic.MauticSettings;
import org.jspecify.annotations.Nullable;

/** Makes client settings from what was configured, or says everything that is missing or wrong. */
final class ConnectionSettingsCheck {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final List<Message> problems = new ArrayList<>();

    private ConnectionSettingsCheck() {}

    static InesSettings ines(InesConnectionSettings settings) {
        var check = new ConnectionSettingsCheck();
        var result = check.read(settings);
        check.throwIfAny();
        return result;
    }

    static MauticSettings mautic(MauticConnectionSettings settings) {
        var check = new ConnectionSettingsCheck();
        var result = check.read(settings);
        check.throwIfAny();
        return result;
    }

    /** Says in one go what is missing on both sides. */
    static void requireBoth(InesConnectionSettings ines, MauticConnectionSettings mautic) {
        var check = new ConnectionSettingsCheck();
        check.read(ines);
        check.read(mautic);
        check.throwIfAny();
    }

    private InesSettings read(InesConnectionSettings settings) {
        return new InesSettings(
                address("ines.url", settings.url()),
                required("ines.account", settings.account()),
                required("ines.username", settings.username()),
                required("ines.password", settings.password()),
                settings.connectTimeout(),
                settings.readTimeout(),
                settings.mayBeBlanked());
    }

    private MauticSettings read(MauticConnectionSettings settings) {
        return new MauticSettings(
                address("mautic.url", settings.url()),
                credentials(settings),
                settings.connectTimeout(),
                settings.readTimeout());
    }

    private MauticCredentials credentials(MauticConnectionSettings settings) {
        if (isSet(settings.clientId()) || isSet(settings.clientSecret())) {
            return new MauticCredentials.ClientCredentials(
                    required("mautic.client-id", settings.clientId()),
                    required("mautic.client-secret", settings.clientSecret()));
        }
        return new MauticCredentials.Basic(
                required("mautic.username", settings.username()), required("mautic.password", settings.password()));
    }

    private String required(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            problems.add(Message.of("setting.missing", name, environmentName(name)));
            return "";
        }
        return value;
    }

    private URI address(String name, @Nullable URI address) {
        if (address == null || address.toString().isBlank()) {
            problems.add(Message.of("setting.missing", name, environmentName(name)));
            return URI.create("http://missing.invalid");
        }
        problem(name, address).ifPresent(problems::add);
        return address;
    }

    static Optional<Message> problem(String name, URI address) {
        if (address.getScheme() == null || !SCHEMES.contains(address.getScheme()) || address.getHost() == null) {
            return Optional.of(Message.of("setting.no-address", name, address.toString()));
        }
        boolean isMore = address.getUserInfo() != null || address.getQuery() != null || address.getFragment() != null;
        return isMore ? Optional.of(Message.of("setting.address-with-secrets", name)) : Optional.empty();
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank();
    }

    /** Spring's rule: capitals, dots to underscores, dashes away. */
    private static String environmentName(String name) {
        return name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new IncompleteConnection(problems);
        }
    }
}
