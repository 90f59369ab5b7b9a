package org.inesconnector.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.inesconnector.faults.Connector.Questions;
import org.inesconnector.simulator.ines.StoredContact;

/** Answers the connector's questions, after a look at INES. */
record Person(World world, Connector connector) {

    static final String CLIENT_ONLY = "--client-exists";
    static final String NOTHING_UNCERTAIN = "Nothing is uncertain";
    /** The person is there twice: the one that is linked stays, and the question is over. */
    static final String ALREADY_LINKED = "is already linked with INES contact";
    static final List<String> OF_ANOTHER = List.of("belongs to another Mautic contact already",
            "came from another Mautic contact");

    /** @return answers that were not taken, in words: the question stays, and is asked again */
    List<String> answer(Questions questions) {
        // What is there first: who says of one that nothing was created says so for all of the same call.
        var refused = new ArrayList<String>();
        questions.creations().stream().filter(this::isAtInes)
                .forEach(contact -> creation(contact).ifPresent(refused::add));
        questions.creations().stream().filter(contact -> !isAtInes(contact))
                .forEach(contact -> creation(contact).ifPresent(refused::add));
        questions.leads().forEach(this::lead);
        questions.people().forEach((merged, keep) -> connector.answer("--merged", Long.toString(merged), "--keep",
                Integer.toString(keep)));
        return refused;
    }

    private boolean isAtInes(long contact) {
        return !world.truth().atInes(contact).isEmpty();
    }

    private Optional<String> creation(long contact) {
        var id = Long.toString(contact);
        for (var there : candidates(contact)) {
            var answered = connector.answer("--contact", id, "--exists", Integer.toString(there.reference()));
            var words = answered.words();
            if (answered.taken() || answered.later() || words.contains(NOTHING_UNCERTAIN)) {
                return Optional.empty();
            }
            if (words.contains(CLIENT_ONLY)) {
                client(contact);
                return Optional.empty();
            }
            if (words.contains(ALREADY_LINKED)) {
                break;
            }
            if (!isOfAnotherOf(contact, words)) {
                return Optional.of("The answer for contact " + contact + " was not taken: " + words);
            }
        }
        connector.answer("--contact", id, "--create-again");
        return Optional.empty();
    }

    /** Where Mautic has merged several, INES may have what was created for another one of them: this one's own comes first. */
    private List<StoredContact> candidates(long contact) {
        return world.truth().atInes(contact).stream()
                .sorted(Comparator.comparing(there -> Truth.number(there.value(Truth.REFERENCE)) != contact))
                .toList();
    }

    private boolean isOfAnotherOf(long contact, String words) {
        return world.truth().idsOf(contact).size() > 1 && OF_ANOTHER.stream().anyMatch(words::contains);
    }

    private void client(long contact) {
        var id = Long.toString(contact);
        var truth = world.truth();
        var client = truth.clientsOf(connector.companyToCreate(contact)).stream().findFirst();
        if (client.isPresent()) {
            connector.answer("--contact", id, "--client-exists", Integer.toString(client.get().reference()));
        } else {
            connector.answer("--contact", id, "--create-again");
        }
    }

    private void lead(long lead, long contact) {
        var truth = world.truth();
        long written = truth.idsOf(contact).stream().mapToLong(connector::leadsWritten).sum();
        connector.answer("--lead", Long.toString(lead),
                truth.leadsOf(contact).size() > written ? "--written" : "--write-again");
    }
}
