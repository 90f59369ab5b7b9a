package org.inesconnector.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.inesconnector.processes.DatabaseKind;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.Fault.When;
import org.inesconnector.simulator.http.Faults;
import org.inesconnector.simulator.ines.InesFaults;
import org.inesconnector.simulator.mautic.WebhookDelivery;

/** What goes wrong in a run. What is left to chance follows from the seed; when a process does what, does not. */
enum Scenario {

    /** SIGKILL before and after each call of a contact's way. */
    KILL_AT_STEP {
        @Override
        String strike(Trouble trouble) {
            var steps = Step.shuffled(trouble).subList(0, steps(trouble));
            for (var step : steps) {
                if (step.dieAt(trouble)) {
                    trouble.count();
                }
            }
            return trouble.counted() + " of " + steps.size() + " steps died at";
        }

        @Override
        int met(Trouble trouble) {
            return trouble.counted().get();
        }

        // A short run dies at some of them only.
        private int steps(Trouble trouble) {
            return Math.clamp(trouble.lasts().toSeconds() / 3, 2, 14);
        }
    },

    /** SIGKILL every few seconds, while one call in thirty is done and not answered. */
    KILL_AT_RANDOM {
        @Override
        String strike(Trouble trouble) {
            trouble.world().ines.faults().randomly("*", 0.03, trouble.random().nextLong(),
                    Fault.cut(When.AFTER_THE_WORK));
            trouble.again(500, 4000, () -> {
                if (Trouble.await(START, trouble.cluster()::isAnyReady)) {
                    trouble.cluster().killOne(trouble.random());
                    trouble.count();
                }
                trouble.cluster().restartDead();
            });
            return "";
        }

        @Override
        int met(Trouble trouble) {
            return trouble.counted().get();
        }
    },

    /** INES does what it was asked for, and answers too late; one call in a hundred. */
    DONE_THEN_TIMEOUT_1 {
        @Override
        String strike(Trouble trouble) {
            return doneThenTimeout(trouble, 0.01);
        }
    },

    /** Likewise, one call in twenty. */
    DONE_THEN_TIMEOUT_5 {
        @Override
        String strike(Trouble trouble) {
            return doneThenTimeout(trouble, 0.05);
        }
    },

    /** Each fault that the simulator knows, at each operation. */
    INES_EVERY_FAULT {
        @Override
        String strike(Trouble trouble) {
            var faults = everyFault();
            faults.add(InesFaults.soapFault("Une erreur est survenue"));
            faults.add(InesFaults.sessionDropped());
            faults.add(InesFaults.withoutReferences());
            faults.forEach(
                    fault -> trouble.world().ines.faults().randomly("*", 0.015, trouble.random().nextLong(), fault));
            trouble.lastWithRestarts();
            return "";
        }
    },

    /** Sessions at INES end in the midst of work, one by one and all at once. */
    SESSIONS_DROPPED {
        @Override
        String strike(Trouble trouble) {
            trouble.world().ines.faults().randomly("*", 0.15, trouble.random().nextLong(), InesFaults.sessionDropped());
            trouble.again(300, 1500, trouble.world().ines::expireSessions);
            return "";
        }

        // That a session has ended is the simulator's own answer.
        @Override
        int met(Trouble trouble) {
            return trouble.world().failedCallsToInes();
        }
    },

    /** INES and Mautic take up to a second for each call. */
    LATENCY {
        @Override
        String strike(Trouble trouble) {
            var slow = new Fault.Latency(SLOW, Duration.ofMillis(900));
            trouble.world().ines.faults().always("*", slow);
            trouble.world().mautic.faults().always("*", slow);
            trouble.lastWithRestarts();
            return "";
        }

        @Override
        int met(Trouble trouble) {
            return trouble.world().callsThatTook(SLOW);
        }
    },

    /** Mautic fails its reads, and the references that are written back; its tokens end. */
    MAUTIC_FAILS {
        @Override
        String strike(Trouble trouble) {
            everyFault().forEach(fault -> {
                mautic(trouble).randomly("GET *", 0.02, trouble.random().nextLong(), fault);
                mautic(trouble).randomly("PATCH *", 0.04, trouble.random().nextLong(), fault);
            });
            trouble.again(1000, 4000, trouble.world().mautic::expireTokens);
            return "";
        }

        private static Faults mautic(Trouble trouble) {
            return trouble.world().mautic.faults();
        }
    },

    /** Webhooks are lost, doubled, reordered, held. */
    WEBHOOKS {
        @Override
        String strike(Trouble trouble) {
            var ways = WebhookDelivery.values();
            trouble.again(300, 2000, () -> {
                var way = ways[trouble.random().nextInt(ways.length)];
                trouble.world().mautic.deliverWebhooks(way);
                if (way != WebhookDelivery.IN_ORDER) {
                    trouble.count();
                }
            });
            trouble.world().mautic.deliverWebhooks(WebhookDelivery.IN_ORDER);
            return "";
        }

        @Override
        int met(Trouble trouble) {
            return trouble.counted().get();
        }

        @Override
        boolean needsWebhooks() {
            return true;
        }
    },

    /** PostgreSQL is stopped, or dies by SIGKILL, and is started again. */
    DATABASE_RESTARTS {
        @Override
        String strike(Trouble trouble) {
            trouble.again(2000, 5000, () -> {
                if (trouble.random().nextBoolean()) {
                    trouble.database().kill();
                } else {
                    trouble.database().stop();
                }
                Trouble.sleep(Duration.ofMillis(trouble.random().nextInt(0, 1500)));
                trouble.database().startAgain();
                trouble.count();
                trouble.cluster().restartDead();
            });
            return "the database was started again " + trouble.counted() + " times";
        }

        @Override
        int met(Trouble trouble) {
            return trouble.counted().get();
        }

        @Override
        DatabaseKind database(DatabaseKind asked) {
            return DatabaseKind.POSTGRES;
        }
    },

    /** The clock of one machine after another jumps by up to an hour, forward and back. */
    CLOCK_JUMPS {
        @Override
        String strike(Trouble trouble) {
            trouble.again(1000, 4000, () -> {
                int place = trouble.random().nextInt(trouble.clocks().size());
                Clock.set(trouble.clocks().get(place), trouble.random().nextInt(-3600, 3600));
                if (trouble.cluster().isReady(place)) {
                    trouble.count();
                }
                trouble.cluster().restartDead();
            });
            trouble.clocks().forEach(clock -> Clock.set(clock, 0));
            return "";
        }

        @Override
        int met(Trouble trouble) {
            return trouble.counted().get();
        }

        @Override
        Optional<String> impossible() {
            return Clock.library().isPresent()
                    ? Optional.empty()
                    : Optional.of("it needs libfaketime (Debian: apt-get install faketime)");
        }

        @Override
        Map<String, String> environment(Path clock) {
            return Clock.environment(clock);
        }
    },

    /** The disk of the embedded database is full, and has space again. */
    DISK_FULL {
        @Override
        String strike(Trouble trouble) {
            trouble.again(1000, 3000, () -> {
                SmallDisk.fill(trouble.data());
                if (trouble.cluster().isAnyReady()) {
                    trouble.count();
                }
                Trouble.sleep(Duration.ofMillis(trouble.random().nextInt(500, 3000)));
                SmallDisk.free(trouble.data());
                trouble.cluster().restartDead();
            });
            return "";
        }

        @Override
        int met(Trouble trouble) {
            return trouble.counted().get();
        }

        @Override
        DatabaseKind database(DatabaseKind asked) {
            return DatabaseKind.H2;
        }

        @Override
        Optional<String> impossible() {
            return SmallDisk.canBeMounted()
                    ? Optional.empty()
                    : Optional.of("it needs the right to mount a tmpfs");
        }

        @Override
        boolean needsSmallDisk() {
            return true;
        }
    };

    /** How long a call that is answered too late waits: longer than the connector does. */
    static final Duration TOO_LATE = Duration.ofMillis(2500);

    private static final Duration SLOW = Duration.ofMillis(50);

    /** Until a process that was started takes calls. */
    private static final Duration START = Duration.ofMinutes(1);

    /** @return what is worth telling of it */
    abstract String strike(Trouble trouble);

    /** How often it met the connector: a run in which it did not says nothing. */
    int met(Trouble trouble) {
        return trouble.world().struckCalls();
    }

    DatabaseKind database(DatabaseKind asked) {
        return asked;
    }

    boolean needsWebhooks() {
        return false;
    }

    boolean needsSmallDisk() {
        return false;
    }

    /** Why it cannot be run on this machine. */
    Optional<String> impossible() {
        return Optional.empty();
    }

    /** What the connector's processes have in their environment. */
    Map<String, String> environment(Path clock) {
        return Map.of();
    }

    /** As the command line has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String doneThenTimeout(Trouble trouble, double share) {
        trouble.world().ines.faults().randomly("*", share, trouble.random().nextLong(),
                Fault.held(When.AFTER_THE_WORK, TOO_LATE));
        trouble.lastWithRestarts();
        return "";
    }

    /** Those that both sides can have. */
    private static List<Fault> everyFault() {
        var faults = new ArrayList<>(List.of(Fault.htmlPage(), new Fault.Truncated(), new Fault.Malformed(),
                new Fault.Drip(40, Duration.ofMillis(20)), Fault.latency(Duration.ofMillis(800)),
                Fault.held(When.BEFORE_THE_WORK, TOO_LATE), Fault.held(When.AFTER_THE_WORK, TOO_LATE)));
        for (var when : When.values()) {
            faults.add(Fault.cut(when));
        }
        for (int status : List.of(429, 500, 502, 503)) {
            faults.add(Fault.status(status));
        }
        faults.add(
                new Fault.Answer(When.AFTER_THE_WORK, 504, "text/html", "<html><body>Gateway Timeout</body></html>"));
        return faults;
    }

    static final class Clock {

        private static final List<Path> PLACES = List.of(
                Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
                Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
                Path.of("/usr/lib64/faketime/libfaketimeMT.so.1"),
                Path.of("/usr/lib/faketime/libfaketimeMT.so.1"));

        private Clock() {}

        static Optional<Path> library() {
            return PLACES.stream().filter(Files::exists).findFirst();
        }

        /** The monotonic clock goes on as ever, as that of a machine whose time is set; the file is read once a second. */
        static Map<String, String> environment(Path file) {
            return Map.of("LD_PRELOAD", library().orElseThrow().toString(), "FAKETIME_TIMESTAMP_FILE",
                    file.toAbsolutePath().toString(), "FAKETIME_DONT_FAKE_MONOTONIC", "1", "DONT_FAKE_MONOTONIC", "1",
                    "FAKETIME_CACHE_DURATION", "1");
        }

        static void set(Path file, int seconds) {
            try {
                var next = file.resolveSibling(file.getFileName() + ".next");
                Files.writeString(next, "%+d\n".formatted(seconds));
                Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                        java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
