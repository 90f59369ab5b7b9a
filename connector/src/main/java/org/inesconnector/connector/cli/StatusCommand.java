package org.inesconnector.connector.cli;

import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.inesconnector.connector.alerts.Alerts;
import org.inesconnector.connector.feed.Census;
import org.inesconnector.connector.links.Leads;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Health;
import org.inesconnector.connector.queue.KnownContacts;
import org.inesconnector.connector.queue.Ledger;
import org.inesconnector.connector.service.MauticTroubles;
import org.inesconnector.connector.queue.OpenQuestions;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.connector.sync.OccupiedReferences;
import org.inesconnector.connector.sync.SkipReason;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says where every contact stands, and whether anything is unaccounted for. */
@Command(name = "status")
final class StatusCommand implements Callable<Integer> {

    @Option(names = "--offline")
    private boolean offline;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (var context = terminal().start()) {
            return offline ? known(context) : counted(context);
        }
    }

    private int known(ApplicationContext context) {
        var ledger = context.getBean(KnownContacts.class).ledger();
        lines(ledger);
        line("status.known", ledger.known());
        toDo(context);
        return ExitCode.DONE;
    }

    private int counted(ApplicationContext context) {
        var pauses = context.getBean(Health.class).hindrances();
        var time = ClockTime.of(context);
        pauses.forEach(pause -> terminal().say(PauseWords.of(pause, time)));
        var count = context.getBean(Census.class).count();
        line("status.eligible", count.eligible());
        lines(count.ledger());
        lineOfSome("status.gone", count.gone());
        lineOfSome("status.leaving", count.leaving());
        line("status.from-before", count.fromBefore());
        line("status.not-looked-at", count.notLookedAt());
        line("status.gap", count.gap());
        context.getBean(OccupiedReferences.class).inTheWay(context.getBean(ContactPush.class).mapping());
        toDo(context);
        if (count.gap() != 0) {
            terminal().say(Message.of("status.alarm"));
            return ExitCode.FAILED;
        }
        return pauses.isEmpty() ? ExitCode.DONE : ExitCode.UNAVAILABLE;
    }

    /** What is still to be written for contacts that are at INES, and what a person must look at. */
    private void toDo(ApplicationContext context) {
        context.getBean(MauticTroubles.class).all().forEach(terminal()::say);
        context.getBean(Alerts.class)
                .failing()
                .forEach(failure -> terminal().say(
                        Message.of("alert.not-told", failure.channel().title(), failure.why())));
        lineOfSome("status.references", context.getBean(Links.class).countReferencesToWrite());
        var questions = context.getBean(OpenQuestions.class).counts();
        lineOfSome("status.leads", questions.leads());
        context.getBean(Leads.class).longDue().ifPresent(due -> terminal().say(due.why()
                .map(why -> Message.of("status.leads-refused", due.number(), why))
                .orElseGet(() -> Message.of("status.leads-due", due.number()))));
        lineOfSome("status.people", questions.people());
        lineOfSome("status.addresses", questions.addresses());
        lineOfSome("status.companies", questions.companies());
    }

    private void lines(Ledger ledger) {
        line("status.linked", ledger.linked());
        line("status.waiting", ledger.waiting());
        new TreeMap<>(ledger.skipped()).forEach((reason, number) -> terminal().say(
                Message.of("status.skipped", number, SkipReason.valueOf(reason).message())));
        line("status.uncertain", ledger.uncertain());
        line("status.failed", ledger.failed());
    }

    private void lineOfSome(String key, long number) {
        if (number > 0) {
            line(key, number);
        }
    }

    private void line(String key, long number) {
        terminal().say(Message.of(key, number));
    }

    private Terminal terminal() {
        return Terminal.of(spec.commandLine());
    }
}
