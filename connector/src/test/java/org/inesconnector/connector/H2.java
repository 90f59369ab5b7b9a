package org.inesconnector.connector;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Databases in memory, each until the process ends or it is forgotten. */
public final class H2 {

    /** As Spring signs in to a database in memory. */
    private static final String USER = "sa";

    private static final List<String> SCHEMA = migrated();

    private H2() {}

    /** The JDBC address of a new, empty database, for who wants to see it being made. */
    public static String emptyDatabase() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;LOCK_TIMEOUT=20000;DB_CLOSE_DELAY=-1";
    }

    /** One as the migrations leave it. They are made once, and what they left is copied, which costs a tenth. */
    public static String newDatabase() {
        var database = emptyDatabase();
        try (var connection = connect(database); var statement = connection.createStatement()) {
            for (var one : SCHEMA) {
                statement.execute(one);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return database;
    }

    /** It goes with the last connection to it, where it is in memory: hundreds of them would fill that. */
    static void forget(String database) {
        if (database.startsWith("jdbc:h2:mem:")) {
            try (var connection = connect(database); var statement = connection.createStatement()) {
                statement.execute("SET DB_CLOSE_DELAY 0");
            } catch (SQLException _) {
                // Somebody has it for himself: then it stays.
            }
        }
    }

    public static DataSource newSource() {
        return source(newDatabase());
    }

    private static DataSource source(String database) {
        return new DriverManagerDataSource(database, USER, "");
    }

    private static List<String> migrated() {
        var database = emptyDatabase();
        new SchemaUpgrade(source(database)).afterPropertiesSet();
        var script = new ArrayList<String>();
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var lines = statement.executeQuery("SCRIPT NOPASSWORDS NOSETTINGS")) {
            while (lines.next()) {
                script.add(lines.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return List.copyOf(script);
    }

    private static Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(database, USER, "");
    }
}
