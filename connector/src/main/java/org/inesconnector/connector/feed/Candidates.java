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

    /** Eligible, and with an empty field for INES's reference, by id. */
    static List<MauticContact> withEmptyReferenceAfter(MauticClient mautic, Mapping mapping, long id, int limit) {
        return mautic.contactsAfter(id, limit, withEmptyReference(mapping));
    }

    /** Eligible, and with a 0 there, which is none. */
    static List<MauticContact> withZeroAfter(MauticClient mautic, Mapping mapping, long id, int limit) {
        return mautic.contactsAfter(id, limit, withZero(mapping));
    }

    /** The first of both, by id. */
    static List<MauticContact> first(int limit, List<MauticContact> some, List<MauticContact> others) {
        return Stream.concat(some.stream(), others.stream())
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

    static Set<Long> withEmptyReferenceAmong(MauticClient mautic, Mapping mapping, Collection<Long> ids) {
        return mautic.idsAmong(ids, withEmptyReference(mapping));
    }

    /** Eligible, and with a reference of INES's. */
    static long countWithReference(MauticClient mautic, Mapping mapping) {
        var alias = mapping.contactReferenceField();
        return mautic.countContactsAfter(0, eligibleAnd(new ContactFilter.IsNotEmpty(alias)))
                - mautic.countContactsAfter(0, withZero(mapping));
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
        return Stream.of(withEmptyReference(mapping), withZero(mapping));
    }

    private static List<ContactFilter> withEmptyReference(Mapping mapping) {
        return eligibleAnd(new ContactFilter.IsEmpty(mapping.contactReferenceField()));
    }

    private static List<ContactFilter> withZero(Mapping mapping) {
        return eligibleAnd(new ContactFilter.IsOneOf(mapping.contactReferenceField(), OccupiedReferences.NO_REFERENCE));
    }

    private static List<ContactFilter> eligibleAnd(ContactFilter filter) {
        return Stream.concat(ELIGIBLE.stream(), Stream.of(filter)).toList();
    }
}
