package org.inesconnector.connector.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.ValueWords;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, in the language of whoever wrote it: picocli knows only English. */
public final class ParameterWords implements IParameterExceptionHandler {

    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

    private final Terminal terminal;

    public ParameterWords(Caller caller) {
        this.terminal = Terminal.of(caller);
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] given) {
        terminal.complain(explain(wrong, List.of(given)));
        terminal.complain(Message.of("usage.see-help", wrong.getCommandLine().getCommandSpec().qualifiedName()));
        return ExitCode.USAGE;
    }

    private Message explain(ParameterException wrong, List<String> given) {
        return switch (wrong) {
            case MissingParameterException missing -> missing(missing.getMissing(), given);
            case MutuallyExclusiveArgsException exclusive -> Message.of(
                    "usage.exclusive", OPTION.matcher(words(exclusive)).results().map(MatchResult::group).distinct()
                            .collect(Collectors.joining(", ")));
            case OverwrittenOptionException twice -> Message.of("usage.twice", name(twice.getOverwritten()));
            case UnmatchedArgumentException unknown -> unknown(unknown);
            default -> wrong.getArgSpec() == null || wrong.getValue() == null
                    ? Message.of("plain", words(wrong))
                    : unusable(wrong.getArgSpec(), wrong.getValue());
        };
    }

    private Message missing(List<ArgSpec> missing, List<String> given) {
        var withoutValue = missing.stream().filter(argument -> isGivenWithoutValue(argument, given)).findFirst();
        if (withoutValue.isPresent()) {
            return Message.of("usage.missing-value", name(withoutValue.get()));
        }
        var absent = absent(missing, given);
        boolean oneSuffices = absent.stream().map(ArgSpec::group).allMatch(ParameterWords::isChoice);
        var separator = " " + terminal.messages().text(oneSuffices ? "usage.or" : "usage.and") + " ";
        return Message.of(
                "usage.missing", absent.stream().map(ParameterWords::name).collect(Collectors.joining(separator)));
    }

    /** Of a group whose own options are all given, picocli names those, and means the groups inside. */
    private static List<ArgSpec> absent(List<ArgSpec> missing, List<String> given) {
        var absent = missing.stream().filter(argument -> !isGiven(argument, given)).toList();
        return absent.isEmpty()
                ? missing.stream()
                        .map(ArgSpec::group)
                        .filter(Objects::nonNull)
                        .flatMap(group -> group.subgroups().stream())
                        .flatMap(inner -> inner.args().stream())
                        .toList()
                : absent;
    }

    private static boolean isChoice(@Nullable ArgGroupSpec group) {
        return group != null && group.exclusive();
    }

    private static boolean isGiven(ArgSpec argument, List<String> given) {
        return argument instanceof OptionSpec option && Arrays.stream(option.names())
                .anyMatch(name -> given.stream().anyMatch(word -> word.equals(name) || word.startsWith(name + "=")));
    }

    private static boolean isGivenWithoutValue(ArgSpec argument, List<String> given) {
        return argument instanceof OptionSpec option && option.arity().min() > 0 && Arrays.stream(option.names())
                .mapToInt(given::lastIndexOf)
                .anyMatch(at -> at >= 0 && (at == given.size() - 1 || given.get(at + 1).startsWith("-")));
    }

    private static Message unknown(UnmatchedArgumentException unknown) {
        var what = unknown.getUnmatched().getFirst();
        var said = Message.of(kind(unknown.getCommandLine(), what), what);
        var suggestions = unknown.getSuggestions();
        return suggestions.isEmpty()
                ? said
                : Message.of("usage.meant", said, String.join(", ", suggestions));
    }

    private static String kind(CommandLine command, String what) {
        if (what.startsWith("-")) {
            return "usage.unknown-option";
        }
        return command.getSubcommands().isEmpty() ? "usage.unexpected" : "usage.unknown-command";
    }

    private static Message unusable(ArgSpec argument, String value) {
        var expected = ValueWords.expected(argument.type()).orElseGet(() -> Message.of("value.other"));
        return Message.of("usage.unusable", name(argument), value, expected);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? Stream.of(option.longestName(), argument.arity().max() == 0 ? "" : argument.paramLabel())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" "))
                : argument.paramLabel();
    }

    private static String words(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
