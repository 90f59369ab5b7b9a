package org.inesconnector.connector.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A connection whose commits have been stored when they return, those of single statements too. */
final class StoredConnection implements InvocationHandler {

    private final Connection connection;
    private final Stored stored;
    private boolean mayHaveWritten;

    private StoredConnection(Connection connection, Stored stored) {
        this.connection = connection;
        this.stored = stored;
    }

    /** Waits until what a connection committed is stored. */
    @FunctionalInterface
    interface Stored {
        void await(Connection committed) throws SQLException;
    }

    static Connection of(Connection connection, Stored stored) {
        return proxy(Connection.class, new StoredConnection(connection, stored));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        var answer = call(connection, method, arguments);
        return switch (method.getName()) {
            case "commit" -> {
                awaitStored();
                yield answer;
            }
            case "setAutoCommit" -> {
                // What was open is committed by it.
                if (connection.getAutoCommit()) {
                    awaitStored();
                }
                yield answer;
            }
            case "createStatement" -> watched(Statement.class, answer, false);
            case "prepareStatement" -> watched(PreparedStatement.class, answer, onlyReads(arguments));
            case "prepareCall" -> watched(CallableStatement.class, answer, false);
            default -> answer;
        };
    }

    private static boolean onlyReads(Object @Nullable [] arguments) {
        return arguments != null && arguments[0] instanceof String sql
                && sql.stripLeading().regionMatches(true, 0, "SELECT", 0, 6);
    }

    private @Nullable Object watched(Class<? extends Statement> kind, @Nullable Object statement, boolean onlyReads) {
        if (statement == null || onlyReads) {
            return statement;
        }
        mayHaveWritten = true;
        return proxy(kind, (_, method, arguments) -> {
            var answer = call(statement, method, arguments);
            if (method.getName().startsWith("execute") && !onlyReads(arguments)) {
                mayHaveWritten = true;
                if (connection.getAutoCommit()) {
                    awaitStored();
                }
            }
            return answer;
        });
    }

    private void awaitStored() throws SQLException {
        if (mayHaveWritten) {
            stored.await(connection);
            mayHaveWritten = false;
        }
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static <T> T proxy(Class<T> kind, InvocationHandler handler) {
        return kind.cast(Proxy.newProxyInstance(kind.getClassLoader(), new Class<?>[]{kind}, handler));
    }
}
