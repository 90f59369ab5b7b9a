package org.inesconnector.connector;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * Brings the database up to date when the application starts, and keeps out of one that a newer program has changed: by
 * default Flyway would let an older program work on it.
 */
@Component
public class SchemaUpgrade implements InitializingBean {

    /** Who brought it up to date is kept with each migration. */
    private static final String PROGRAM = "ines-connector ";

    private static final Set<MigrationState> NOT_OURS = Set.of(
            MigrationState.FUTURE_SUCCESS,
            MigrationState.FUTURE_FAILED,
            MigrationState.MISSING_SUCCESS,
            MigrationState.MISSING_FAILED);

    private final DataSource database;

    SchemaUpgrade(DataSource database) {
        this.database = database;
    }

    /** This program, with its version and the newest schema that it knows: builds of one version differ in it. */
    public static String program() {
        return OwnMigrations.newest().map(SchemaUpgrade::program).orElseGet(() -> PROGRAM + programVersion());
    }

    /** As {@link #program()} of a build of this version that knows another schema. */
    static String program(String schema) {
        return withSchema(PROGRAM + programVersion(), schema);
    }

    private static String withSchema(String program, String schema) {
        return program + " (schema " + schema + ")";
    }

    /**
     * Whether a database has the schema of this program, or of an earlier one. Changes nothing.
     *
     * @throws NewerDatabase where it has that of a newer one
     */
    public static boolean isOurs(DataSource database) {
        var flyway = Flyway.configure()
                .dataSource(database)
                .ignoreMigrationPatterns("*:pending")
                .load();
        if (flyway.info().applied().length == 0) {
            return false;
        }
        try {
            flyway.validate();
            return true;
        } catch (FlywayValidateException e) {
            var info = flyway.info();
            newest(info).ifPresent(newer -> {
                throw newer(newer, info, e);
            });
            return false;
        }
    }

    @Override
    public void afterPropertiesSet() {
        if (!OwnMigrations.areAllIn(database)) {
            PostgresPatience.unhurried(database, unhurried -> migrate(Flyway.configure()
                    .dataSource(unhurried)
                    .ignoreMigrationPatterns(new String[0])
                    .installedBy(program())
                    .load()));
        }
    }

    private static String programVersion() {
        return Optional.ofNullable(SchemaUpgrade.class.getPackage().getImplementationVersion()).orElse("development");
    }

    private static void migrate(Flyway flyway) {
        try {
            flyway.migrate();
        } catch (FlywayValidateException e) {
            var info = flyway.info();
            throw newest(info).<RuntimeException>map(newer -> newer(newer, info, e)).orElse(e);
        }
    }

    private static Optional<MigrationInfo> newest(MigrationInfoService info) {
        return Arrays.stream(info.applied())
                .filter(applied -> NOT_OURS.contains(applied.getState()) && applied.getVersion() != null)
                .max(Comparator.comparing(MigrationInfo::getVersion));
    }

    private static NewerDatabase newer(MigrationInfo newer, MigrationInfoService info, Throwable cause) {
        var own = Arrays.stream(info.all())
                .filter(migration -> !NOT_OURS.contains(migration.getState()))
                .map(MigrationInfo::getVersion)
                .filter(version -> version != null)
                .max(Comparator.naturalOrder())
                .map(MigrationVersion::getVersion)
                .orElse("0");
        return new NewerDatabase(newer.getVersion().getVersion(), own, program(newer), cause);
    }

    private static Optional<String> program(MigrationInfo migration) {
        return Optional.ofNullable(migration.getInstalledBy())
                .filter(by -> by.startsWith(PROGRAM))
                .map(by -> by.endsWith(")") ? by : withSchema(by, migration.getVersion().getVersion()));
    }
}
