package org.inesconnector.connector.audit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.MessageText;
import tools.jackson.databind.json.JsonMapper;

/** Counts, differences and messages as text that can be stored; long values are cut. */
final class DriftText {

    /** As wide as its column. */
    static final int LONGEST = 60_000;

    private static final int MOST_FIELDS = 150;

    private static final int[] LONGEST_VALUES = {300, 40, 5};

    private static final JsonMapper JSON = JsonMapper.shared();

    private DriftText() {}

    private record Stored(String label, Optional<String> ines, Optional<String> mautic) {

        static Stored of(Drift.Difference difference, int longest) {
            return new Stored(
                    MessageText.write(difference.label()),
                    difference.ines().map(value -> cut(value, longest)),
                    difference.mautic().map(value -> cut(value, longest)));
        }

        Drift.Difference difference() {
            return new Drift.Difference(MessageText.read(label), ines, mautic);
        }
    }

    /** Where even the shortest are too long, none are kept: what was found is. */
    static String write(List<Drift.Difference> differences) {
        return IntStream.of(LONGEST_VALUES)
                .mapToObj(longest -> json(differences.stream()
                        .limit(MOST_FIELDS)
                        .map(difference -> Stored.of(difference, longest))
                        .toList()))
                .filter(text -> text.length() <= LONGEST)
                .findFirst()
                .orElse("[]");
    }

    static List<Drift.Difference> readDifferences(String text) {
        return Stream.of(JSON.readValue(text, Stored[].class)).map(Stored::difference).toList();
    }

    static String write(AuditState.Counts counts) {
        return json(counts);
    }

    static AuditState.Counts readCounts(String text) {
        return JSON.readValue(text, AuditState.Counts.class);
    }

    static String writeMessages(List<Message> messages) {
        return json(messages.stream().map(MessageText::write).toList());
    }

    static List<Message> readMessages(String text) {
        return Stream.of(JSON.readValue(text, String[].class)).map(MessageText::read).toList();
    }

    /** Half a character is none for a database. */
    private static String json(Object value) {
        return whole(new String(JSON.writeValueAsBytes(value), StandardCharsets.UTF_8));
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? whole(text) : whole(text.substring(0, longest)) + "…";
    }

    private static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
