package org.inesconnector.simulator.mautic;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** @param template a path in which {@code {id}} stands for digits and {@code {:name}} for a word */
record Route(Set<String> methods, String template, Pattern path, Function<ApiCall, Reply> handler) {

    private static final Pattern VARIABLE = Pattern.compile("\\{(:?)(\\w+)}");

    static Route get(String template, Function<ApiCall, Reply> handler) {
        return of(Set.of("GET"), template, handler);
    }

    static Route post(String template, Function<ApiCall, Reply> handler) {
        return of(Set.of("POST"), template, handler);
    }

    static Route edit(String template, Function<ApiCall, Reply> handler) {
        return of(Set.of("PATCH", "PUT", "POST"), template, handler);
    }

    static Route delete(String template, Function<ApiCall, Reply> handler) {
        return of(Set.of("DELETE"), template, handler);
    }

    private static Route of(Set<String> methods, String template, Function<ApiCall, Reply> handler) {
        var regex = VARIABLE.matcher(template)
                .replaceAll(variable -> "(?<" + variable.group(2) + ">"
                        + (variable.group(1).isEmpty() ? "\\\\d{1,18}" : "[^/]+") + ")");
        return new Route(methods, template, Pattern.compile(regex), handler);
    }

    /** The path's variables, where it is this route's path. */
    Optional<Map<String, String>> match(String method, String requested) {
        var matcher = path.matcher(requested);
        if (!methods.contains(method) || !matcher.matches()) {
            return Optional.empty();
        }
        var variables = new HashMap<String, String>();
        path.namedGroups().keySet().forEach(name -> variables.put(name, matcher.group(name)));
        return Optional.of(variables);
    }

    /** Such as {@code GET contacts/{id}}; the path without {@code /api}. */
    String operation(String method) {
        return method + " " + template.substring("/api/".length()).replace("{:", "{");
    }
}
