package org.inesconnector.connector;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Where the database is: one that nothing can read is told of before Spring fails over it, and without it, as a password may be in it. */
final class DatabaseAddress implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var url = context.getEnvironment().getProperty("spring.datasource.url", "");
        try {
            DriverManager.getDriver(url);
        } catch (SQLException _) {
            throw new UnusableDatabaseAddress();
        }
    }
}
