package org.inesconnector.connector.cli;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.inesconnector.connector.UnusableDataDirectory;
import org.inesconnector.connector.connection.IncompleteConnection;
import org.inesconnector.connector.direct.UnusablePushSettings;
import org.inesconnector.connector.mapping.IncompleteMapping;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.ines.InesException;
import org.inesconnector.connector.secrets.UnusableKey;
import org.inesconnector.mautic.MauticException;
import org.jspecify.annotations.Nullable;
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
            case BindException e -> usage(problems(e));
            case InesException.ContractDiffers e -> new Explanation(List.of(Failures.message(e)), ExitCode.FAILED);
            case InesException e -> new Explanation(List.of(Failures.message(e)), ExitCode.UNAVAILABLE);
            case MauticException e -> new Explanation(List.of(Failures.message(e)), ExitCode.UNAVAILABLE);
            case UnusableDataDirectory e -> usage(List.of(Message.of("database.no-directory", e.directory())));
            case YAMLException e -> usage(List.of(Message.of("setting.not-yaml", "application.yml", words(e).strip())));
            case UnusableKey e -> usage(List.of(e.why()));
            case PortInUseException e -> usage(List.of(Message.of("serve.port-in-use", e.getPort())));
            case SQLException e -> new Explanation(
                    List.of(database(e)), DatabaseTrouble.isSetting(e) ? ExitCode.USAGE : ExitCode.UNAVAILABLE);
            default -> null;
        };
    }

    private static Message database(SQLException e) {
        return Message.of(DatabaseTrouble.isRefused(e) ? "database.refused" : "database.unusable", words(e));
    }

    private static Explanation usage(List<Message> problems) {
        return new Explanation(problems, ExitCode.USAGE);
    }

    private static List<Message> problems(BindException e) {
        return causes(e)
                .filter(UnusablePushSettings.class::isInstance)
                .findFirst()
                .map(cause -> ((UnusablePushSettings) cause).problems())
                .orElseGet(() -> List.of(setting(e)));
    }

    /** Spring's own reason is English: it is told only where there is nothing better. */
    private static Message setting(BindException e) {
        var type = e.getTarget().getType();
        var raw = type.as(Collection.class).getGeneric(0).resolve(type.resolve(Object.class));
        var reason = ValueWords.expected(raw).orElseGet(() -> Message.of("plain", reason(e)));
        return Message.of("setting.wrong", e.getName().toString(), reason);
    }

    private static String reason(BindException e) {
        return causes(e).reduce((_, last) -> last).map(PlainWords::words).orElse("");
    }

    private static String words(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
