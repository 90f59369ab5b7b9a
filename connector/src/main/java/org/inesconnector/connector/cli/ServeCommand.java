package org.inesconnector.connector.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.inesconnector.connector.Connector;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.service.SynchronisationService;
import org.inesconnector.connector.sync.SyncSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs until it is stopped. */
@Command(name = "serve")
final class ServeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        var terminal = Terminal.of(spec.commandLine());
        try (var context = Connector.start()) {
            var settings = context.getBean(SyncSettings.class);
            var hindrances = context.getBean(SynchronisationService.class).start();
            terminal.say(Message.of(settings.fullSynchronisation() ? "serve.all" : "serve.on-request"));
            if (!settings.published()) {
                terminal.say(Message.of("skip.not-published"));
            }
            hindrances.forEach(pause -> terminal.say(PauseWords.of(pause)));
            var stopped = new CountDownLatch(1);
            StopSignal.then(stopped::countDown);
            stopped.await();
            terminal.say(Message.of("serve.stopping"));
            return ExitCode.DONE;
        }
    }
}
