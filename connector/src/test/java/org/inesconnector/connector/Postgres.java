package org.inesconnector.connector;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One PostgreSQL server for all tests of a process; it ends with the process. */
public final class Postgres {

    private static final EmbeddedPostgres SERVER = start();

    private Postgres() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(2)).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JDBC address of a new, empty database. */
    public static String newDatabase() {
        var name = "test_" + UUID.randomUUID().toString().replace('-', '_');
        JdbcClient.create(SERVER.getPostgresDatabase()).sql("CREATE DATABASE " + name).update();
        return SERVER.getJdbcUrl("postgres", name);
    }
}
