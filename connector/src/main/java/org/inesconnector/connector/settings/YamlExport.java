package org.inesconnector.connector.settings;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inesconnector.connector.messages.Messages;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The settings in force that somebody made, as a file: without secrets, and without what belongs to one machine. */
@Component
public class YamlExport {

    private static final Pattern FLAG = Pattern.compile("true|false");

    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,17}");

    private final GivenSettings given;

    YamlExport(GivenSettings given) {
        this.given = given;
    }

    /** @param words the language of its comments */
    public String write(Messages words) {
        var head = words.text("export.head").lines().map("# "::concat).collect(Collectors.joining("\n", "", "\n"));
        var root = new Branch(new LinkedHashMap<>());
        given.all().forEach(setting -> root.add(path(setting.name()), setting));
        return root.children().isEmpty() ? head : head + yaml(root, words.text("export.fixed"));
    }

    private static List<String> path(String written) {
        var name = KnownSettings.name(written);
        return IntStream.range(0, name.getNumberOfElements())
                .mapToObj(index -> name.getElement(index, Form.ORIGINAL))
                .map(element -> KnownSettings.isPlain(element) ? element : "[" + element + "]")
                .toList();
    }

    private sealed interface Part {}

    private record Leaf(GivenSetting setting) implements Part {}

    private record Branch(Map<String, Part> children) implements Part {

        /** Nothing is both a value and above others: names are spelled so that there is none. */
        void add(List<String> path, GivenSetting setting) {
            var first = path.getFirst();
            if (path.size() == 1) {
                children.put(first, new Leaf(setting));
            } else if (children.computeIfAbsent(first, _ -> new Branch(new LinkedHashMap<>())) instanceof Branch next) {
                next.add(path.subList(1, path.size()), setting);
            }
        }
    }

    private static String yaml(Branch root, String fixed) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setProcessComments(true);
        options.setSplitLines(false);
        var text = new StringWriter();
        new Yaml(options).serialize(node(root, fixed), text);
        return text.toString();
    }

    private static Node node(Part part, String fixed) {
        return switch (part) {
            case Leaf(GivenSetting setting) -> scalar(setting.value(), tag(setting.value()));
            case Branch(Map<String, Part> children) -> {
                var tuples = new ArrayList<NodeTuple>();
                children.forEach((key, child) -> tuples.add(
                        new NodeTuple(key(key, child, fixed), node(child, fixed))));
                yield new MappingNode(Tag.MAP, tuples, FlowStyle.BLOCK);
            }
        };
    }

    private static Node key(String key, Part child, String fixed) {
        var node = scalar(key, Tag.STR);
        if (child instanceof Leaf(GivenSetting setting) && setting.fixed()) {
            node.setBlockComments(List.of(new CommentLine(null, null, " " + fixed, CommentType.BLOCK)));
        }
        return node;
    }

    private static Tag tag(String value) {
        if (FLAG.matcher(value).matches()) {
            return Tag.BOOL;
        }
        return WHOLE.matcher(value).matches() ? Tag.INT : Tag.STR;
    }

    private static Node scalar(String value, Tag tag) {
        return new ScalarNode(tag, value, null, null, ScalarStyle.PLAIN);
    }
}
