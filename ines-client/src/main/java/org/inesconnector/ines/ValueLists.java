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
                : withKeys("GetTypeContactList", ordered(list.getContactTypeInfo().stream()
                        .map(type -> new Ordered(type.getOrder(),
                                entry(type.getInternalRef(), type.getDescription())))));
    }

    static List<ValueListEntry> clientTypes(@Nullable ArrayOfClientTypeInfo list) {
        return list == null
                ? List.of()
                : withKeys("GetTypeClientList", ordered(list.getClientTypeInfo().stream()
                        .map(type -> new Ordered(type.getOrder(),
                                entry(type.getInternalRef(), type.getDescription())))));
    }

    static List<ValueListEntry> origins(@Nullable ArrayOfOriginInfo list) {
        return list == null
                ? List.of()
                : withKeys("GetOriginList", list.getOriginInfo().stream()
                        .map(origin -> entry(origin.getInternalRef(), origin.getDescription())).toList());
    }

    /**
     * 0 stands for no value. One such entry beside others says so, and is left out; else the keys are missing, and a label
     * would stand for no value.
     */
    private static List<ValueListEntry> withKeys(String operation, List<ValueListEntry> entries) {
        var some = entries.stream().filter(entry -> entry.key() > 0).toList();
        boolean oneForNone = entries.stream().filter(entry -> entry.key() == 0).count() == 1 && !some.isEmpty();
        boolean isWhole = some.size() == entries.size() - (oneForNone ? 1 : 0);
        if (!isWhole) {
            throw new InesException.NotUnderstood(operation, "INES's answer has entries without reference", null);
        }
        return some;
    }

    /** @param key which of a person's two references is the key; a person without it, or with 0, is left out */
    static List<ValueListEntry> people(@Nullable ArrayOfUserInfoRH list, Function<UserInfoRH, @Nullable Integer> key) {
        return list == null
                ? List.of()
                : list.getUserInfoRH().stream()
                        .flatMap(person -> Optional.ofNullable(key.apply(person)).filter(ref -> ref > 0)
                                .map(ref -> entry(ref, name(person)))
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

    /** An entry without label shows its key. */
    private static ValueListEntry entry(@Nullable Integer reference, @Nullable String label) {
        int key = Objects.requireNonNullElse(reference, 0);
        var text = text(label);
        return new ValueListEntry(key, text.isEmpty() ? Integer.toString(key) : text);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
