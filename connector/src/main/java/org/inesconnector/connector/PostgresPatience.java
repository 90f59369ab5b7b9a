package org.inesconnector.connector;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * How long PostgreSQL is waited for, and waits for this process. A machine that is lost, and a firewall that forgets a
 * connection, tell neither end of it: without this both would wait for hours, and this one for good. Counts less than what
 * anybody has set.
 */
final class PostgresPatience implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String POSTGRES = "jdbc:postgresql:";

    private static final String POOL = "spring.datasource.hikari.";

    /** In seconds; longer than a statement takes that changes no schema: what changes all rows does so in parts, as a rule. */
    private static final String LONGEST_ANSWER = "60";

    /** Where nobody waits for an answer. */
    private static final Duration LONGEST_CONNECT = Duration.ofMinutes(1);

    private static final String KEEPALIVES = """
            ('tcp_keepalives_idle', '10s'), ('tcp_keepalives_interval', '5s'), ('tcp_keepalives_count', '3')""";

    /** As long as H2 waits for a lock. No transaction waits for anything but the database. */
    private static final String LIMITS = """
            ('lock_timeout', '20s'), ('idle_in_transaction_session_timeout', '60s')""";

    private static final String IN_USE = session(KEEPALIVES + ", " + LIMITS);

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        if (isPostgres(environment.getProperty("spring.datasource.url"))) {
            environment.getPropertySources().addLast(new MapPropertySource("postgres", Map.of(
                    POOL + "data-source-properties.socketTimeout", LONGEST_ANSWER,
                    POOL + "data-source-properties.tcpKeepAlive", "true",
                    POOL + "connection-init-sql", IN_USE)));
        }
    }

    private static boolean isPostgres(@Nullable String url) {
        return url != null && url.startsWith(POSTGRES);
    }

    /** What the address, the user or the server says otherwise stays. */
    private static String session(String settings) {
        return """
                SELECT set_config(name, wanted, false) FROM (VALUES %s) AS ours (name, wanted)
                JOIN pg_settings USING (name) WHERE source = 'default'
                """.formatted(settings);
    }

    /** Changing a schema takes as long as it takes, with a second connection that waits within its transaction. */
    static void unhurried(DataSource database, Consumer<DataSource> change) {
        if (database instanceof HikariDataSource pool && isPostgres(pool.getJdbcUrl())) {
            try (var unhurried = new HikariDataSource(unhurried(pool))) {
                change.accept(unhurried);
            }
        } else {
            change.accept(database);
        }
    }

    private static HikariConfig unhurried(HikariDataSource pool) {
        var config = new HikariConfig();
        pool.copyStateTo(config);
        config.setPoolName(pool.getPoolName() + "-unhurried");
        config.setConnectionTimeout(LONGEST_CONNECT.toMillis());
        config.setJdbcUrl(pool.getJdbcUrl() + (pool.getJdbcUrl().contains("?") ? "&" : "?") + "socketTimeout=0");
        if (IN_USE.equals(pool.getConnectionInitSql())) {
            config.setConnectionInitSql(session(KEEPALIVES));
        }
        return config;
    }
}
