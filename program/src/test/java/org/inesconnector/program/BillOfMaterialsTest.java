package org.inesconnector.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
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
        assertThat(named).containsExactlyInAnyOrderElementsOf(shipped())
                .hasSizeGreaterThan(80)
                .anyMatch(file -> file.startsWith("cxf-rt-transports-http-"));
    }

    /** Also what only lets the program start sooner. */
    private static Set<String> shipped() throws IOException {
        try (var files = Files.walk(PROGRAM)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".jar") && !file.equals("ines-connector.jar"))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void eachCanBeLookedUp() {
        assertThat(components()).allSatisfy(part -> assertThat(part.path("purl").asString()).startsWith("pkg:maven/"));
    }
}
