package org.inesconnector.connector.cli;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.h2.mvstore.MVStoreException;
import org.inesconnector.connector.NewerDatabase;
import org.inesconnector.connector.UnusableDataDirectory;
import org.inesconnector.connector.UnusableDatabaseAddress;
import org.inesconnector.connector.backup.UnusableBackUp;
import org.inesconnector.connector.connection.IncompleteConnection;
import org.inesconnector.connector.mapping.IncompleteMapping;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.TooShort;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.ines.InesException;
import org.inesconnector.connector.secrets.UnusableKey;
import org.inesconnector.connector.settings.BindingWords;
import org.inesconnector.mautic.MauticException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.boot.context.properties.bind.BindException;
import org.yaml.snakeyaml.error.YAMLException;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what is wrong, and what to do, in place of a stack trace. */
final class PlainWords implements IExecutionExceptionHandler {

    /** @param exitCode see {@link ExitCode} */
    private record Explanation(List<Message> messages, int exitCode) {}

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) throws Exception {
        var explanation = causes(thrown).map(PlainWords::explain).flatMap(Stream::ofNullable).findFirst();
        if (explanation.isEmpty()) {
            throw thrown;
        }
        explanation.get().messages().forEach(Terminal.of(command)::complain);
        return explanation.get().exitCode();
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
    }

    private static @Nullable Explanation explain(Throwable cause) {
        return switch (cause) {
            case IncompleteConnection e -> usage(e.problems());
            case IncompleteMapping e -> usage(e.problems());
            case BindException e -> usage(BindingWords.of(e));
            case TooShort e -> usage(e.problems());
            case InesException.ContractDiffers e -> new Explanation(List.of(Failures.message(e)), ExitCode.FAILED);
            case InesException e -> new Explanation(List.of(Failures.message(e)), ExitCode.UNAVAILABLE);
            case MauticException e -> new Explanation(List.of(Failures.message(e)), ExitCode.UNAVAILABLE);
            case UnusableDataDirectory e -> usage(List.of(Message.of("database.no-directory", e.directory())));
            case UnusableDatabaseAddress _ -> usage(List.of(Message.of("database.no-address")));
            case UnusableBackUp e -> new Explanation(List.of(e.why()), ExitCode.FAILED);
            case NewerDatabase e -> usage(List.of(newer(e)));
            case YAMLException e -> usage(List.of(Message.of("setting.not-yaml", "application.yml", words(e).strip())));
            case UnusableKey e -> usage(List.of(e.why()));
            case PortInUseException e -> usage(List.of(Message.of("serve.port-in-use", e.getPort())));
            case SQLException e -> new Explanation(
                    List.of(database(e)), DatabaseTrouble.isSetting(e) ? ExitCode.USAGE : ExitCode.UNAVAILABLE);
            case MVStoreException e -> new Explanation(
                    List.of(Message.of("database.unusable", words(NestedExceptionUtils.getMostSpecificCause(e)))),
                    ExitCode.UNAVAILABLE);
            default -> null;
        };
    }

    private static Message database(SQLException e) {
        return Message.of(DatabaseTrouble.isRefused(e) ? "database.refused" : "database.unusable", words(e));
    }

    private static Message newer(NewerDatabase e) {
        return e.program()
                .map(program -> Message.of("database.newer", e.schema(), e.ownSchema(), program))
                .orElseGet(() -> Message.of("database.newer-unknown", e.schema(), e.ownSchema()));
    }

    private static Explanation usage(List<Message> problems) {
        return new Explanation(problems, ExitCode.USAGE);
    }

    private static String words(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
