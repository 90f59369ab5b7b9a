package org.inesconnector.connector.feed;

/** What a row of Mautic's audit log is to INES. */
sealed interface Meaning {

    record Nothing() implements Meaning {}

    /** Something changed that INES is told of. */
    record Changed(long contactId) implements Meaning {}

    /** Likewise, for every contact of the company. */
    record CompanyChanged(long companyId) implements Meaning {}

    record Merged(long loser, long winner) implements Meaning {}

    /** Gone, or the loser of a merge that another row tells of. */
    record Deleted(long contactId) implements Meaning {}
}
