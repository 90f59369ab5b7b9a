package org.inesconnector.connector.queue;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.inesconnector.connector.links.Creations;
import org.inesconnector.connector.links.Leads;
import org.springframework.stereotype.Service;

/** How much only a person can settle: nothing goes on there by itself. Neither side is asked, and nothing is written. */
@Service
public class OpenQuestions {

    private final Creations creations;
    private final Leads leads;
    private final OnePerson people;
    private final OneCompany companies;
    private final OneAddress addresses;
    private final Removals removals;

    OpenQuestions(
            Creations creations,
            Leads leads,
            OnePerson people,
            OneCompany companies,
            OneAddress addresses,
            Removals removals) {
        this.creations = creations;
        this.leads = leads;
        this.people = people;
        this.companies = companies;
        this.addresses = addresses;
        this.removals = removals;
    }

    public QuestionCounts counts() {
        return new QuestionCounts(
                creations.countUncertain(),
                leads.countUncertain(),
                leads.countRefused(),
                people.countQuestions(),
                companies.countQuestions(),
                addresses.countQuestions(),
                removals.heldBack());
    }

    /**
     * When the first of those was asked that nobody has answered; without leads that INES refuses and contacts that are gone in
     * Mautic, of which more is known than their age.
     */
    public Optional<Instant> askedSince() {
        return Stream.of(
                creations.uncertainSince(), leads.uncertainSince(), people.askedSince(), companies.askedSince(),
                addresses.askedSince()).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }
}
