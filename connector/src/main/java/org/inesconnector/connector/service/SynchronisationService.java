package org.inesconnector.connector.service;

import java.util.List;
import org.inesconnector.connector.mapping.MappingReader;
import org.inesconnector.connector.mapping.MappingSettings;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.NotSetUp;
import org.inesconnector.connector.queue.Health;
import org.inesconnector.connector.queue.Pause;
import org.inesconnector.connector.queue.Workers;
import org.springframework.stereotype.Service;

/** The way in: from its start to the end of the process it synchronises by itself. */
@Service
public class SynchronisationService {

    private final MappingSettings mapping;
    private final Health health;
    private final Workers workers;
    private final RecurringWork recurring;

    SynchronisationService(MappingSettings mapping, Health health, Workers workers, RecurringWork recurring) {
        this.mapping = mapping;
        this.health = health;
        this.workers = workers;
        this.recurring = recurring;
    }

    /** What came of a start. */
    public sealed interface Start {

        /** @param hindrances what keeps INES and Mautic from being used now; that is tried again */
        record Running(List<Pause> hindrances) implements Start {}

        /** @param problems why nothing can be synchronised before somebody sets it up */
        record Waiting(List<Message> problems) implements Start {}
    }

    /**
     * As {@link #start}, where both sides and the mapping are set up.
     *
     * @throws RuntimeException where settings are wrong
     */
    public Start startIfSetUp() {
        try {
            return new Start.Running(start());
        } catch (RuntimeException e) {
            return new Start.Waiting(NotSetUp.causeOf(e).orElseThrow(() -> e));
        }
    }

    /**
     * Starts, whether or not INES and Mautic can be used now.
     *
     * @return what keeps them from being used; that is tried again
     * @throws RuntimeException where settings are missing or wrong
     */
    public List<Pause> start() {
        requireMapping();
        var hindrances = health.lookNow();
        workers.start();
        recurring.start();
        return hindrances;
    }

    /** One that names no field for what INES requires is no fault of a side, and pauses none. */
    private void requireMapping() {
        MappingReader.read(mapping);
    }
}
