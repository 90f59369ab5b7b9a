package org.inesconnector.connector.queue;

import org.inesconnector.connector.sync.Settlement;
import org.springframework.stereotype.Service;

/** How much only a person can settle: nothing goes on there by itself. Rows that failed are none of it. */
@Service
public class OpenQuestions {

    private final Settlement settlement;
    private final OnePerson people;
    private final OneCompany companies;
    private final OneAddress addresses;
    private final Removals removals;

    OpenQuestions(
            Settlement settlement, OnePerson people, OneCompany companies, OneAddress addresses, Removals removals) {
        this.settlement = settlement;
        this.people = people;
        this.companies = companies;
        this.addresses = addresses;
        this.removals = removals;
    }

    public long count() {
        return settlement.uncertain().size()
                + settlement.uncertainLeads().size()
                + settlement.refusedLeads().size()
                + people.countQuestions()
                + companies.countQuestions()
                + addresses.countQuestions()
                + removals.heldBack();
    }
}
