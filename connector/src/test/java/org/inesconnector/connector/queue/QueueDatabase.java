package org.inesconnector.connector.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inesconnector.connector.Connector;
import org.inesconnector.connector.H2;
import org.inesconnector.connector.Postgres;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database, and two processes that work on its queue. */
record QueueDatabase(ConfigurableApplicationContext one, ConfigurableApplicationContext other) {

    enum Kind {
        H2_IN_MEMORY, H2_FILE, POSTGRES
    }

    static QueueDatabase start(Kind kind) {
        return switch (kind) {
            case H2_IN_MEMORY -> with(
                    "connector.database.url=" + H2.newDatabase());
            case H2_FILE -> with(
                    "connector.data-directory=" + newDirectory());
            case POSTGRES -> with("connector.database.url=" + Postgres.newDatabase());
        };
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("queue");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static QueueDatabase with(String setting) {
        var all = "connector.full-synchronisation=true";
        return new QueueDatabase(Connector.start(setting, all), Connector.start(setting, all));
    }

    <T> T bean(Class<T> type) {
        return one.getBean(type);
    }

    void clear() {
        for (var table : new String[]{
                "synchronisation", "contact_standing", "creation", "lead", "contact_link", "company_link",
                "held_deletion", "merged_contact", "believed_gone", "gone_company", "same_address"}) {
            sql("DELETE FROM " + table);
        }
        sql("UPDATE last_taken SET taken_at = NULL");
    }

    void sql(String statement) {
        bean(JdbcClient.class).sql(statement).update();
    }

    /** From 1 on, all of one company, without references in Mautic. */
    void linked(int contacts) {
        for (int contact = 1; contact <= contacts; contact++) {
            sql("""
                    INSERT INTO contact_link (mautic_contact_id, ines_contact_ref, ines_client_ref, mautic_company_id, settled,
                                              references_written, linked_at)
                    VALUES (%1$d, %1$d, 1, 1, '{}', FALSE, CURRENT_TIMESTAMP)
                    """.formatted(contact));
        }
    }

    void close() {
        one.close();
        other.close();
    }
}
