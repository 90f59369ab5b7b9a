package org.inesconnector.connector.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.inesconnector.connector.audit.AuditCsv;
import org.inesconnector.connector.audit.AuditRun;
import org.inesconnector.connector.audit.AuditState;
import org.inesconnector.connector.audit.AuditState.Counts;
import org.inesconnector.connector.audit.Drift;
import org.inesconnector.connector.messages.FileTrouble;
import org.inesconnector.connector.messages.Message;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says where INES does not have what a push would leave there, and puts it right if asked to. */
@Command(name = "audit")
final class AuditCommand implements Callable<Integer> {

    private static final String NOTHING = "–";

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);

    @Option(names = "--sample", paramLabel = "N")
    private @Nullable Integer sample;

    @Option(names = "--repair")
    private boolean repair;

    @Option(names = "--csv", paramLabel = "FILE")
    private @Nullable Path csv;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (sample != null && !AuditRun.isSample(sample)) {
            throw wrong(Message.of("audit.sample", sample));
        }
        return ended(csv == null ? audit(Optional.empty()) : audit(csv));
    }

    /** What is in the file stays unless there is another whole table; it has contacts in it. */
    private Optional<AuditState> audit(Path file) {
        try (var draft = FileDraft.of(file)) {
            Optional<AuditState> state;
            try (var stream = draft.write(); var table = new AuditCsv(stream, terminal().caller().language())) {
                state = audit(Optional.of(table));
            }
            if (state.filter(ended -> ended.stage() == AuditState.Stage.DONE).isPresent()) {
                draft.place();
            }
            return state;
        } catch (IOException e) {
            throw wrong(FileTrouble.of(file, e)
                    .orElseGet(() -> Message.of("audit.no-file", file.toString(), FileTrouble.words(e))));
        }
    }

    private ParameterException wrong(Message message) {
        return new ParameterException(spec.commandLine(), terminal().messages().text(message));
    }

    /** Empty where another one runs. */
    private Optional<AuditState> audit(Optional<AuditCsv> table) {
        try (var context = terminal().start()) {
            var audit = context.getBean(AuditRun.class);
            var inTheWay = audit.inTheWayOfRepairs();
            boolean repairs = repair && inTheWay.isEmpty();
            if (repair) {
                inTheWay.ifPresent(why -> terminal().say(Message.of("audit.repairs-nothing", why)));
            }
            var wish = new AuditRun.Wish(
                    sample == null ? OptionalInt.empty() : OptionalInt.of(sample), repairs, "ines-connector audit");
            return audit.run(wish, new Lines(terminal(), table));
        }
    }

    private int ended(Optional<AuditState> ended) {
        if (ended.isEmpty()) {
            terminal().complain(Message.of("audit.runs-already"));
            return ExitCode.UNAVAILABLE;
        }
        var state = ended.get();
        var counts = state.counts();
        terminal().say(Message.of("audit.looked", counts.seen(), counts.compared()));
        for (var kind : Drift.Kind.values()) {
            terminal().say("%8d  %s".formatted(counts.found(kind), terminal().messages().text(kind.message())));
        }
        notes(counts).forEach(terminal()::say);
        if (state.stage() != AuditState.Stage.DONE) {
            terminal().complain(Message.of("audit.stopped"));
            return ExitCode.UNAVAILABLE;
        }
        terminal().say(counts.all() == 0 ? Message.of("audit.none") : Message.of("audit.drift", counts.all()));
        return exitCode(counts);
    }

    private static List<Message> notes(Counts counts) {
        return List.of(
                note("audit.from-before", counts.fromBefore()),
                note("audit.not-asked-for", counts.notAskedFor()),
                note("audit.can-be-repaired", counts.with(Drift.Remedy.REPAIRABLE)),
                note("audit.queued", counts.with(Drift.Remedy.QUEUED)),
                note("audit.under-way", counts.with(Drift.Remedy.UNDER_WAY)),
                note("audit.by-a-person", counts.with(Drift.Remedy.BY_A_PERSON)))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Message> note(String key, long number) {
        return number == 0 ? Optional.empty() : Optional.of(Message.of(key, number));
    }

    /** What a person must put right counts more than what may pass by itself; what is under way is no news. */
    private static int exitCode(Counts counts) {
        if (counts.drifts() > counts.with(Drift.Remedy.UNDER_WAY)) {
            return ExitCode.FAILED;
        }
        if (counts.found(Drift.Kind.QUESTION) + counts.found(Drift.Kind.NEVER_AGREED) > 0) {
            return ExitCode.UNCERTAIN;
        }
        return counts.found(Drift.Kind.NOT_COMPARED) > 0 ? ExitCode.UNAVAILABLE : ExitCode.DONE;
    }

    private Terminal terminal() {
        return Terminal.of(spec.commandLine());
    }

    /** A few lines for each finding as it comes, and one now and then of how far it is. */
    private static final class Lines implements AuditRun.Witness {

        private final Terminal terminal;
        private final Optional<AuditCsv> table;
        private long saidAt = System.nanoTime() - BETWEEN_LINES.toNanos();

        Lines(Terminal terminal, Optional<AuditCsv> table) {
            this.terminal = terminal;
            this.table = table;
        }

        @Override
        public void found(Drift drift) {
            table.ifPresent(lines -> lines.write(drift));
            var contact = drift.contact();
            terminal.say(Message.of(
                    "audit.finding",
                    drift.kind().message(),
                    contact.id(),
                    contact.email().orElse(NOTHING),
                    shown(contact.contactRef()),
                    shown(contact.clientRef()),
                    drift.why(),
                    drift.remedy().message()));
            drift.differences().forEach(difference -> terminal.say("    " + terminal.messages().text(
                    "audit.difference",
                    difference.label(),
                    difference.ines().orElse(NOTHING),
                    difference.mautic().orElse(NOTHING))));
        }

        private static String shown(OptionalInt reference) {
            return reference.isPresent() ? Integer.toString(reference.getAsInt()) : NOTHING;
        }

        @Override
        public void progress(Counts counts) {
            long now = System.nanoTime();
            if (now - saidAt >= BETWEEN_LINES.toNanos()) {
                saidAt = now;
                terminal.complain(Message.of(
                        "audit.progress",
                        counts.seen(),
                        counts.linked(),
                        counts.compared(),
                        counts.toCompare(),
                        counts.all()));
            }
        }
    }
}
