package org.inesconnector.mautic;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Reads a list that Mautic answers page by page. */
final class Pages {

    /** A Mautic that always has something else would be asked for ever. */
    private static final int MOST = 500_000;

    private Pages() {}

    static <T> List<T> all(MauticHttp http, String path, Supplier<Query> query, int size,
            Function<JsonNode, List<T>> items) {
        Set<T> all = new LinkedHashSet<>();
        while (true) {
            JsonNode answer = http.get(path, query.get().with("limit", size).with("start", all.size()));
            boolean more = all.addAll(items.apply(answer));
            if (!more || all.size() >= Json.whole(answer.path("total")).orElse(Long.MAX_VALUE)) {
                return List.copyOf(all);
            }
            if (all.size() > MOST) {
                throw Json.notUnderstood("has more than " + MOST + " " + path);
            }
        }
    }
}
