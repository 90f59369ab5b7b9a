package org.inesconnector.connector.direct;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.MessageText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rules that cannot be kept, tags that stay, and addresses given up. None of these holds other work back. */
@Repository
public class DirectPushTroubles {

    /** An address that was given up. */
    static final Duration SHOWN_FOR = Duration.ofDays(1);

    private static final int IDS = 10;

    private static final String RULES = """
            SELECT trouble FROM push_rule WHERE trouble IS NOT NULL ORDER BY kind, rule_id
            """;

    private static final String TAGS = """
            SELECT mautic_contact_id, trouble FROM tag_removal WHERE trouble IS NOT NULL ORDER BY mautic_contact_id
            """;

    private static final String GIVEN_UP = """
            SELECT trouble FROM push_given_up WHERE given_up_at >= :since ORDER BY given_up_at DESC, request
            FETCH FIRST 10 ROWS ONLY
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final DirectPushSettings settings;

    DirectPushTroubles(JdbcClient jdbc, InstantSource clock, DirectPushSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    /** Of the addresses given up the last ones. */
    public List<Message> all() {
        return Stream.of(read(jdbc.sql(RULES)), tags(), givenUp()).flatMap(List::stream).toList();
    }

    private List<Message> givenUp() {
        return read(jdbc.sql(GIVEN_UP).param("since", clock.instant().minus(SHOWN_FOR).atOffset(ZoneOffset.UTC)));
    }

    private static List<Message> read(JdbcClient.StatementSpec troubles) {
        return troubles.query(String.class).list().stream().map(MessageText::read).toList();
    }

    private List<Message> tags() {
        var contactsByTrouble = new LinkedHashMap<String, TreeSet<Long>>();
        jdbc.sql(TAGS).query(row -> {
            contactsByTrouble.computeIfAbsent(row.getString("trouble"), _ -> new TreeSet<>())
                    .add(row.getLong("mautic_contact_id"));
        });
        return contactsByTrouble.entrySet().stream()
                .map(one -> tagStays(settings.pushTag(), one.getValue(), MessageText.read(one.getKey())))
                .toList();
    }

    static Message tagStays(String tag, Collection<Long> contactIds, Message why) {
        return Message.of("direct.tag-stays", tag, ids(contactIds), why);
    }

    private static String ids(Collection<Long> contactIds) {
        return contactIds.stream().limit(IDS).map(String::valueOf)
                .collect(Collectors.joining(", ", "", contactIds.size() > IDS ? ", …" : ""));
    }
}
