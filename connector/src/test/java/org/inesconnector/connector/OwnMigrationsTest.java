package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class OwnMigrationsTest {

    @Test
    void aDatabaseThatHasThemAllNeedsNone() {
        assertThat(OwnMigrations.areAllIn(H2.newSource())).isTrue();
    }

    @Test
    void anEmptyDatabaseNeedsThem() {
        assertThat(OwnMigrations.areAllIn(new DriverManagerDataSource(H2.emptyDatabase(), "sa", ""))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "DELETE FROM \"flyway_schema_history\" WHERE \"version\" = '3'",
            "DELETE FROM \"flyway_schema_history\"",
            "UPDATE \"flyway_schema_history\" SET \"checksum\" = 1 WHERE \"version\" = '3'",
            "UPDATE \"flyway_schema_history\" SET \"success\" = FALSE WHERE \"version\" = '3'",
            "UPDATE \"flyway_schema_history\" SET \"type\" = 'DELETE' WHERE \"version\" = '3'",
            "UPDATE \"flyway_schema_history\" SET \"version\" = '900' WHERE \"version\" = '3'"
    })
    void oneThatHasOthersOrFewerOrOneThatFailedIsLookedAtCloser(String done) {
        var database = H2.newSource();
        JdbcClient.create(database).sql(done).update();
        assertThat(OwnMigrations.areAllIn(database)).isFalse();
    }
}
