package org.inesconnector.connector.connection;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.inesconnector.connector.mapping.Schema;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.ValueList;
import org.inesconnector.ines.ValueListEntry;
import org.inesconnector.mautic.MauticClient;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** All fields and lists of both sides, as whoever makes a mapping needs them; read again after a while. */
@Service
public class CurrentSchema {

    private static final Duration KEPT_FOR = Duration.ofMinutes(2);

    private final ObjectProvider<MauticClient> mautic;
    private final ObjectProvider<InesClient> ines;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Schema kept;
    private Instant readAgainAt = Instant.MIN;

    CurrentSchema(ObjectProvider<MauticClient> mautic, ObjectProvider<InesClient> ines, InstantSource clock) {
        this.mautic = mautic;
        this.ines = ines;
        this.clock = clock;
    }

    /** May throw any exception of the two clients. */
    public Schema get() {
        lock.lock();
        try {
            var schema = kept;
            if (schema == null || !clock.instant().isBefore(readAgainAt)) {
                schema = read();
                kept = schema;
                readAgainAt = clock.instant().plus(KEPT_FOR);
            }
            return schema;
        } finally {
            lock.unlock();
        }
    }

    /** What was read last, however long ago: nobody waits for it. */
    public Optional<Schema> lastKnown() {
        return Optional.ofNullable(kept);
    }

    /** After something was changed on either side. */
    public void forget() {
        lock.lock();
        try {
            readAgainAt = Instant.MIN;
        } finally {
            lock.unlock();
        }
    }

    private Schema read() {
        var client = ines.getObject();
        var lists = new EnumMap<ValueList, List<ValueListEntry>>(ValueList.class);
        for (var list : ValueList.values()) {
            lists.put(list, client.valueList(list));
        }
        var fields = mautic.getObject();
        return Schema.of(fields.contactFields(), fields.companyFields(), client.syncInfo(), lists);
    }
}
