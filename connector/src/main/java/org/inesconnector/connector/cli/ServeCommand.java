package org.inesconnector.connector.cli;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.inesconnector.connector.Connector;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.KnownContacts;
import org.inesconnector.connector.queue.Progress;
import org.inesconnector.connector.service.SynchronisationService;
import org.inesconnector.connector.sync.SyncSettings;
import org.springframework.boot.web.server.context.ConfigurableWebServerApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs until it is stopped. */
@Command(name = "serve")
final class ServeCommand implements Callable<Integer> {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        var terminal = Terminal.of(spec.commandLine());
        try (var context = Connector.listen()) {
            UnknownSettings.of(context).forEach(terminal::complain);
            var settings = context.getBean(SyncSettings.class);
            var hindrances = context.getBean(SynchronisationService.class).start();
            terminal.say(Message.of(settings.fullSynchronisation() ? "serve.all" : "serve.on-request"));
            if (!settings.published()) {
                terminal.say(Message.of("skip.not-published"));
            }
            terminal.say(Message.of("serve.listening", address(context)));
            hindrances.forEach(pause -> terminal.say(PauseWords.of(pause)));
            var stopped = new CountDownLatch(1);
            StopSignal.then(stopped::countDown);
            var progress = new ProgressLines(context.getBean(Progress.class), terminal);
            while (!stopped.await(BETWEEN_LINES.toSeconds(), TimeUnit.SECONDS)) {
                progress.say(context.getBean(KnownContacts.class).ledger());
            }
            terminal.say(Message.of("serve.stopping"));
            return ExitCode.DONE;
        }
    }

    private static String address(ConfigurableWebServerApplicationContext context) {
        var host = context.getEnvironment().getProperty("server.address", "127.0.0.1");
        return "http://" + host + ":" + Objects.requireNonNull(context.getWebServer()).getPort();
    }
}
