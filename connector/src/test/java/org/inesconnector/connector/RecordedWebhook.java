package org.inesconnector.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A webhook that a real Mautic sent. */
record RecordedWebhook(String name, String text, String signature) {

    private static final Path RECORDINGS = Path.of("../mautic-client/src/test/resources/recordings");

    static List<RecordedWebhook> of(String version) {
        try (var files = Files.list(RECORDINGS.resolve(version).resolve("webhooks"))) {
            return files.filter(file -> !file.toString().contains("-push-")).sorted().map(RecordedWebhook::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What that Mautic signed with. */
    static String secret(String version) {
        return json(RECORDINGS.resolve(version).resolve("api/hook.json")).path("hook").path("secret").asString();
    }

    /** The exact bytes. */
    byte[] body() {
        return text.getBytes(UTF_8);
    }

    private static RecordedWebhook read(Path file) {
        var recorded = json(file);
        return new RecordedWebhook(
                file.getFileName().toString(),
                recorded.path("body").asString(),
                recorded.path("headers").path("Webhook-Signature").asString());
    }

    private static JsonNode json(Path file) {
        return JsonMapper.shared().readTree(file);
    }
}
