package org.inesconnector.connector.queue;

/**
 * How many questions only a person can answer, by kind. Rows that failed are none of them.
 *
 * @param creations whose end at INES is not known, those of a process that died among them
 * @param leads whose end is not known, likewise
 * @param refusedLeads that INES has not taken for an hour, and that may be given up
 * @param people two INES contacts of one person
 * @param companies that Mautic seems to have merged
 * @param addresses contacts that are not created because another one of their company has their address
 * @param goneInMautic contacts that are not flagged because too many are gone at once
 */
public record QuestionCounts(
        long creations,
        long leads,
        long refusedLeads,
        long people,
        long companies,
        long addresses,
        long goneInMautic) {

    public long all() {
        return creations + leads + refusedLeads + ofMerges() + goneInMautic;
    }

    /** Contacts or companies that are or may be one. */
    public long ofMerges() {
        return people + companies + addresses;
    }
}
