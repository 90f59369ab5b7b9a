package org.inesconnector.connector.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.inesconnector.connector.Postgres;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class LinksTest {

    private static final CompanyLink COMPANY = new CompanyLink(
            9, 300, OptionalInt.empty(), Optional.empty(), Map.of());
    private static final ContactLink CONTACT = new ContactLink(42, 500, 300, 9, Optional.empty(), Map.of(), false);

    private static DataSource h2(String name) {
        var database = new DriverManagerDataSource(
                "jdbc:h2:mem:links-" + name + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000");
        Flyway.configure().dataSource(database).load().migrate();
        return database;
    }

    private static Links links(DataSource database) {
        return links(JdbcClient.create(database), database);
    }

    private static Links links(JdbcClient jdbc, DataSource database) {
        return new Links(jdbc, new NamedParameterJdbcTemplate(database), InstantSource.system());
    }

    @Test
    void aClientThatReplacedNoneIsReadAsOneThatReplacedNone() {
        var links = links(h2("replaced"));
        links.save(COMPANY);
        assertThat(links.company(9)).contains(COMPANY);
        var replacing = new CompanyLink(9, 301, OptionalInt.of(300), Optional.empty(), Map.of());
        links.save(replacing);
        assertThat(links.company(9)).contains(replacing);
    }

    @Test
    void twoProcessesThatLinkTheSameCompanyOrContactAtOnceBothSucceed() throws Exception {
        assertBothSucceed(h2("race"));
    }

    @Test
    void onPostgresToo() throws Exception {
        var database = new DriverManagerDataSource(Postgres.newDatabase());
        Flyway.configure().dataSource(database).load().migrate();
        assertBothSucceed(database);
    }

    private static void assertBothSucceed(DataSource database) throws Exception {
        for (int round = 0; round < 2; round++) {
            var bothAreAtTheirInsert = new CyclicBarrier(2);
            var company = round == 0;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var one = threads.submit(() -> save(racing(database, bothAreAtTheirInsert), company));
                var two = threads.submit(() -> save(racing(database, bothAreAtTheirInsert), company));
                one.get();
                two.get();
            }
        }
        var links = links(database);
        assertThat(links.company(9)).contains(COMPANY);
        assertThat(links.contact(42)).contains(CONTACT);
    }

    private static void save(Links links, boolean company) {
        if (company) {
            links.save(COMPANY);
        } else {
            links.save(CONTACT);
        }
    }

    private static Links racing(DataSource database, CyclicBarrier bothAreAtTheirInsert) {
        var direct = JdbcClient.create(database);
        return links(sql -> {
            if (sql.startsWith("INSERT INTO")) {
                await(bothAreAtTheirInsert);
            }
            return direct.sql(sql);
        }, database);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("The other process did not come to its insert", e);
        }
    }
}
