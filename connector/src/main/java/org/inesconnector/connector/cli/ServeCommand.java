package org.inesconnector.connector.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.inesconnector.connector.Connector;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.QueueLength;
import org.inesconnector.connector.queue.Progress;
import org.inesconnector.connector.queue.Pause;
import org.inesconnector.connector.service.SynchronisationService;
import org.inesconnector.connector.service.SynchronisationService.Start;
import org.inesconnector.connector.settings.Held;
import org.inesconnector.connector.sync.SyncSettings;
import org.inesconnector.connector.users.FirstStart;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
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
        try (var front = Connector.listen(application -> start(application, terminal), terminal.settings())) {
            terminal.say(Message.of("serve.listening", front.address()));
            front.use(application -> application.getBean(FirstStart.class)
                    .codeToTell()
                    .ifPresent(code -> terminal.say(Message.of("serve.first-start", code))));
            var stopped = new CountDownLatch(1);
            StopSignal.then(stopped::countDown);
            var progress = new ProgressLines(terminal);
            while (!stopped.await(BETWEEN_LINES.toSeconds(), TimeUnit.SECONDS)) {
                front.use(application -> progress.say(
                        application.getBean(Progress.class), application.getBean(QueueLength.class).waiting()));
            }
            terminal.say(Message.of("serve.stopping"));
            return ExitCode.DONE;
        }
    }

    /** Where it is not set up yet, it waits for that. */
    private static void start(ConfigurableApplicationContext application, Terminal terminal) {
        UnknownSettings.of(application).forEach(terminal::complain);
        terminal.complainOfWhatIsHeld(application);
        started(application).forEach(terminal::say);
    }

    private static List<Message> started(ApplicationContext application) {
        return switch (application.getBean(SynchronisationService.class).startIfSetUp()) {
            case Start.Running(List<Pause> hindrances) ->
                running(application.getBean(SyncSettings.class), application.getBean(Held.class), hindrances);
            case Start.Waiting(List<Message> problems) ->
                Stream.concat(Stream.of(Message.of("serve.not-set-up")), problems.stream()).toList();
        };
    }

    private static List<Message> running(SyncSettings settings, Held held, List<Pause> hindrances) {
        var said = new ArrayList<Message>();
        said.add(Message.of(settings.fullSynchronisation() ? "serve.all" : "serve.on-request"));
        if (!settings.published() && held.why().isEmpty()) {
            said.add(Message.of("skip.not-published"));
        }
        var time = new ClockTime(settings.timeZone());
        hindrances.forEach(pause -> said.add(PauseWords.of(pause, time)));
        return said;
    }
}
