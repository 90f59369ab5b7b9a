package org.inesconnector.connector.api;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.stream.Stream;
import org.inesconnector.connector.mapping.Concept;
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
     * Numbers instead of booleans, and both names of the Mautic field, as programs read them from the older plugins.
     *
     * @param concept {@code contact} or {@code client}
     * @param inesFieldKey an element's name, or a custom field's InesID
     * @param isCustomField 1 or 0
     * @param isEcrasable whether what INES has may be overwritten: 1 or 0
     */
    record Field(
            String concept,
            String inesFieldKey,
            int isCustomField,
            String mauticFieldKey,
            String atmtFieldKey,
            int isEcrasable) {

        static Field of(FieldMapping field) {
            var alias = field.source().alias();
            return new Field(
                    field.target().concept().word(),
                    field.target().key(),
                    field.target() instanceof InesTarget.Custom ? 1 : 0,
                    alias,
                    alias,
                    field.rule() == FieldRule.ALWAYS ? 1 : 0);
        }

        static Field ofReference(String key, String alias) {
            return new Field(Concept.CONTACT.word(), key, 0, alias, alias, 0);
        }
    }

    /** @param dontSyncFieldKey the Mautic field whose "yes" keeps a contact out; null where there is none */
    record Answer(List<Field> mapping, @Nullable String dontSyncFieldKey) {}

    private final MappingSettings settings;

    MappingEndpoint(MappingSettings settings) {
        this.settings = settings;
    }

    @GetMapping("/api/ines/getMapping")
    @Operation(summary = "Which Mautic field feeds which INES field, as the older plugin answered it; the fields that hold INES's "
            + "references come first")
    Answer mapping() {
        var mapping = MappingReader.read(settings);
        return new Answer(
                Stream.concat(
                        Stream.of(
                                Field.ofReference("InternalContactRef", mapping.contactReferenceField()),
                                Field.ofReference("InternalCompanyRef", mapping.clientReferenceField())),
                        mapping.fields().stream().map(Field::of)).toList(),
                mapping.stopSyncField().orElse(null));
    }
}
