package org.inesconnector.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.h2.mvstore.MVStore;
import org.inesconnector.connector.H2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class TidyingTest {

    private static final int ROWS = 20_000;
    private static final int CHANGES = 4_000;

    @TempDir
    private Path directory;

    /** As an installation has it, but that what nobody needs any more is given up at once, not after 45 s. */
    private SingleConnectionDataSource database(String name) {
        return new SingleConnectionDataSource(
                "jdbc:h2:file:" + directory.resolve(name) + ";MODE=PostgreSQL;WRITE_DELAY=0;TRACE_LEVEL_FILE=0"
                        + ";RETENTION_TIME=0",
                "", "", true);
    }

    private long sizeAfterManyChanges(String name, boolean isTidied) throws SQLException, IOException {
        var database = database(name);
        try {
            var tidying = new Tidying(new Disk(database));
            changeMuch(database, change -> {
                if (isTidied && change % 500 == 0) {
                    tidying.tidy();
                }
            });
            return Files.size(directory.resolve(name + ".mv.db"));
        } finally {
            database.destroy();
        }
    }

    private interface Meanwhile {

        void after(int changes) throws SQLException;
    }

    private static void changeMuch(DataSource database, Meanwhile meanwhile) throws SQLException {
        var jdbc = JdbcClient.create(database);
        jdbc.sql("CREATE TABLE one (id BIGINT PRIMARY KEY, number INTEGER NOT NULL, text VARCHAR(200) NOT NULL)")
                .update();
        jdbc.sql("INSERT INTO one SELECT x, 0, repeat('x', 100) FROM system_range(1, :rows)").param("rows", ROWS)
                .update();
        var random = new Random(7);
        for (int change = 1; change <= CHANGES; change++) {
            jdbc.sql("UPDATE one SET number = number + 1 WHERE id = :id")
                    .param("id", 1 + random.nextInt(ROWS))
                    .update();
            meanwhile.after(change);
        }
        assertThat(jdbc.sql("SELECT sum(number) FROM one").query(Integer.class).single()).isEqualTo(CHANGES);
    }

    @Test
    void theFileStaysNearWhatIsInIt() throws SQLException, IOException {
        long untidied = sizeAfterManyChanges("untidied", false);
        long tidied = sizeAfterManyChanges("tidied", true);
        assertThat(tidied).isLessThan(untidied / 2);
    }

    @Test
    void commitsThatAreInTheWayPutItOffAndDoNotPreventIt() throws SQLException, InterruptedException {
        var database = database("busy");
        try {
            changeMuch(database, _ -> {});
            var disk = new Disk(database);
            var tidying = new Tidying(disk);
            var store = disk.file().orElseThrow();
            int before = Tidying.inUse(store);
            for (int time = 0; time < 5 && Tidying.inUse(store) <= before; time++) {
                tidyWhileCommitsAreInTheWay(tidying, store);
            }
            assertThat(Tidying.inUse(store)).as("of five times some on a machine that does not stand still")
                    .isGreaterThan(before);
        } finally {
            database.destroy();
        }
    }

    private static void tidyWhileCommitsAreInTheWay(Tidying tidying, MVStore store)
            throws SQLException, InterruptedException {
        var begun = new CountDownLatch(1);
        var commits = Thread.startVirtualThread(() -> store.executeFilestoreOperation(() -> {
            begun.countDown();
            LockSupport.parkNanos(Duration.ofMillis(60).toNanos());
        }));
        begun.await();
        tidying.tidy();
        commits.join();
    }

    @Test
    void aDatabaseInMemoryHasNoneToTidy() {
        assertThatCode(() -> new Tidying(new Disk(H2.newSource())).tidy()).doesNotThrowAnyException();
    }
}
