package org.inesconnector.connector.cli;

import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.inesconnector.connector.feed.Forecast;
import org.inesconnector.connector.messages.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Counts what full synchronisation would do. */
@Command(name = "forecast")
final class ForecastCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (var context = terminal().start()) {
            var count = context.getBean(Forecast.class).count();
            line("forecast.clients", count.clients());
            line("forecast.contacts", count.contacts());
            line("forecast.updated", count.updated());
            line("forecast.unchanged", count.unchanged());
            new TreeMap<>(count.skipped()).forEach((reason, number) -> terminal().say(
                    Message.of("forecast.skipped", number, reason.message())));
            line("forecast.prevented", count.prevented());
            count.whom().forEach(one -> terminal().say(Message.of("forecast.whom", one.contact(), one.why())));
            line("forecast.calls", count.inesCalls());
            return ExitCode.DONE;
        }
    }

    private void line(String key, long number) {
        terminal().say(Message.of(key, number));
    }

    private Terminal terminal() {
        return Terminal.of(spec.commandLine());
    }
}
