package org.inesconnector.connector.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticContact;
import org.springframework.stereotype.Component;

/**
 * Who is queued next by the first synchronisation. To ask for those whose reference is 0 takes calls of its own, and as a rule
 * there are none: that is remembered for what lies ahead.
 */
@Component
class NextCandidates {

    /** Who gets a 0 after that is found when all contacts are looked at again. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final MauticClient mautic;
    private final ContactPush push;
    private final InstantSource clock;
    private volatile NoZeros noZeros = NoZeros.UNKNOWN;

    NextCandidates(MauticClient mautic, ContactPush push, InstantSource clock) {
        this.mautic = mautic;
        this.push = push;
        this.clock = clock;
    }

    /** @param after no contact with a greater id has a 0 in this field */
    private record NoZeros(String alias, long after, Instant until) {

        static final NoZeros UNKNOWN = new NoZeros("", 0, Instant.MIN);

        boolean hold(Mapping mapping, Instant now) {
            return alias.equals(mapping.contactReferenceField()) && now.isBefore(until);
        }
    }

    /** Eligible, and with no reference of INES's, by id. */
    List<MauticContact> after(long id, int limit) {
        var mapping = push.mapping();
        var now = clock.instant();
        var known = noZeros;
        if (known.hold(mapping, now) && known.after() <= id) {
            return Candidates.withEmptyReferenceAfter(mautic, mapping, id, limit);
        }
        var zeros = Candidates.withZeroAfter(mautic, mapping, id, limit);
        noZeros = zeros.isEmpty()
                ? new NoZeros(mapping.contactReferenceField(), id, now.plus(REMEMBERED))
                : NoZeros.UNKNOWN;
        return Candidates.first(limit, zeros, Candidates.withEmptyReferenceAfter(mautic, mapping, id, limit));
    }

    /** Likewise, of contacts that are due before their turn. Whoever has a 0 behind what is remembered has had it. */
    Set<Long> among(Collection<Long> ids) {
        var mapping = push.mapping();
        return noZeros.hold(mapping, clock.instant())
                ? Candidates.withEmptyReferenceAmong(mautic, mapping, ids)
                : Candidates.withoutReferenceAmong(mautic, mapping, ids);
    }
}
