package org.inesconnector.connector.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.direct.DirectPushes;
import org.inesconnector.connector.embedded.Disk;
import org.inesconnector.connector.feed.ChangeFeed;
import org.inesconnector.connector.feed.FirstSynchronisation;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.OpenQuestions;
import org.inesconnector.connector.queue.Pause;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.SynchronisationRun;
import org.inesconnector.connector.settings.Held;
import org.inesconnector.connector.settings.StoredSettings;
import org.inesconnector.connector.queue.Upkeep;
import org.inesconnector.connector.queue.WithheldUpdates;
import org.inesconnector.connector.sync.DueLeads;
import org.inesconnector.connector.sync.ReferencesBack;
import org.inesconnector.connector.sync.SyncSettings;
import org.inesconnector.ines.InesException;
import org.inesconnector.mautic.MauticException;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Synchronises a number of contacts, from cron: the old plugin's command. */
@Command(name = "crm:ines")
final class CrmInesCommand implements Callable<Integer> {

    @Option(names = "--number-of-leads-to-process", paramLabel = "N", defaultValue = "10")
    private int number;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (number < 1) {
            throw new ParameterException(spec.commandLine(), terminal().messages().text("crm-ines.number", number));
        }
        try (var context = terminal().start()) {
            if (context.getBean(Held.class).why().isPresent()) {
                return ExitCode.UNCERTAIN;
            }
            var settings = context.getBean(SyncSettings.class);
            if (!settings.published()) {
                return refuse(Message.of("skip.not-published"));
            }
            if (!settings.fullSynchronisation()) {
                terminal().say(Message.of("crm-ines.off"));
            }
            int end = synchronise(context, settings.fullSynchronisation());
            context.getBean(Disk.class).force();
            return end;
        }
    }

    private int refuse(Message why) {
        terminal().complain(why);
        return ExitCode.USAGE;
    }

    /** @param full whether all contacts are synchronised, and not only whom somebody asks for */
    private int synchronise(ApplicationContext context, boolean full) {
        var run = context.getBean(SynchronisationRun.class);
        var hindrances = run.hindrances();
        if (!hindrances.isEmpty()) {
            return paused(context, hindrances);
        }
        var upkeep = context.getBean(Upkeep.class);
        upkeep.giveBackOrphans();
        upkeep.goOnWhereSettled();
        readChanges(context);
        hindrances = run.hindrances();
        if (!hindrances.isEmpty()) {
            return paused(context, hindrances);
        }
        context.getBean(WithheldUpdates.class).goOn();
        StopSignal.then(run::stop);
        var report = run.run(number, full);
        report(report);
        if (context.getBean(StoredSettings.class).areNewer()) {
            terminal().say(Message.of("crm-ines.changed"));
            return ExitCode.DONE;
        }
        writeReferences(context);
        writeLeads(context);
        if (!report.pauses().isEmpty()) {
            return paused(context, report.pauses());
        }
        if (full) {
            queueNext(context);
        }
        upkeep.clear();
        return questions(context);
    }

    /** Whoever runs it from cron alone hears of them by nothing else. */
    private int questions(ApplicationContext context) {
        long open = context.getBean(OpenQuestions.class).counts().all();
        if (open == 0) {
            return ExitCode.DONE;
        }
        terminal().say(Message.of("crm-ines.questions", open));
        return ExitCode.UNCERTAIN;
    }

    private void report(SynchronisationRun.Report report) {
        terminal().say(Message.of(
                "crm-ines.report", report.synchronised(), report.failed(), report.deleted()));
        if (report.skipped() > 0) {
            terminal().say(Message.of("crm-ines.skipped", report.skipped()));
        }
        if (report.uncertain() > 0) {
            terminal().say(Message.of("crm-ines.uncertain", report.uncertain()));
        }
    }

    /** What Mautic does not tell now it tells at the next call. */
    private void readChanges(ApplicationContext context) {
        try {
            context.getBean(ChangeFeed.class).readNext(number);
            var directPushes = context.getBean(DirectPushes.class);
            directPushes.wakeUp();
            directPushes.pushTagged();
            directPushes.readRules();
            directPushes.resolveEmails();
        } catch (MauticException e) {
            terminal().say(Failures.message(e));
        }
    }

    /** They are written at the next call where Mautic does not take them now. */
    private void writeReferences(ApplicationContext context) {
        try {
            context.getBean(ReferencesBack.class).writeDue();
            long left = context.getBean(Links.class).countReferencesToWrite();
            if (left > 0) {
                terminal().say(Message.of("status.references", left));
            }
        } catch (MauticException e) {
            terminal().say(Message.of(
                    "push.references-pending", Failures.message(e)));
        }
    }

    private void writeLeads(ApplicationContext context) {
        try {
            context.getBean(DueLeads.class).writeDue();
        } catch (InesException e) {
            terminal().say(Message.of("push.lead-pending", Failures.message(e)));
        }
    }

    /** Rows that wait for another try keep nobody else waiting. */
    private void queueNext(ApplicationContext context) {
        if (!context.getBean(Queue.class).isAnyDue()) {
            var first = context.getBean(FirstSynchronisation.class);
            first.beginAgainWhereDue();
            int queued = first.queueNext();
            terminal().say(Message.of("crm-ines.queued", queued));
        }
    }

    private int paused(ApplicationContext context, List<Pause> pauses) {
        var time = ClockTime.of(context);
        pauses.forEach(pause -> terminal().complain(PauseWords.of(pause, time)));
        return ExitCode.UNAVAILABLE;
    }

    private Terminal terminal() {
        return Terminal.of(spec.commandLine());
    }
}
