package org.inesconnector.mautic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.inesconnector.mautic.AuditEntry.Change;

/**
 * The {@code details} of a row of the audit log, as Mautic 5.1 and 7.0 write them: custom fields as [old, new] under
 * {@code fields}, fixed ones there and at the top; points at the top; do-not-contact by channel; tags added and removed;
 * by which way it was done; and the contact that this one was merged into.
 */
record AuditDetails(List<Change> changes, OptionalLong mergedInto, boolean readable, String manipulator) {

    private static final String FIELDS = "fields";
    private static final String DNC = "dnc_channel_status";
    private static final String TAGS = "tags";
    /** Mautic writes down the secret of a webhook. */
    private static final String SECRET = "secret";
    private static final String MERGED_INTO = "merged_into";
    private static final String MANIPULATOR = "manipulator_key";

    private static final AuditDetails UNREADABLE = new AuditDetails(List.of(), OptionalLong.empty(), false, "");

    static AuditDetails read(String serialized) {
        return PhpParser.parse(serialized).flatMap(AuditDetails::entries).map(AuditDetails::of).orElse(UNREADABLE);
    }

    private static AuditDetails of(SequencedMap<String, PhpValue> details) {
        return new AuditDetails(changes(details), mergedInto(details), true, text(details, MANIPULATOR));
    }

    private static List<Change> changes(Map<String, PhpValue> details) {
        Map<String, Change> changes = new LinkedHashMap<>();
        under(details, FIELDS).forEach((alias, value) -> changes.put(alias,
                pair(alias, value).orElseGet(() -> new Change(alias, "", value.text()))));
        details.forEach((name, value) -> pair(name, value).ifPresent(change -> changes.putIfAbsent(name, change)));
        changes.values().removeIf(AuditDetails::changesNothing);
        changes.computeIfPresent(SECRET, (name, _) -> new Change(name, "", ""));
        List<Change> all = new ArrayList<>(changes.values());
        doNotContact(details).ifPresent(all::add);
        tags(details).ifPresent(all::add);
        return all;
    }

    private static Optional<Change> pair(String name, PhpValue value) {
        return entries(value).filter(list -> List.copyOf(list.keySet()).equals(List.of("0", "1")))
                .map(list -> new Change(name, list.firstEntry().getValue().text(), list.lastEntry().getValue().text()));
    }

    /** A batch edit writes points down with the same number twice. */
    private static boolean changesNothing(Change change) {
        return change.oldValue().equals(change.newValue()) && !change.newValue().isEmpty();
    }

    /** The new reasons, such as {@code email:3}; the log does not hold the old ones. */
    private static Optional<Change> doNotContact(Map<String, PhpValue> details) {
        String reasons = under(details, DNC).entrySet().stream()
                .map(channel -> channel.getKey() + ':' + reason(channel.getValue())).collect(Collectors.joining("|"));
        return reasons.isEmpty() ? Optional.empty() : Optional.of(new Change(DNC, "", reasons));
    }

    private static String reason(PhpValue channel) {
        return entries(channel).map(status -> text(status, "reason")).orElseGet(channel::text);
    }

    /** Tags removed as the old value, tags added as the new one. */
    private static Optional<Change> tags(Map<String, PhpValue> details) {
        SequencedMap<String, PhpValue> tags = under(details, TAGS);
        Change change = new Change(TAGS, text(tags, "removed"), text(tags, "added"));
        return change.oldValue().isEmpty() && change.newValue().isEmpty() ? Optional.empty() : Optional.of(change);
    }

    private static OptionalLong mergedInto(Map<String, PhpValue> details) {
        String winner = text(details, MERGED_INTO);
        return winner.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(winner)) : OptionalLong.empty();
    }

    private static String text(Map<String, PhpValue> map, String name) {
        return Optional.ofNullable(map.get(name)).map(PhpValue::text).orElse("");
    }

    private static SequencedMap<String, PhpValue> under(Map<String, PhpValue> map, String name) {
        return Optional.ofNullable(map.get(name)).flatMap(AuditDetails::entries).orElseGet(LinkedHashMap::new);
    }

    private static Optional<SequencedMap<String, PhpValue>> entries(PhpValue value) {
        return value instanceof PhpValue.Entries(var entries) ? Optional.of(entries) : Optional.empty();
    }
}
