package org.inesconnector.connector.connection;

import org.inesconnector.ines.InesClient;
import org.inesconnector.mautic.MauticClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The two clients, made when they are first needed. */
@Configuration(proxyBeanMethods = false)
class Connections {

    /** @throws IncompleteConnection where settings are missing or wrong */
    @Bean
    @Lazy
    InesClient inesClient(
            InesConnectionSettings settings,
            MauticConnectionSettings mauticSettings,
            InesContracts contracts) {
        ConnectionSettingsCheck.requireBoth(settings, mauticSettings);
        var complete = ConnectionSettingsCheck.ines(settings);
        return contracts.client(complete, contracts.adaptation(complete));
    }

    /** @throws IncompleteConnection where settings are missing or wrong */
    @Bean
    @Lazy
    MauticClient mauticClient(
            MauticConnectionSettings settings, InesConnectionSettings inesSettings, CallMeter meter) {
        ConnectionSettingsCheck.requireBoth(inesSettings, settings);
        return MauticClient.create(ConnectionSettingsCheck.mautic(settings), meter.atMautic(CallLog.MAUTIC));
    }

    /** A call may sign in, be refused, have its session tested, sign in again, be repeated and refused and tested again. */
    @Bean
    InesCallLease inesCallLease(InesConnectionSettings settings) {
        return new InesCallLease(settings.connectTimeout()
                .plus(settings.readTimeout())
                .plus(settings.longestTurn())
                .multipliedBy(6));
    }
}
