package org.inesconnector.simulator.mautic;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Mautic decodes what a contact is given, and encodes what the definition of a field is given. */
final class HtmlEntities {

    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d{1,6})|(amp|lt|gt|quot|apos));");
    private static final Pattern SIGN = Pattern.compile("[&'\"<>]");
    private static final Map<String, String> NAMED = Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos",
            "'");

    private HtmlEntities() {}

    static String decoded(String text) {
        return ENTITY.matcher(text).replaceAll(entity -> Matcher.quoteReplacement(
                entity.group(1) == null ? NAMED.getOrDefault(entity.group(2), "") : sign(entity.group(1))));
    }

    static String encoded(String text) {
        return SIGN.matcher(text).replaceAll(sign -> "&#" + (int) sign.group().charAt(0) + ";");
    }

    /** A tree of maps and lists with each text in it encoded. */
    static Object encoded(Object tree) {
        return switch (tree) {
            case String text -> encoded(text);
            case List<?> list -> list.stream().map(HtmlEntities::encoded).toList();
            case Map<?, ?> map -> map.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> encoded(entry.getValue())));
            default -> tree;
        };
    }

    private static String sign(String number) {
        int codePoint = Integer.parseInt(number);
        return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : "";
    }
}
