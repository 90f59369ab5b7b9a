package org.inesconnector.faults;

import java.util.Comparator;
import java.util.List;
import org.inesconnector.faults.Connector.Questions;
import org.inesconnector.processes.Wrong;
import org.inesconnector.simulator.ines.StoredContact;

/** Answers the connector's questions, after a look at INES. */
record Person(World world, Connector connector) {

    private static final String CLIENT_ONLY = "--client-exists";
    private static final String NOTHING_UNCERTAIN = "Nothing is uncertain";
    private static final List<String> OF_ANOTHER = List.of("belongs to another Mautic contact already",
            "came from another Mautic contact");

    void answer(Questions questions) {
        // What is there first: who says of one that nothing was created says so for all of the same call.
        questions.creations().stream().filter(this::isAtInes).forEach(this::creation);
        questions.creations().stream().filter(contact -> !isAtInes(contact)).forEach(this::creation);
        questions.leads().forEach(this::lead);
        questions.people().forEach((merged, keep) -> connector.answer("--merged", Long.toString(merged), "--keep",
                Integer.toString(keep)));
    }

    private boolean isAtInes(long contact) {
        return !world.truth().atInes(contact).isEmpty();
    }

    private void creation(long contact) {
        var id = Long.toString(contact);
        for (var there : candidates(contact)) {
            var answered = connector.answer("--contact", id, "--exists", Integer.toString(there.reference()));
            var words = answered.words();
            if (answered.taken() || answered.later() || words.contains(NOTHING_UNCERTAIN)) {
                return;
            }
            if (words.contains(CLIENT_ONLY)) {
                client(contact);
                return;
            }
            if (!isOfAnotherOf(contact, words)) {
                throw new Wrong("The answer for contact " + contact + " was not taken: " + words);
            }
        }
        connector.answer("--contact", id, "--create-again");
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
