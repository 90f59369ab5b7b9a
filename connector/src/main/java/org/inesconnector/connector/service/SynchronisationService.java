package org.inesconnector.connector.service;

import java.util.List;
import org.inesconnector.connector.queue.Health;
import org.inesconnector.connector.queue.Pause;
import org.inesconnector.connector.queue.Workers;
import org.springframework.stereotype.Service;

/** The way in: from its start to the end of the process it synchronises by itself. */
@Service
public class SynchronisationService {

    private final Health health;
    private final Workers workers;
    private final RecurringWork recurring;

    SynchronisationService(Health health, Workers workers, RecurringWork recurring) {
        this.health = health;
        this.workers = workers;
        this.recurring = recurring;
    }

    /**
     * Starts, whether or not INES and Mautic can be used now.
     *
     * @return what keeps them from being used; that is tried again
     * @throws RuntimeException where settings are missing or wrong
     */
    public List<Pause> start() {
        var hindrances = health.lookNow();
        workers.start();
        recurring.start();
        return hindrances;
    }
}
