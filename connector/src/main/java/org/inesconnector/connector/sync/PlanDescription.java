package org.inesconnector.connector.sync;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.FieldMapping;
import org.inesconnector.connector.mapping.InesTarget;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.connector.mapping.MauticSource;
import org.inesconnector.connector.mapping.Schema;
import org.inesconnector.connector.mapping.ValueKind;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.InesValue;
import org.inesconnector.ines.ValueListEntry;

/**
 * A plan as people read it: before it is carried out, and later in the journal.
 *
 * @param calls the INES operations that write, in order
 * @param fields every mapped field and those that INES is given besides
 * @param lead the short text of the lead that is written, if one is
 * @param noLead why none is written, where one is due
 */
public record PlanDescription(
        Message summary,
        List<String> calls,
        List<Field> fields,
        Optional<String> lead,
        Optional<Message> noLead) {

    private static final String NEVER_AGREED = "field.not-agreed";

    public PlanDescription {
        calls = List.copyOf(calls);
        fields = List.copyOf(fields);
    }

    /**
     * What happens to one INES field. An entry of a list has its label after its key.
     *
     * @param source the Mautic field; empty where the field is not mapped
     * @param mauticValue as Mautic stores it; empty for nothing
     * @param before what INES has; empty for nothing
     * @param write what INES is to have; empty where the field is left alone
     */
    public record Field(
            Concept concept,
            String key,
            Message label,
            Optional<String> source,
            Optional<String> mauticValue,
            Optional<String> before,
            Optional<String> write,
            Message why) {

        public boolean isWrite() {
            return write.isPresent();
        }

        /** Left alone only because nobody knows which side's value is newer. */
        public boolean isNeverAgreed() {
            return why.key().equals(NEVER_AGREED);
        }
    }

    static PlanDescription of(Plan plan, Mapping mapping, Schema schema) {
        var sources = mapping.fields().stream().collect(Collectors.toMap(FieldMapping::target, FieldMapping::source));
        return new PlanDescription(
                summary(plan),
                plan.calls(),
                plan.details().fields().stream().map(decision -> field(decision, sources, schema)).toList(),
                plan.details().lead().map(Plan.LeadText::shortDescription),
                plan.details().noLead());
    }

    private static Field field(FieldDecision decision, Map<InesTarget, MauticSource> sources, Schema schema) {
        var target = decision.target();
        Function<InesValue, String> shown = value -> shown(value.toString(), schema.kind(target), schema);
        boolean isOffered = sources.containsKey(target);
        return new Field(
                target.concept(),
                target.key(),
                schema.label(target),
                Optional.ofNullable(sources.get(target)).map(MauticSource::toString),
                decision.mauticValue(),
                decision.before().map(isOffered ? shown : InesValue::toString),
                decision.write().map(isOffered ? shown : InesValue::toString),
                decision.why());
    }

    private static String shown(String value, ValueKind kind, Schema schema) {
        return switch (kind) {
            case ValueKind.Listed(var list) -> schema.lists().getOrDefault(list, List.of()).stream()
                    .filter(entry -> Integer.toString(entry.key()).equals(value))
                    .map(ValueListEntry::label)
                    .findFirst()
                    .map(label -> withLabel(value, label))
                    .orElse(value);
            case ValueKind.Choice(var labels) ->
                Optional.ofNullable(labels.get(value)).map(label -> withLabel(value, label)).orElse(value);
            default -> value;
        };
    }

    private static String withLabel(String key, String label) {
        return "%s (%s)".formatted(key, label);
    }

    /** What is done, in a sentence. */
    public static Message summary(Plan plan) {
        return switch (plan) {
            case Plan.Nothing nothing -> Message.of(
                    nothing.details().lead().isPresent() ? "plan.only-lead" : "plan.nothing",
                    nothing.contactRef(),
                    nothing.clientRef());
            case Plan.CreateClientAndContact create -> Message.of("plan.create-both", create.why());
            case Plan.AddContact add -> Message.of("plan.add-contact", add.clientRef(), add.why());
            case Plan.Update update -> Message.of("plan.update", update.contactRef(), update.clientRef());
            case Plan.CreateClientAndMove move -> Message.of("plan.create-client-and-move", move.why());
        };
    }
}
