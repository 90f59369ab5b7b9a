package org.inesconnector.connector.sync;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.connector.mapping.MappingReader;
import org.inesconnector.connector.mapping.MappingSettings;
import org.inesconnector.connector.mapping.Schema;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.ValueList;
import org.inesconnector.ines.ValueListEntry;
import org.inesconnector.mautic.MauticClient;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rules, read from both sides when they are needed and kept for a while. */
@Component
class RulesInForce {

    private final MappingSettings mappingSettings;
    private final SyncSettings settings;
    private final MauticClient mautic;
    private final InesClient ines;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Rules rules;
    private Instant readAgainAt = Instant.MIN;

    RulesInForce(
            MappingSettings mappingSettings,
            SyncSettings settings,
            MauticClient mautic,
            InesClient ines,
            InstantSource clock) {
        this.mappingSettings = mappingSettings;
        this.settings = settings;
        this.mautic = mautic;
        this.ines = ines;
        this.clock = clock;
    }

    /** @throws org.inesconnector.connector.mapping.IncompleteMapping where the mapping cannot be used */
    Rules current() {
        lock.lock();
        try {
            var kept = rules;
            if (kept == null || !clock.instant().isBefore(readAgainAt)) {
                kept = read();
                rules = kept;
                readAgainAt = clock.instant().plus(settings.schemaAge());
            }
            return kept;
        } finally {
            lock.unlock();
        }
    }

    private Rules read() {
        var mapping = MappingReader.read(mappingSettings);
        var syncInfo = ines.syncInfo();
        var withoutLists = Schema.of(mautic.contactFields(), mautic.companyFields(), syncInfo,
                new EnumMap<>(ValueList.class));
        withoutLists.require(mapping);
        var schema = withoutLists.withLists(lists(mapping, withoutLists));
        return new Rules(mapping, schema, settings.timeZone(), Messages.in(settings.leadLanguage()));
    }

    private EnumMap<ValueList, List<ValueListEntry>> lists(Mapping mapping, Schema schema) {
        var lists = new EnumMap<ValueList, List<ValueListEntry>>(ValueList.class);
        schema.valueLists(mapping).forEach(list -> lists.put(list, ines.valueList(list)));
        return lists;
    }
}
