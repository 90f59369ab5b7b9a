package org.inesconnector.mautic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Recorded answers in which one part has another form than it had. */
class MutatedAnswersTest {

    private static final Map<String, Function<JsonNode, Object>> READERS = Map.ofEntries(
            Map.entry("contact-get", ContactJson::one), Map.entry("contact-dnc", ContactJson::one),
            Map.entry("contacts-list-full",
                    answer -> ContactJson.many(answer).stream().map(ContactJson::contact).toList()),
            Map.entry("contact-activity", ContactJson::newestEvent),
            Map.entry("contacts-batch-edit",
                    answer -> BatchAnswer.outcomes(answer, List.of(1L, 999999L), SentSecrets.NONE)),
            Map.entry("contact-fields", FieldJson::fields), Map.entry("company-fields", FieldJson::fields),
            Map.entry("hook", WebhookJson::one), Map.entry("audit-log", AuditJson::entries),
            Map.entry("bad", answer -> Refusal.words(answer, SentSecrets.NONE)));

    record Mutated(Recording recording, String text) {}

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anAnswerOfAnyFormIsReadOrNotUnderstood(@ForAll("answers") Mutated answer) {
        JsonNode json = Json.parse(answer.text().getBytes(UTF_8));
        try {
            assertThat(READERS.getOrDefault(answer.recording().name(), ContactJson::one).apply(json)).isNotNull();
        } catch (MauticException.NotUnderstood refused) {
            assertThat(refused).hasMessageStartingWith("Mautic's answer is not understood");
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aWebhookOfAnyFormIsReadOrNotUnderstood(@ForAll("webhooks") Mutated webhook) {
        try {
            assertThat(WebhookEvents.parse(webhook.text().getBytes(UTF_8))).isNotNull();
        } catch (MauticException.NotUnderstood refused) {
            assertThat(refused).hasMessageStartingWith("The webhook's body");
        }
    }

    @Provide
    Arbitrary<Mutated> answers() {
        return Arbitraries
                .of(Recording.all("api").stream().filter(recording -> READERS.containsKey(recording.name())).toList())
                .flatMap(recording -> mutations(recording.json()).map(text -> new Mutated(recording, text)));
    }

    @Provide
    Arbitrary<Mutated> webhooks() {
        return Arbitraries.of(RecordedWebhooksTest.webhooks()).flatMap(
                recording -> mutations(Json.parse(recording.body())).map(text -> new Mutated(recording, text)));
    }

    /** The text of an answer with one of its values, parts or the whole replaced. */
    private static Arbitrary<String> mutations(JsonNode answer) {
        List<JsonNode> containers = new ArrayList<>();
        collect(answer, containers);
        Arbitrary<JsonNode> others = Arbitraries.of(Stream
                .of("null", "[]", "{}", "\"\"", "\"x\"", "7", "-1.5e300", "true",
                        "[[1]]", "{\"a\":{\"b\":[]}}", "[null]", "\"99999999999999999999\"")
                .map(text -> Json.parse(text.getBytes(UTF_8))).toList());
        return Arbitraries.of(containers)
                .flatMap(container -> Arbitraries.integers().between(0, Math.max(0, container.size() - 1))
                        .flatMap(index -> others.map(other -> replaced(answer, container, index, other))));
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainer()) {
            containers.add(node);
            node.values().forEach(value -> collect(value, containers));
        }
    }

    private static String replaced(JsonNode answer, JsonNode container, int index, JsonNode other) {
        if (container.isEmpty()) {
            return answer.toString();
        }
        if (container instanceof ArrayNode array) {
            JsonNode before = array.get(index);
            array.set(index, other);
            String text = answer.toString();
            array.set(index, before);
            return text;
        }
        ObjectNode object = (ObjectNode) container;
        String name = List.copyOf(object.propertyNames()).get(index);
        JsonNode before = object.get(name);
        object.set(name, other);
        String text = answer.toString();
        object.set(name, before);
        return text;
    }
}
