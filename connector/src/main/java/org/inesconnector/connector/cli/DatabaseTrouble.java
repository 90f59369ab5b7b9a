package org.inesconnector.connector.cli;

import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Whether the settings are to blame for what a database says, or it may work later. By its SQLSTATE. */
final class DatabaseTrouble {

    /** PostgreSQL, and H2 for a wrong password. */
    private static final String REFUSED = "28";
    private static final String NO_SUCH_DATABASE = "3D";

    private static final String H2 = "90";
    /** In use by another process, closed under this one, its disk is full, or its file cannot be read or written otherwise. */
    private static final Set<String> H2_FOR_NOW = Set.of("90020", "90028", "90031", "90067", "90098", "90121");

    private DatabaseTrouble() {}

    static boolean isRefused(SQLException e) {
        return state(e).startsWith(REFUSED);
    }

    static boolean isSetting(SQLException e) {
        var state = state(e);
        return isRefused(e)
                || state.startsWith(NO_SUCH_DATABASE)
                || (state.startsWith(H2) && (!H2_FOR_NOW.contains(state) || isForbidden(e)));
    }

    /** As where a command of root's has made the database's file. */
    private static boolean isForbidden(SQLException e) {
        return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .anyMatch(AccessDeniedException.class::isInstance);
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }
}
