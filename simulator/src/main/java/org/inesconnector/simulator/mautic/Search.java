package org.inesconnector.simulator.mautic;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Mautic's {@code search=tag:x email:y ids:1,2 words}. */
final class Search {

    private static final Pattern TERM = Pattern.compile("(\\w+):(\"[^\"]*\"|\\S+)|(\\S+)");

    private Search() {}

    static Predicate<Contact> predicate(String search) {
        return TERM.matcher(search).results()
                .map(term -> term.group(1) == null
                        ? word(term.group(3))
                        : command(term.group(1), term.group(2).replace("\"", "")))
                .reduce(contact -> true, Predicate::and);
    }

    private static Predicate<Contact> command(String name, String value) {
        return switch (name) {
            // Also tags that only begin like it.
            case "tag" -> tagged(Where.like(value + "%"));
            case "ids" -> withId(Arrays.stream(value.split(",")).collect(Collectors.toUnmodifiableSet()));
            case "company" -> contact -> contains(contact, "company", value);
            case "name" -> contact -> contains(contact, "firstname", value) || contains(contact, "lastname", value);
            case "email" -> {
                var like = Where.like(value);
                yield contact -> like.test(contact.email().orElse(""));
            }
            default -> word(name + ":" + value);
        };
    }

    private static Predicate<Contact> tagged(Predicate<String> tag) {
        return contact -> !contact.tags().isEmpty() && contact.tags().stream().anyMatch(tag);
    }

    private static Predicate<Contact> withId(Set<String> ids) {
        return contact -> ids.contains(Long.toString(contact.id()));
    }

    private static Predicate<Contact> word(String word) {
        return contact -> List.of("firstname", "lastname", "email", "company", "city").stream()
                .anyMatch(alias -> contains(contact, alias, word));
    }

    private static boolean contains(Contact contact, String alias, String text) {
        var value = contact.value(alias);
        return value != null && value.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }
}
