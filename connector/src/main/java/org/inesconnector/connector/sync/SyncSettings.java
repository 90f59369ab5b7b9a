package org.inesconnector.connector.sync;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.inesconnector.connector.messages.LeastTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How contacts are pushed.
 *
 * @param published off means that nothing leaves
 * @param fullSynchronisation every contact is sent, and every change; off: only those that somebody asks for
 * @param timeZone of INES's dates, which carry none
 * @param leadLanguage of what salespeople read in a lead
 * @param schemaAge how long the fields and value lists of both sides are used before they are read again
 * @param goneAfter how long INES must have said of a record that it cannot be read before it counts as deleted
 */
@ConfigurationProperties("connector")
public record SyncSettings(
        @DefaultValue("false") boolean published,
        @DefaultValue("false") boolean fullSynchronisation,
        @DefaultValue("Europe/Paris") ZoneId timeZone,
        @DefaultValue("fr") Locale leadLanguage,
        @DefaultValue("10m") Duration schemaAge,
        @DefaultValue("30s") Duration goneAfter) {

    public SyncSettings {
        LeastTime.check(List.of(
                new LeastTime("connector.schema-age", schemaAge, "0s"),
                new LeastTime("connector.gone-after", goneAfter, "0s")));
    }
}
