package org.inesconnector.connector.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.inesconnector.connector.messages.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Stands in the list of commands for one that is the launcher's, and no part of this program. */
@Command
final class LauncherCommand implements Callable<Integer> {

    @Unmatched
    private List<String> itsOwn = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Terminal.of(spec.commandLine()).complain(
                Message.of("launcher.elsewhere", (spec.name() + " " + String.join(" ", itsOwn)).strip()));
        return ExitCode.USAGE;
    }
}
