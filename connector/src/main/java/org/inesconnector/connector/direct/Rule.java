package org.inesconnector.connector.direct;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.queue.Action;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.mautic.MauticClient;

/** A form or a segment of Mautic’s: whoever sends the one, or joins the other, is pushed. */
record Rule(Kind kind, long id) {

    enum Kind {
        FORM(Origin.FORM) {
            @Override
            List<Occurrence> read(MauticClient mautic, long id, Instant since) {
                return mautic.formSubmissionsSince(id, since).stream().map(Occurrence::of).toList();
            }
        },
        SEGMENT(Origin.SEGMENT) {
            @Override
            List<Occurrence> read(MauticClient mautic, long id, Instant since) {
                return mautic.segmentMembershipsSince(id, since).stream().map(Occurrence::of).toList();
            }
        };

        private final Origin origin;

        Kind(Origin origin) {
            this.origin = origin;
        }

        abstract List<Occurrence> read(MauticClient mautic, long id, Instant since);
    }

    static Set<Rule> all(DirectPushSettings.PushRules rules) {
        return Stream.concat(
                rules.forms().stream().map(id -> new Rule(Kind.FORM, id)),
                rules.segments().stream().map(id -> new Rule(Kind.SEGMENT, id)))
                .collect(Collectors.toUnmodifiableSet());
    }

    List<Occurrence> read(MauticClient mautic, Instant since) {
        return kind.read(mautic, id, since);
    }

    Wanted wanted(Occurrence occurrence) {
        return new Wanted(occurrence.contactId(), Action.UPDATE, kind.origin, occurrence.request());
    }
}
