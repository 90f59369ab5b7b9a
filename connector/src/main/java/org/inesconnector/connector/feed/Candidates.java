package org.inesconnector.connector.feed;

import java.util.List;
import java.util.stream.Stream;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.mautic.ContactFilter;

/** Who comes into question, as filters of Mautic's own. */
public final class Candidates {

    /** With an e-mail address and a company. */
    public static final List<ContactFilter> ELIGIBLE = List.of(
            new ContactFilter.IsNotEmpty("email"), new ContactFilter.IsNotEmpty("company"));

    private Candidates() {}

    /** Eligible, and with no reference of INES's. */
    static List<ContactFilter> withoutReference(Mapping mapping) {
        return eligibleAnd(new ContactFilter.IsEmpty(mapping.contactReferenceField()));
    }

    /** Eligible or not. */
    static List<ContactFilter> withAnyReference(Mapping mapping) {
        return List.of(new ContactFilter.IsNotEmpty(mapping.contactReferenceField()));
    }

    static List<ContactFilter> withReference(Mapping mapping) {
        return eligibleAnd(new ContactFilter.IsNotEmpty(mapping.contactReferenceField()));
    }

    private static List<ContactFilter> eligibleAnd(ContactFilter filter) {
        return Stream.concat(ELIGIBLE.stream(), Stream.of(filter)).toList();
    }
}
