package org.inesconnector.simulator.mautic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inesconnector.simulator.mautic.Receiver.Received;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * Keys and types of what the simulated Mautic gives, against every recording of a real one. The simulator deviates in none:
 * a deviation would stand here, with its reason.
 */
class RecordedShapesTest {

    private static final Map<MauticVersion, RecordedScenario.Outcome> OUTCOMES = new ConcurrentHashMap<>();

    @TestFactory
    Stream<DynamicTest> everyRecordedAnswerHasTheShapeOfTheSimulatedOne() {
        return Arrays.stream(MauticVersion.values()).flatMap(version -> files(version, "api").stream()
                .map(file -> DynamicTest.dynamicTest(version + " " + file.getFileName(), () -> {
                    var simulated = outcome(version).answers().get(name(file));
                    assertThat(simulated).as("an answer for " + file.getFileName()).isNotNull();
                    compare(Objects.requireNonNull(simulated), tree(file));
                })));
    }

    @TestFactory
    Stream<DynamicTest> everyRecordedWebhookComesInItsPlaceWithItsHeadersAndShape() {
        return Arrays.stream(MauticVersion.values()).flatMap(version -> {
            var recorded = recordedRequests(version).filter(file -> !name(file).contains("merge")).toList();
            return IntStream.range(0, recorded.size())
                    .mapToObj(i -> test(version, recorded.get(i), () -> outcome(version).webhooks().get(i)));
        });
    }

    @Test
    void nothingIsSentBesidesTheRecordedWebhooks() {
        for (var version : MauticVersion.values()) {
            var recorded = recordedRequests(version).filter(file -> !name(file).contains("merge")).count();
            assertThat(outcome(version).webhooks()).as(version.number()).hasSize((int) recorded);
        }
    }

    /** In 5.1.0 the recorded company change belongs to the creation of the loser, shortly before. */
    @TestFactory
    Stream<DynamicTest> everyWebhookOfAMergeHasTheRecordedShape() {
        return Arrays.stream(MauticVersion.values()).flatMap(version -> recordedRequests(version)
                .filter(file -> name(file).contains("merge")).map(file -> test(version, file, () -> {
                    var event = "mautic." + name(file).replaceFirst("\\d+-merge-", "");
                    return outcome(version).mergeWebhooks().stream()
                            .filter(webhook -> webhook.event().equals(event)).toList().getLast();
                })));
    }

    @Test
    void aMergeTellsTheWinnerThenTheCompanyThenTheLoser() {
        var in7 = outcome(MauticVersion.V7_0_0).mergeWebhooks().stream().map(Received::event).toList();
        var in5 = outcome(MauticVersion.V5_1_0).mergeWebhooks().stream().map(Received::event).toList();
        assertThat(in7.subList(in7.size() - 3, in7.size())).containsExactly("mautic.lead_post_save_update",
                "mautic.lead_company_change", "mautic.lead_post_delete");
        assertThat(in5.subList(in5.size() - 3, in5.size())).containsExactly("mautic.lead_company_change",
                "mautic.lead_post_save_update", "mautic.lead_post_delete");
    }

    private static DynamicTest test(MauticVersion version, Path file, Supplier<Received> simulated) {
        return DynamicTest.dynamicTest(version + " " + file.getFileName(), () -> {
            var recorded = tree(file);
            var webhook = simulated.get();
            assertThat(webhook.path()).isEqualTo(recorded.path("path").asString());
            recorded.path("headers").propertyNames()
                    .forEach(name -> assertThat(webhook.headers()).containsKey(name));
            var body = recorded.path("body").asString();
            if (body.startsWith("{")) {
                compare(Api.tree(webhook.body()), Api.tree(body));
            } else {
                assertThat(webhook.body()).isEqualTo(body);
            }
        });
    }

    private static Stream<Path> recordedRequests(MauticVersion version) {
        return files(version, "webhooks").stream();
    }

    private static void compare(JsonNode simulated, JsonNode recorded) {
        assertThat(Shape.of(simulated)).containsExactlyElementsOf(Shape.of(recorded));
    }

    static RecordedScenario.Outcome outcome(MauticVersion version) {
        return OUTCOMES.computeIfAbsent(version, RecordedScenario::play);
    }

    static List<Path> files(MauticVersion version, String kind) {
        var folder = "/recordings/" + version.number() + "/" + kind;
        try (var files = Files.list(Path.of(Objects
                .requireNonNull(RecordedShapesTest.class.getResource(folder), folder).toURI()))) {
            return files.sorted().toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static String name(Path file) {
        return Objects.requireNonNull(file.getFileName()).toString().replace(".json", "");
    }

    static JsonNode tree(Path file) throws IOException {
        return Api.tree(Files.readString(file));
    }
}
