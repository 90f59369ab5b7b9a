package org.inesconnector.connector.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.inesconnector.connector.links.Leads;
import org.inesconnector.connector.links.ReferenceFields;
import org.inesconnector.connector.mapping.IncompleteMapping;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.connector.mapping.MappingReader;
import org.inesconnector.connector.mapping.MappingSettings;
import org.inesconnector.connector.mapping.Schema;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesException;
import org.inesconnector.ines.SyncInfo;
import org.inesconnector.ines.ValueList;
import org.inesconnector.ines.ValueListEntry;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticContact;
import org.inesconnector.mautic.MauticField;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The rules, read from both sides when they are needed and kept for a while. Then they are read again beside the work, which
 * goes on with those that are kept; only where they are very old, or do not fit any more, it waits for the new ones.
 */
@Component
class RulesInForce {

    private static final Logger LOG = LoggerFactory.getLogger(RulesInForce.class);

    /** So many times the age at which they are read again is too old. */
    private static final int TOO_OLD = 2;

    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(30);

    private static final String WITHOUT_ANYTHING = "INES says that nothing is chosen for synchronisation, though leads were "
            + "due before. If that is so, choose a channel for leads at INES.";

    private record Kept(Rules rules, Instant readAt) {

        boolean isOlderThan(Duration age, Instant now) {
            return !now.isBefore(readAt.plus(age)) || now.isBefore(readAt);
        }
    }

    private final MappingSettings mappingSettings;
    private final SyncSettings settings;
    private final MauticClient mautic;
    private final InesClient ines;
    private final ReferenceFields referenceFields;
    private final Leads leads;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile @Nullable Kept kept;
    private volatile @Nullable Mapping mappingOfMautic;
    private volatile Instant refreshAgainAt = Instant.MIN;

    RulesInForce(
            MappingSettings mappingSettings,
            SyncSettings settings,
            MauticClient mautic,
            InesClient ines,
            ReferenceFields referenceFields,
            Leads leads,
            InstantSource clock) {
        this.mappingSettings = mappingSettings;
        this.settings = settings;
        this.mautic = mautic;
        this.ines = ines;
        this.referenceFields = referenceFields;
        this.leads = leads;
        this.clock = clock;
    }

    /** @throws org.inesconnector.connector.mapping.IncompleteMapping where the mapping cannot be used */
    Rules current() {
        var now = clock.instant();
        var rules = kept;
        if (rules == null || rules.isOlderThan(settings.schemaAge().multipliedBy(TOO_OLD), now)) {
            return readNow();
        }
        if (rules.isOlderThan(settings.schemaAge(), now) && !now.isBefore(refreshAgainAt)
                && refreshing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("rules").start(this::refresh);
        }
        return rules.rules();
    }

    /**
     * Likewise, for one contact: where Mautic's answer lacks a field that holds references, or that keeps contacts out, that
     * field was switched off, or deleted, since the fields were read. So they are read anew.
     *
     * @throws IncompleteMapping also where the contact's answer lacks one that is still wanted
     */
    Rules currentFor(MauticContact contact) {
        var rules = current();
        if (rules.untold(contact).isEmpty()) {
            return rules;
        }
        outdate(rules);
        var fresh = readNow();
        var untold = fresh.untold(contact);
        if (!untold.isEmpty()) {
            throw new IncompleteMapping(untold);
        }
        return fresh;
    }

    /** Those that others have read since are not. */
    private void outdate(Rules rules) {
        var before = kept;
        if (before != null && before.rules().equals(rules)) {
            kept = new Kept(rules, Instant.MIN);
            mappingOfMautic = null;
        }
    }

    /**
     * Where only Mautic is read by it: INES is not asked.
     *
     * @throws IncompleteMapping where Mautic cannot be read by it
     */
    Mapping mapping() {
        var rules = kept;
        return rules == null ? mappingOfMautic() : rules.rules().mapping();
    }

    private Mapping mappingOfMautic() {
        var checked = mappingOfMautic;
        if (checked == null) {
            var read = MappingReader.read(mappingSettings);
            var contactFields = mautic.contactFields();
            checked = withFormer(read, contactFields);
            Schema.requireReferences(checked, contactFields);
            mappingOfMautic = checked;
        }
        return checked;
    }

    private Mapping withFormer(Mapping mapping, List<MauticField> contactFields) {
        return mapping.withFormer(
                referenceFields.ever(),
                contactFields.stream().map(MauticField::alias).collect(Collectors.toSet()));
    }

    private Rules readNow() {
        lock.lock();
        try {
            var rules = kept;
            return rules == null || rules.isOlderThan(settings.schemaAge(), clock.instant())
                    ? readAndKeep()
                    : rules.rules();
        } finally {
            lock.unlock();
        }
    }

    private Rules readAndKeep() {
        var rules = read();
        kept = new Kept(rules, clock.instant());
        return rules;
    }

    /** Where a side does not answer, whoever calls it hears of that; where they do not fit any more, the next one who asks. */
    private void refresh() {
        try {
            readAndKeep();
        } catch (IncompleteMapping e) {
            kept = null;
            mappingOfMautic = null;
        } catch (RuntimeException e) {
            refreshAgainAt = clock.instant().plus(AFTER_A_FAILURE);
            LOG.debug("The fields of both sides could not be read again yet", e);
        } finally {
            refreshing.set(false);
        }
    }

    private Rules read() {
        var syncInfo = syncInfo();
        var contactFields = mautic.contactFields();
        var mapping = withFormer(MappingReader.read(mappingSettings), contactFields);
        var withoutLists = Schema.of(contactFields, mautic.companyFields(), syncInfo,
                new EnumMap<>(ValueList.class));
        withoutLists.require(mapping);
        var schema = withoutLists.withLists(lists(mapping, withoutLists));
        return new Rules(mapping, schema, settings.timeZone(),
                Messages.in(settings.leadLanguage()));
    }

    /** Likewise: an answer without anything would cost leads that are due. */
    private SyncInfo syncInfo() {
        var info = ines.syncInfo();
        var before = kept;
        if (!info.isEmpty()) {
            return info;
        }
        if (before != null) {
            LOG.warn("INES answers GetSyncInfo without anything: what it said before counts on");
            return before.rules().schema().syncInfo();
        }
        if (leads.wasAnyDue()) {
            throw new InesException.NotUnderstood("GetSyncInfo", WITHOUT_ANYTHING, null);
        }
        return info;
    }

    private EnumMap<ValueList, List<ValueListEntry>> lists(Mapping mapping, Schema schema) {
        var lists = new EnumMap<ValueList, List<ValueListEntry>>(ValueList.class);
        schema.valueLists(mapping).forEach(list -> lists.put(list, entries(list)));
        return lists;
    }

    /** An answer without any entry is no reason to forget those that INES had. */
    private List<ValueListEntry> entries(ValueList list) {
        var entries = ines.valueList(list);
        var before = kept;
        if (!entries.isEmpty() || before == null) {
            return entries;
        }
        var known = before.rules().schema().lists().getOrDefault(list, List.of());
        if (!known.isEmpty()) {
            LOG.warn("INES answers {} without any entry: those it had before are kept", list);
        }
        return known;
    }
}
