package org.inesconnector.simulator.ines;

/** INES says no: its words go into a SOAP fault. */
final class Refusal extends RuntimeException {

    Refusal(String words) {
        super(words, null, false, false);
    }

    static Refusal unknownContact(int reference) {
        return new Refusal("Le contact " + reference + " n'existe pas");
    }

    static Refusal unknownClient(int reference) {
        return new Refusal("La société " + reference + " n'existe pas");
    }

    static Refusal unknownLead(int reference) {
        return new Refusal("La réclamation " + reference + " n'existe pas");
    }
}
