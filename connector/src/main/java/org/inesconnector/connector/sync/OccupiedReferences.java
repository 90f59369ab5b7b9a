package org.inesconnector.connector.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.links.ReferenceFields;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.connector.mapping.MappingSettings;
import org.inesconnector.connector.mapping.ReferenceAliases;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.settings.StoredSettings;
import org.inesconnector.mautic.ContactFilter;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * Whether the fields for INES's references hold something that the connector has not written: an older plugin's, or what would be
 * lost under the references. Into those that would be written over nothing is written before a person has said that it may.
 */
@Service
public class OccupiedReferences {

    private static final Logger LOG = LoggerFactory.getLogger(OccupiedReferences.class);

    /** What stands for no reference where the field is filled: an older plugin writes 0 where it forgets one. */
    public static final List<String> NO_REFERENCE = List.of("0", "");

    private static final Duration LOOKED_AT_AGAIN_AFTER = Duration.ofMinutes(1);

    private final ObjectProvider<MauticClient> mautic;
    private final Links links;
    private final ReferenceFields fields;
    private final MappingSettings inForce;
    private final StoredSettings settings;
    private final InstantSource clock;
    private volatile Found found = new Found(Optional.empty(), Instant.MIN);

    private record Found(Optional<Message> why, Instant at) {}

    OccupiedReferences(
            ObjectProvider<MauticClient> mautic,
            Links links,
            ReferenceFields fields,
            MappingSettings inForce,
            StoredSettings settings,
            InstantSource clock) {
        this.mautic = mautic;
        this.links = links;
        this.fields = fields;
        this.inForce = inForce;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Asks Mautic only of fields that have never held references, or where nobody is linked yet.
     *
     * @param aliases of contact fields that Mautic has
     * @return a word about each that is occupied
     * @throws MauticException where Mautic does not answer
     */
    public List<Message> told(Stream<String> aliases) {
        return links.countContacts() > 0 ? overwritten(aliases) : wordOfEach(aliases, "mapping.occupied");
    }

    /**
     * What would be lost where contacts are linked: their references are written into fields that are new.
     *
     * @throws MauticException where Mautic does not answer
     */
    public List<Message> overwritten(Stream<String> aliases) {
        var strangers = strangers(aliases);
        return strangers.isEmpty() || links.countContacts() == 0
                ? List.of()
                : wordOfEach(strangers.stream(), "mapping.overwritten");
    }

    private List<Message> wordOfEach(Stream<String> aliases, String key) {
        return aliases
                .flatMap(alias -> countIn(alias).map(contacts -> Message.of(key, contacts, alias)).stream())
                .toList();
    }

    /** Those that have never held references: all have, where an earlier version has not kept which did. */
    private List<String> strangers(Stream<String> aliases) {
        var ever = fields.ever();
        Set<String> ours = (ever.isEmpty()
                ? Stream.of(chosen())
                : ever.stream())
                .flatMap(one -> Stream.of(one.contact(), one.client()))
                .collect(Collectors.toSet());
        return aliases.filter(alias -> !ours.contains(alias)).distinct().toList();
    }

    private ReferenceAliases chosen() {
        return new ReferenceAliases(inForce.contactReference(), inForce.clientReference());
    }

    /**
     * Two fields that held references before, or were to.
     *
     * @param contacts how many have something in one of the two
     */
    public record Former(ReferenceAliases fields, long contacts) {}

    /**
     * What stands there alone counts as a reference still.
     *
     * @param isInMautic whether Mautic has a contact field of that alias
     * @throws MauticException where Mautic does not answer
     */
    public List<Former> former(Predicate<String> isInMautic) {
        return fields.former().stream()
                .filter(former -> !former.equals(chosen()))
                .map(former -> new Former(
                        former,
                        Stream.of(former.contact(), former.client())
                                .filter(isInMautic)
                                .mapToLong(alias -> countIn(alias).orElse(0L))
                                .max()
                                .orElse(0)))
                .toList();
    }

    /**
     * What stands in two former fields counts no more; every process starts anew.
     *
     * @return false where it did not count
     */
    public boolean forget(ReferenceAliases former, String who) {
        boolean isForgotten = !former.equals(chosen()) && settings.startAnew(() -> fields.forget(former));
        if (isForgotten) {
            LOG.info("{} says that what stands in {} and {} is no reference of INES's", who, former.contact(),
                    former.client());
        }
        return isForgotten;
    }

    private Optional<Long> countIn(String alias) {
        return Optional.of(countIn(mautic.getObject(), alias)).filter(contacts -> contacts > 0);
    }

    /** How many contacts have something in a field that may be a reference. */
    public static long countIn(MauticClient mautic, String alias) {
        return mautic.countContactsAfter(0, List.of(new ContactFilter.IsNotEmpty(alias)))
                - mautic.countContactsAfter(0, List.of(new ContactFilter.IsOneOf(alias, NO_REFERENCE)));
    }

    /**
     * Why nothing is to be written into the two fields. It is looked at again once a minute: they may be emptied.
     *
     * @throws MauticException where Mautic does not answer
     */
    public Optional<Message> inTheWay(Mapping mapping) {
        var before = found;
        var now = clock.instant();
        if (before.why().isPresent() && now.isBefore(before.at().plus(LOOKED_AT_AGAIN_AFTER))
                && !now.isBefore(before.at())) {
            return before.why();
        }
        var why = overwritten(Stream.of(mapping.contactReferenceField(), mapping.clientReferenceField()))
                .stream()
                .findFirst()
                .map(first -> Message.of("references.held", first));
        found = new Found(why, now);
        return why;
    }

    /** Likewise, as this process has found last: Mautic is not asked. */
    public Optional<Message> found() {
        return found.why();
    }

    /** A person has said that what stands in the two fields may be lost. */
    public void mayBeLost(String contactField, String clientField) {
        if (!strangers(Stream.of(contactField, clientField)).isEmpty()) {
            fields.accept(contactField, clientField);
        }
    }
}
