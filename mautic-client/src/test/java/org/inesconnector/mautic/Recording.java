package org.inesconnector.mautic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a real Mautic answered or sent.
 *
 * @param version such as 7.0.0
 * @param kind {@code api} or {@code webhooks}
 */
record Recording(String version, String kind, String name) {

    static List<Recording> all(String kind) {
        return Stream.of("5.1.0", "7.0.0").flatMap(version -> all(version, kind)).toList();
    }

    private static Stream<Recording> all(String version, String kind) {
        try (Stream<Path> files = Files.list(root().resolve(version).resolve(kind))) {
            return files.map(file -> new Recording(version, kind, name(file))).sorted(
                    (one, other) -> one.name().compareTo(other.name())).toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".json", "");
    }

    private static Path root() {
        try {
            return Path.of(Recording.class.getResource("/recordings").toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Recording sibling(String otherKind, String otherName) {
        return new Recording(version, otherKind, otherName);
    }

    String text() {
        try {
            return Files.readString(root().resolve(version).resolve(kind).resolve(name + ".json"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    JsonNode json() {
        return Json.parse(text().getBytes(UTF_8));
    }

    /** A webhook's exact bytes. */
    byte[] body() {
        return Json.text(json(), "body").getBytes(UTF_8);
    }

    boolean isOf(String otherVersion) {
        return version.equals(otherVersion);
    }

    @Override
    public String toString() {
        return version + '/' + kind + '/' + name;
    }
}
