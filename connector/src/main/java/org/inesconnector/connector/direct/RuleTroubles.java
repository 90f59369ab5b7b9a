package org.inesconnector.connector.direct;

import java.util.List;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.MessageText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Why rules cannot be kept. None of these holds other work back. */
@Repository
public class RuleTroubles {

    private final JdbcClient jdbc;

    RuleTroubles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<Message> all() {
        return jdbc.sql("SELECT trouble FROM push_rule WHERE trouble IS NOT NULL ORDER BY kind, rule_id")
                .query(String.class)
                .list()
                .stream()
                .map(MessageText::read)
                .toList();
    }
}
