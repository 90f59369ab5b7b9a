package org.inesconnector.ines;

import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.ines.wsdl.icm.ArrayOfClientTypeInfo;
import org.inesconnector.ines.wsdl.icm.ArrayOfContactTypeInfo;
import org.inesconnector.ines.wsdl.icm.ArrayOfOriginInfo;
import org.inesconnector.ines.wsdl.icm.ArrayOfUserInfoRH;
import org.inesconnector.ines.wsdl.icm.UserInfoRH;
import org.jspecify.annotations.Nullable;

/** INES's value lists, labelled and sorted. A list with no element may be absent altogether. */
final class ValueLists {

    private ValueLists() {}

    static List<ValueListEntry> contactTypes(@Nullable ArrayOfContactTypeInfo list) {
        return list == null
                ? List.of()
                : ordered(list.getContactTypeInfo().stream()
                        .map(type -> new Ordered(type.getOrder(),
                                entry("GetTypeContactList", type.getInternalRef(), type.getDescription()))));
    }

    static List<ValueListEntry> clientTypes(@Nullable ArrayOfClientTypeInfo list) {
        return list == null
                ? List.of()
                : ordered(list.getClientTypeInfo().stream()
                        .map(type -> new Ordered(type.getOrder(),
                                entry("GetTypeClientList", type.getInternalRef(), type.getDescription()))));
    }

    static List<ValueListEntry> origins(@Nullable ArrayOfOriginInfo list) {
        return list == null
                ? List.of()
                : list.getOriginInfo().stream()
                        .map(origin -> entry("GetOriginList", origin.getInternalRef(), origin.getDescription()))
                        .toList();
    }

    /** @param key which of a person's two references is the key; a person without it is left out */
    static List<ValueListEntry> people(@Nullable ArrayOfUserInfoRH list, Function<UserInfoRH, @Nullable Integer> key) {
        return list == null
                ? List.of()
                : list.getUserInfoRH().stream()
                        .flatMap(person -> Optional.ofNullable(key.apply(person)).map(ref -> entry(ref, name(person)))
                                .stream())
                        .sorted(Comparator.comparing(ValueListEntry::label, byLabel())).toList();
    }

    private record Ordered(@Nullable Integer order, ValueListEntry entry) {}

    private static List<ValueListEntry> ordered(Stream<Ordered> types) {
        return types.sorted(Comparator.comparingInt((Ordered type) -> Objects.requireNonNullElse(type.order(), 0))
                .thenComparing(type -> type.entry().label(), byLabel())).map(Ordered::entry).toList();
    }

    /** As people sort: accents and capitals do not tear letters apart. */
    private static Comparator<String> byLabel() {
        return Collator.getInstance(Locale.FRENCH)::compare;
    }

    private static String name(UserInfoRH person) {
        var name = Stream.of(text(person.getLastName()), text(person.getFirstName()))
                .filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
        return name.isEmpty() ? text(person.getName()) : name;
    }

    /** Without its key a label would stand for another entry, or none. */
    private static ValueListEntry entry(String operation, int reference, @Nullable String label) {
        if (reference <= 0) {
            throw new InesException.NotUnderstood(operation, "INES's answer has an entry without reference", null);
        }
        return entry(reference, label);
    }

    /** An entry without label shows its key. */
    private static ValueListEntry entry(int key, @Nullable String label) {
        var text = text(label);
        return new ValueListEntry(key, text.isEmpty() ? Integer.toString(key) : text);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
