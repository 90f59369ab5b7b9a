package org.inesconnector.connector.alerts;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.inesconnector.connector.setup.MauticSetup;
import org.inesconnector.connector.sync.SyncSettings;
import org.springframework.stereotype.Service;

/**
 * Tells people of trouble and of its end. One process at a time looks; what was sent is kept after it was sent, so that a
 * process that dies between the two sends it once more, and none is lost.
 */
@Service
public class Alerts {

    private final AlertSettings settings;
    private final SyncSettings sync;
    private final Conditions conditions;
    private final Courses courses;
    private final ChannelFailures failures;
    private final MauticSetup setup;
    private final InstantSource clock;

    Alerts(
            AlertSettings settings,
            SyncSettings sync,
            Conditions conditions,
            Courses courses,
            ChannelFailures failures,
            MauticSetup setup,
            InstantSource clock) {
        this.settings = settings;
        this.sync = sync;
        this.conditions = conditions;
        this.courses = courses;
        this.failures = failures;
        this.setup = setup;
        this.clock = clock;
    }

    /** How often {@link #look} is to be called. */
    public Duration interval() {
        return settings.interval();
    }

    /** Sees how things are, and tells who is to be told of it. */
    public void look() {
        var channels = settings.channels();
        courses.keepOnly(channels);
        failures.keepOnly(channels);
        var before = courses.all();
        var step = channels.isEmpty()
                ? new AlertRule.Step(List.of(), List.of())
                : AlertRule.next(before, conditions.now(), channels, settings.after(), clock.instant());
        if (!step.courses().equals(before)) {
            courses.keep(step.courses());
        }
        tell(step.due());
    }

    private void tell(List<Due> due) {
        var silent = EnumSet.noneOf(Channel.class);
        due.stream().map(Due::channel).distinct().filter(failures::waits).forEach(silent::add);
        for (var one : due) {
            if (!silent.contains(one.channel()) && !tell(one)) {
                silent.add(one.channel());
            }
        }
    }

    private boolean tell(Due due) {
        return switch (Deliveries.send(wording(settings).notice(due), due.channel(), settings)) {
            case Outcome.Taken() -> {
                courses.told(due);
                failures.worked(due.channel());
                yield true;
            }
            case Outcome.InPart(var why) -> {
                courses.told(due);
                failures.failed(due.channel(), why);
                yield true;
            }
            case Outcome.NotTaken(var why) -> {
                failures.failed(due.channel(), why);
                yield false;
            }
        };
    }

    private Wording wording(AlertSettings chosen) {
        return new Wording(chosen.language(), sync.timeZone(), setup.publicAddress());
    }

    /** Sends a test message over each channel with the settings in force. */
    public Map<Channel, Outcome> test() {
        return test(settings);
    }

    /** Likewise, with settings that somebody is choosing. */
    public Map<Channel, Outcome> test(AlertSettings chosen) {
        var outcomes = new EnumMap<Channel, Outcome>(Channel.class);
        for (var channel : chosen.channels()) {
            var outcome = Deliveries.send(wording(chosen).test(), channel, chosen);
            outcomes.put(channel, outcome);
            if (outcome instanceof Outcome.Taken && chosen.equals(settings)) {
                failures.worked(channel);
            }
        }
        return outcomes;
    }

    /** Who was told of trouble, and not yet that it is over. */
    public Map<Condition, Set<Channel>> told() {
        return courses.all()
                .stream()
                .filter(course -> !course.told().isEmpty())
                .collect(Collectors.toMap(Course::condition, Course::told));
    }

    /** The channels over which nobody can be told. */
    public List<Failure> failing() {
        return failures.all();
    }
}
