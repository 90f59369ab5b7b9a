package org.inesconnector.connector.settings;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inesconnector.connector.messages.Message;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether the database was restored, and nobody has looked yet at what was done since its back-up: it does not know who was
 * created at INES since. Until then nothing leaves, whatever files and environment say.
 *
 * @param backUpOf the moment whose state was restored; empty where nothing is held
 */
public record Restored(Optional<Instant> backUpOf) {

    /** Among the settings, as all processes have to obey it. */
    private static final String MARK = "connector.restored.back-up-of";

    /** So far that no process which was left running has a version that is good again: changes since the back-up gave out some. */
    private static final int NEVER_GIVEN_OUT = 1_000_000;

    /** What was under way then is a question for a person at once, and nobody waits for those who were at it. */
    private static final List<String> OF_PROCESSES = List.of(
            "DELETE FROM node",
            "UPDATE company_link SET writer = NULL, writer_until = NULL WHERE writer IS NOT NULL",
            "UPDATE creation SET lease_until = started_at WHERE state = 'STARTED'",
            "UPDATE lead SET lease_until = created_at WHERE state = 'SENDING'");

    /** Given to the process that looks. */
    public static final String LOOKING = "connector.restored.looking";

    /** That nothing leaves, and what to do. */
    public Optional<Message> held() {
        return backUpOf.map(at -> Message.of("restored.held", at.truncatedTo(ChronoUnit.SECONDS)));
    }

    /** What was restored is held until {@link #release}. No process of those that worked on it then does so now. */
    public static void hold(JdbcClient database, Instant backUpOf) {
        OF_PROCESSES.forEach(statement -> database.sql(statement).update());
        database.sql("DELETE FROM setting WHERE name = :name").param("name", MARK).update();
        database.sql("INSERT INTO setting (name, text_value) VALUES (:name, :at)")
                .param("name", MARK)
                .param("at", backUpOf.toString())
                .update();
        raiseVersion(database, NEVER_GIVEN_OUT);
    }

    /** Every process starts anew with it. */
    public static void release(JdbcClient database) {
        database.sql("DELETE FROM setting WHERE name = :name").param("name", MARK).update();
        raiseVersion(database, 1);
    }

    private static void raiseVersion(JdbcClient database, int by) {
        database.sql("UPDATE setting_version SET version = version + :by WHERE id = 1").param("by", by).update();
    }

    /** Takes the mark out of the settings. */
    static Restored takenFrom(Map<String, Object> settings) {
        return new Restored(Optional.ofNullable(settings.remove(MARK)).map(at -> Instant.parse(at.toString())));
    }

    void holdIn(MutablePropertySources sources, Environment environment) {
        if (backUpOf.isPresent() && !environment.getProperty(LOOKING, Boolean.class, false)) {
            SettingSources.hold(sources, "restored");
        }
    }
}
