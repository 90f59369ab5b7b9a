package org.inesconnector.connector.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.inesconnector.connector.messages.Message;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;

/** Reads settings as Boot reads them from a file, with the line that each is in. */
final class YamlText {

    private static final int DEEPEST = 20;

    private YamlText() {}

    /** @param name as it is written */
    record Line(String name, String value, int number) {}

    /** It is no YAML, or of a kind that is not taken. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1;

        private final transient LineProblem problem;

        Unreadable(LineProblem problem) {
            super(problem.why().key());
            this.problem = problem;
        }

        LineProblem problem() {
            return problem;
        }
    }

    static List<Line> read(String text) throws Unreadable {
        try {
            refuseTraps(text);
            var lines = new ArrayList<Line>();
            for (var source : new YamlPropertySourceLoader().load("import", resource(text))) {
                lines.addAll(lines(source));
            }
            return lines;
        } catch (MarkedYAMLException e) {
            throw new Unreadable(
                    new LineProblem(line(e), Message.of("import.not-yaml", String.valueOf(e.getProblem()))));
        } catch (RuntimeException e) {
            // Of YAML itself, or of a value that is not of the kind that the text says it is.
            throw new Unreadable(new LineProblem(0, Message.of("import.not-yaml", String.valueOf(e.getMessage()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteArrayResource resource(String text) {
        return new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A few aliases stand for more than any memory holds, and to read what is nested deeply takes hours. */
    private static void refuseTraps(String text) throws Unreadable {
        int depth = 0;
        for (var event : new Yaml().parse(new StringReader(text))) {
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            int line = event.getStartMark().getLine() + 1;
            if (depth > DEEPEST) {
                throw new Unreadable(new LineProblem(line, Message.of("import.not-yaml", "nested too deeply")));
            }
            if (event instanceof AliasEvent alias) {
                throw new Unreadable(new LineProblem(line, Message.of("import.alias", alias.getAnchor())));
            }
        }
    }

    private static int line(MarkedYAMLException e) {
        return e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
    }

    private static List<Line> lines(PropertySource<?> source) {
        var lines = new ArrayList<Line>();
        for (var name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
            lines.add(new Line(name, String.valueOf(source.getProperty(name)), line(source, name)));
        }
        return lines;
    }

    private static int line(PropertySource<?> source, String name) {
        return OriginLookup.getOrigin(source, name) instanceof TextResourceOrigin origin && origin.getLocation() != null
                ? origin.getLocation().getLine() + 1
                : 0;
    }
}
