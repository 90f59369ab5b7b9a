package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.json.JsonMapper;

/** That the guide for operators is complete. */
class OperationsGuideTest {

    private static final Path PROJECT = Path.of("..");

    /** Kept by the connector itself. */
    private static final String NOT_SET_BY_ANYBODY = "connector.tested.";

    private static String guide() throws IOException {
        return Files.readString(PROJECT.resolve("docs/operations.md"));
    }

    private static List<String> settings() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scan.findCandidateComponents(OperationsGuideTest.class.getPackageName())
                .stream()
                .map(found -> ClassUtils.resolveClassName(Objects.requireNonNull(found.getBeanClassName()), null))
                .filter(Class::isRecord)
                .flatMap(type -> names(type.getAnnotation(ConfigurationProperties.class).value(), type))
                .filter(name -> !name.startsWith(NOT_SET_BY_ANYBODY))
                .toList();
    }

    private static Stream<String> names(String prefix, Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(part -> part.getType().isRecord()
                        ? names(name(prefix, part), part.getType())
                        : Stream.of(name(prefix, part)));
    }

    private static String name(String prefix, RecordComponent part) {
        var dashed = part.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        return ConfigurationPropertyName.of(prefix).append(dashed).toString();
    }

    @Test
    void everySettingIsInTheGuideForOperators() throws IOException {
        var guide = guide();
        assertThat(settings()).hasSizeGreaterThan(35)
                .contains("ines.calls-at-once", "connector.push-rules.points")
                .allSatisfy(name -> assertThat(guide).contains("`" + name + "`"));
    }

    @Test
    void everyFileThatTheGuideNamesIsThere() throws IOException {
        var named = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)").matcher(guide())
                .results()
                .map(link -> PROJECT.resolve("docs").resolve(link.group(1)))
                .toList();
        assertThat(named).hasSizeGreaterThan(5).allMatch(Files::exists);
    }

    @Test
    void theDashboardCanBeRead() throws IOException {
        var dashboard = JsonMapper.shared()
                .readTree(Files.readString(PROJECT.resolve("deploy/grafana-dashboard.json")));
        assertThat(dashboard.path("panels").size()).isGreaterThan(10);
    }
}
