package org.inesconnector.connector.mapping;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mapping as it is written in YAML. A field is either Mautic's alias alone, or an object with {@code field},
 * {@code rule}, {@code when-emptied} and {@code values}.
 *
 * @param stopSync the Mautic contact field whose "yes" keeps a contact out; empty: there is none
 */
@ConfigurationProperties("mapping")
public record MappingSettings(
        @DefaultValue("id_contact_ines") String contactReference,
        @DefaultValue("id_client_ines") String clientReference,
        @DefaultValue(STOP_SYNC) String stopSync,
        @DefaultValue Map<String, FieldSetting> contact,
        @DefaultValue Map<String, FieldSetting> client) {

    /** The field that the set-up makes. Where Mautic does not have it, nobody is kept out by it. */
    public static final String STOP_SYNC = "stop_sync_ines";

    public record FieldSetting(
            @Nullable String field,
            @DefaultValue("always") FieldRule rule,
            @DefaultValue("keep") WhenEmptied whenEmptied,
            @DefaultValue Map<String, String> values) {

        /** A field that is given by its alias alone. */
        public static FieldSetting valueOf(String field) {
            return new FieldSetting(field, FieldRule.ALWAYS, WhenEmptied.KEEP, Map.of());
        }
    }
}
