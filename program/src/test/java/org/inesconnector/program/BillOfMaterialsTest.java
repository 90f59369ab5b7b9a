package org.inesconnector.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever looks for known holes looks at all that is shipped. */
class BillOfMaterialsTest {

    private static final Path PROGRAM = Path.of("target", "program");

    private static Stream<JsonNode> components() {
        return JsonMapper.shared().readTree(PROGRAM.resolve("sbom.cdx.json").toFile()).path("components").valueStream();
    }

    @Test
    void itNamesEveryLibraryThatIsShippedAndNothingElse() throws IOException {
        var named = components()
                .map(part -> part.path("name").asString() + '-' + part.path("version").asString() + ".jar").toList();
        try (var files = Files.list(PROGRAM.resolve("lib"))) {
            List<String> shipped = files.map(file -> file.getFileName().toString()).toList();
            assertThat(named).containsExactlyInAnyOrderElementsOf(shipped).hasSizeGreaterThan(80);
        }
    }

    @Test
    void eachCanBeLookedUp() {
        assertThat(components()).allSatisfy(part -> assertThat(part.path("purl").asString()).startsWith("pkg:maven/"));
    }
}
