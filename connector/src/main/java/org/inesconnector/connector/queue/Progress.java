package org.inesconnector.connector.queue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/** What this process has done since it started. */
@Component
public class Progress {

    private final Map<RowState, LongAdder> ended = new ConcurrentHashMap<>();

    void add(List<Ending> endings) {
        endings.forEach(ending -> ended.computeIfAbsent(ending.state(), _ -> new LongAdder()).increment());
    }

    /** PENDING counts what is to be tried again. */
    public long of(RowState state) {
        var count = ended.get(state);
        return count == null ? 0 : count.sum();
    }
}
