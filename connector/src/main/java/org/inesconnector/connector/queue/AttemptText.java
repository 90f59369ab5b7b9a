package org.inesconnector.connector.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inesconnector.connector.connection.MadeCall;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.OfferedField;
import org.inesconnector.connector.mapping.OfferedFields;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.MessageText;
import org.inesconnector.connector.sync.PlanDescription;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Plans and calls as short text that can be stored. */
final class AttemptText {

    /** As wide as their columns. */
    static final int LONGEST_PLAN = 60_000;

    static final int LONGEST_CALLS = 16_000;

    private static final int MOST_FIELDS = 150;

    /** How much of a value is kept, where there is room; a plan that is still too long is not kept. */
    private static final int[] LONGEST_VALUES = {400, 40, 5};

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(
                    inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_EMPTY))
            .build();

    private AttemptText() {}

    /** @param name empty for a standard field, which every language names in its own way */
    private record StoredField(
            String concept,
            String key,
            Optional<String> name,
            Optional<String> source,
            Optional<String> mautic,
            Optional<String> before,
            Optional<String> write,
            String why) {

        static StoredField of(PlanDescription.Field field, int longest) {
            return new StoredField(
                    field.concept().word(),
                    field.key(),
                    isStandard(field) ? Optional.empty() : Optional.of(stored(field.label(), longest)),
                    field.source(),
                    field.mauticValue().map(value -> cut(value, longest)),
                    field.before().map(value -> cut(value, longest)),
                    field.write().map(value -> cut(value, longest)),
                    stored(field.why(), longest));
        }

        private static boolean isStandard(PlanDescription.Field field) {
            return OfferedFields.find(field.concept(), field.key()).isPresent();
        }

        PlanDescription.Field field() {
            var of = concept.equals(Concept.CLIENT.word()) ? Concept.CLIENT : Concept.CONTACT;
            var label = name.map(AttemptText::message)
                    .or(() -> OfferedFields.find(of, key).map(OfferedField::label))
                    .orElseGet(() -> Message.of("plain", key));
            return new PlanDescription.Field(of, key, label, source, mautic, before, write, message(why));
        }
    }

    /** What is empty is not stored. */
    private record StoredPlan(
            String summary,
            @Nullable List<String> calls,
            @Nullable List<StoredField> fields,
            Optional<String> lead,
            Optional<String> noLead) {

        static StoredPlan of(PlanDescription plan, int longest) {
            return new StoredPlan(
                    stored(plan.summary(), longest),
                    plan.calls().stream().limit(MOST_FIELDS).toList(),
                    plan.fields().stream().limit(MOST_FIELDS).map(field -> StoredField.of(field, longest)).toList(),
                    plan.lead().map(text -> cut(text, longest)),
                    plan.noLead().map(why -> stored(why, longest)));
        }

        PlanDescription plan() {
            return new PlanDescription(
                    message(summary),
                    calls == null ? List.of() : calls,
                    fields == null ? List.of() : fields.stream().map(StoredField::field).toList(),
                    lead,
                    noLead.map(AttemptText::message));
        }
    }

    /** @param millis how long it took */
    private record StoredCall(MadeCall.To to, String operation, long millis, MadeCall.End end, int contacts) {

        static StoredCall of(MadeCall call) {
            return new StoredCall(call.to(), call.operation(), call.took().toMillis(), call.end(), call.contacts());
        }

        MadeCall call() {
            return new MadeCall(to, operation, Duration.ofMillis(millis), end, contacts);
        }
    }

    static Optional<String> write(PlanDescription plan) {
        return IntStream.of(LONGEST_VALUES)
                .mapToObj(longest -> json(StoredPlan.of(plan, longest)))
                .filter(text -> text.length() <= LONGEST_PLAN)
                .findFirst();
    }

    static PlanDescription readPlan(String text) {
        return JSON.readValue(text, StoredPlan.class).plan();
    }

    static String write(List<MadeCall> calls) {
        return json(calls.stream().map(StoredCall::of).toList());
    }

    static List<MadeCall> readCalls(String text) {
        return Stream.of(JSON.readValue(text, StoredCall[].class)).map(StoredCall::call).toList();
    }

    /** No text of a contact may keep its row from being ended: half a character is none for a database. */
    private static String json(Object value) {
        return new String(JSON.writeValueAsBytes(value), StandardCharsets.UTF_8);
    }

    /** Most have no arguments, and are their key. */
    private static String stored(Message message, int longest) {
        return message.arguments().isEmpty() ? message.key() : MessageText.write(shortened(message, longest));
    }

    private static Message shortened(Message message, int longest) {
        return new Message(message.key(), message.arguments().stream().map(argument -> switch (argument) {
            case Message inner -> (Object) shortened(inner, longest);
            case Number number -> number;
            default -> cut(argument.toString(), longest);
        }).toList());
    }

    private static Message message(String stored) {
        return stored.startsWith("{") ? MessageText.read(stored) : Message.of(stored);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? whole(text) : whole(text.substring(0, longest)) + "…";
    }

    /** Without halves of characters. */
    private static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
