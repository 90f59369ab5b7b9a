package org.inesconnector.simulator.ines;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Markup whose text was made fit for it. */
record Html(String markup) {

    static final Html NOTHING = new Html("");

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static Html text(String text) {
        return new Html(escape(text));
    }

    static Html number(int number) {
        return new Html(Integer.toString(number));
    }

    static Html join(Iterable<Html> parts) {
        var all = new StringBuilder();
        parts.forEach(part -> all.append(part.markup));
        return new Html(all.toString());
    }

    static Html join(Html... parts) {
        return join(Arrays.asList(parts));
    }

    static Html tag(String name, Html... content) {
        return new Html("<" + name + ">" + join(content).markup + "</" + name + ">");
    }

    static Html tag(String name, String cssClass, Html... content) {
        return new Html("<" + name + " class=\"" + escape(cssClass) + "\">" + join(content).markup + "</" + name + ">");
    }

    static Html row(Html... cells) {
        return tag("tr", join(Arrays.stream(cells).map(cell -> tag("td", cell)).toList()));
    }

    static Html table(Iterable<Html> rows, String... columns) {
        var head = join(Arrays.stream(columns).map(column -> tag("th", text(column))).toList());
        return tag("table", tag("thead", tag("tr", head)), tag("tbody", join(rows)));
    }

    /** Folded away until it is asked for. */
    static Html details(String summary, Map<String, String> values) {
        if (values.isEmpty()) {
            return NOTHING;
        }
        var list = new TreeMap<>(values).entrySet().stream()
                .map(value -> join(tag("dt", text(value.getKey())), tag("dd", text(value.getValue()))))
                .collect(Collectors.toList());
        return tag("details", tag("summary", text(summary)), tag("dl", join(list)));
    }
}
