package org.inesconnector.connector.feed;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.connector.sync.OccupiedReferences;
import org.inesconnector.mautic.ContactFilter;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticContact;

/** Who comes into question, as filters of Mautic's own. */
public final class Candidates {

    /** With an e-mail address and a company. */
    public static final List<ContactFilter> ELIGIBLE = List.of(
            new ContactFilter.IsNotEmpty("email"), new ContactFilter.IsNotEmpty("company"));

    private Candidates() {}

    /** Eligible, and with no reference of INES's, by id. */
    static List<MauticContact> withoutReferenceAfter(MauticClient mautic, Mapping mapping, long id, int limit) {
        return withoutReference(mapping)
                .flatMap(filters -> mautic.contactsAfter(id, limit, filters).stream())
                .sorted(Comparator.comparingLong(MauticContact::id))
                .limit(limit)
                .toList();
    }

    static long countWithoutReferenceAfter(MauticClient mautic, Mapping mapping, long id) {
        return withoutReference(mapping)
                .mapToLong(filters -> mautic.countContactsAfter(id, filters))
                .sum();
    }

    static Set<Long> withoutReferenceAmong(MauticClient mautic, Mapping mapping, Collection<Long> ids) {
        var found = new HashSet<Long>();
        withoutReference(mapping).forEach(filters -> found.addAll(mautic.idsAmong(ids, filters)));
        return found;
    }

    /** Eligible, and with a reference of INES's. */
    static long countWithReference(MauticClient mautic, Mapping mapping) {
        var alias = mapping.contactReferenceField();
        return mautic.countContactsAfter(0, eligibleAnd(new ContactFilter.IsNotEmpty(alias)))
                - mautic.countContactsAfter(0,
                        eligibleAnd(new ContactFilter.IsOneOf(alias, OccupiedReferences.NO_REFERENCE)));
    }

    /** Eligible or not. */
    static long countWithReferenceIn(MauticClient mautic, String alias) {
        return OccupiedReferences.countIn(mautic, alias);
    }

    /** Eligible or not; 0 counts as one. */
    static List<ContactFilter> withAnyReference(Mapping mapping) {
        return List.of(new ContactFilter.IsNotEmpty(mapping.contactReferenceField()));
    }

    /** No contact meets both; Mautic has no condition for either. */
    private static Stream<List<ContactFilter>> withoutReference(Mapping mapping) {
        var alias = mapping.contactReferenceField();
        return Stream.<ContactFilter>of(
                new ContactFilter.IsEmpty(alias), new ContactFilter.IsOneOf(alias, OccupiedReferences.NO_REFERENCE))
                .map(Candidates::eligibleAnd);
    }

    private static List<ContactFilter> eligibleAnd(ContactFilter filter) {
        return Stream.concat(ELIGIBLE.stream(), Stream.of(filter)).toList();
    }
}
