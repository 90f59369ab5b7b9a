package org.inesconnector.faults;

import org.inesconnector.faults.Connector.Questions;
import org.inesconnector.processes.Wrong;

/** Answers the connector's questions, after a look at INES. */
record Person(World world, Connector connector) {

    private static final String CLIENT_ONLY = "--client-exists";

    void answer(Questions questions) {
        // What is there first: who says of one that nothing was created says so for all of the same call.
        questions.creations().stream().filter(this::isAtInes).forEach(this::creation);
        questions.creations().stream().filter(contact -> !isAtInes(contact)).forEach(this::creation);
        questions.leads().forEach(this::lead);
    }

    private boolean isAtInes(long contact) {
        return !world.truth().atInes(contact).isEmpty();
    }

    private void creation(long contact) {
        var id = Long.toString(contact);
        var there = world.truth().atInes(contact).stream().findFirst();
        if (there.isEmpty()) {
            connector.answer("--contact", id, "--create-again");
            return;
        }
        var answered = connector.answer("--contact", id, "--exists", Integer.toString(there.get().reference()));
        if (answered.taken() || answered.later()) {
            return;
        }
        if (!answered.words().contains(CLIENT_ONLY)) {
            if (answered.words().contains("Nothing is uncertain")) {
                return;
            }
            throw new Wrong("The answer for contact " + contact + " was not taken: " + answered.words());
        }
        client(contact);
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
        long there = truth.atInes(contact).stream().mapToLong(truth::leadsOf).sum();
        connector.answer("--lead", Long.toString(lead),
                there > connector.leadsWritten(contact) ? "--written" : "--write-again");
    }
}
