package org.inesconnector.connector.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;
import org.inesconnector.connector.alerts.Condition;
import org.inesconnector.connector.queue.Progress;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.queue.Workers;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** What the connector tells of itself, beside what its libraries tell. */
@Component
@ConditionalOnWebApplication
class Meters implements MeterBinder {

    /** Of a row that was tried; PENDING: it will be tried again. */
    private static final List<RowState> ENDS = List.of(
            RowState.DONE, RowState.SKIPPED, RowState.UNCERTAIN, RowState.FAILED, RowState.PENDING);

    private final Measuring measuring;
    private final Workers workers;
    private final Progress progress;

    Meters(Measuring measuring, Workers workers, Progress progress) {
        this.measuring = measuring;
        this.workers = workers;
        this.progress = progress;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var measure : Measure.values()) {
            Gauge.builder(measure.meter(), measuring, numbers -> numbers.of(measure))
                    .description(measure.explained())
                    .tags(measure.tags())
                    .register(registry);
        }
        Gauge.builder("connector.working", workers, working -> working.isRunning() ? 1 : 0)
                .description("1 where this process works on the queue; 0: it has not been set up yet")
                .register(registry);
        for (var condition : Condition.values()) {
            Gauge.builder("connector.condition", measuring, numbers -> numbers.of(condition))
                    .description("1 where this is so, and somebody may have to see to it; 0: it is not")
                    .tag("condition", condition.word())
                    .register(registry);
        }
        ENDS.forEach(state -> FunctionCounter
                .builder("connector.rows.tried", progress, done -> done.of(state))
                .description("Rows that this process worked on, by what became of them")
                .tag("end", state == RowState.PENDING ? "again" : state.name().toLowerCase(Locale.ROOT))
                .register(registry));
    }
}
