package org.inesconnector.connector.api;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.inesconnector.connector.mapping.FieldMapping;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.connector.mapping.InesTarget;
import org.inesconnector.connector.mapping.MappingReader;
import org.inesconnector.connector.mapping.MappingSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The mapping, in the words of the older plugin, for programs that read it there. */
@RestController
class MappingEndpoint {

    /**
     * @param concept {@code contact} or {@code client}
     * @param inesFieldKey an element's name, or a custom field's InesID
     * @param isEcrasable whether what INES has may be overwritten
     */
    record Field(
            String concept, String inesFieldKey, boolean isCustomField, String mauticFieldKey, boolean isEcrasable) {

        static Field of(FieldMapping field) {
            return new Field(
                    field.target().concept().word(),
                    field.target().key(),
                    field.target() instanceof InesTarget.Custom,
                    field.source().alias(),
                    field.rule() == FieldRule.ALWAYS);
        }
    }

    /** @param dontSyncFieldKey the Mautic field whose "yes" keeps a contact out; null where there is none */
    record Answer(List<Field> mapping, @Nullable String dontSyncFieldKey) {}

    private final MappingSettings settings;

    MappingEndpoint(MappingSettings settings) {
        this.settings = settings;
    }

    @GetMapping("/api/ines/getMapping")
    @Operation(summary = "Which Mautic field feeds which INES field, as the older plugin answered it")
    Answer mapping() {
        var mapping = MappingReader.read(settings);
        return new Answer(
                mapping.fields().stream().map(Field::of).toList(), mapping.stopSyncField().orElse(null));
    }
}
