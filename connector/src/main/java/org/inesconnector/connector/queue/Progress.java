package org.inesconnector.connector.queue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** What this process has done since it started. */
@Component
public class Progress {

    private final Map<RowState, AtomicLong> ended = new EnumMap<>(RowState.class);

    Progress() {
        for (var state : RowState.values()) {
            ended.put(state, new AtomicLong());
        }
    }

    void add(List<Ending> endings) {
        endings.forEach(ending -> count(ending.state()).incrementAndGet());
    }

    /** PENDING counts what is to be tried again. */
    public long of(RowState state) {
        return count(state).get();
    }

    private AtomicLong count(RowState state) {
        return ended.getOrDefault(state, new AtomicLong());
    }
}
