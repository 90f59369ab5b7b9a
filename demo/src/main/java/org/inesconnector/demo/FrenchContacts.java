package org.inesconnector.demo;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inesconnector.simulator.mautic.MauticSimulator;

/** A handful of contacts as a French marketing department has them, with some that cannot be sent. */
final class FrenchContacts {

    private final MauticSimulator mautic;
    private final InstantSource clock;
    private final List<Long> ids = new ArrayList<>();

    private FrenchContacts(MauticSimulator mautic, InstantSource clock) {
        this.mautic = mautic;
        this.clock = clock;
    }

    /** @return the contacts' ids in Mautic */
    static List<Long> create(MauticSimulator mautic, InstantSource clock) {
        var contacts = new FrenchContacts(mautic, clock);
        contacts.create();
        return List.copyOf(contacts.ids);
    }

    private void create() {
        long ateliers = company("Ateliers Dupont & Fils", "12 rue de la Paix", "74000", "Annecy", "+33 4 50 00 00 00");
        long mcDonald = company("McDonald&#39;s Lyon Part-Dieu", "17 rue du Docteur Bouchut", "69003", "Lyon", "");
        long boulangerie = company("Boulangerie L’Épi d’Or", "3 place du Marché", "45000", "Orléans", "02 38 00 00 01");
        at(ateliers, contact("Zoé", "Lefèvre", "zoe.lefevre@dupont.example", "Directrice des achats", "Mrs"));
        at(ateliers, contact("Jean-Noël", "D’Hérouville", "jn.dherouville@dupont.example", "Chef d’atelier", "Mr"));
        at(mcDonald, contact("Aïcha", "Benali", "AICHA.BENALI@lyon.example", "Franchisée", "Mrs"));
        at(boulangerie, contact("Paul", "Martin", "paul.martin@epidor.example", "Boulanger 🥖", "Mr"));
        mautic.addPoints(ids.getFirst(), 25);
        mautic.unsubscribe(ids.get(1), "email");
        for (var id : ids) {
            mautic.addTimelineEvent(id, "form.submitted", "Formulaire envoyé", "Demande de devis", clock.instant());
        }
        contact("Sans", "Société", "sans.societe@example.com", "Indépendante", "Mrs");
        at(boulangerie, stopped());
    }

    private long company(String name, String address, String zipCode, String city, String phone) {
        return mautic.createCompany(Map.of(
                "companyname", name,
                "companyaddress1", address,
                "companyzipcode", zipCode,
                "companycity", city,
                "companyphone", phone,
                "companycountry", "France"));
    }

    private long contact(String firstName, String lastName, String email, String position, String title) {
        long id = mautic.createContact(Map.of(
                "firstname", firstName,
                "lastname", lastName,
                "email", email,
                "position", position,
                "title", title,
                "country", "France"));
        ids.add(id);
        return id;
    }

    private long stopped() {
        long id = contact("Luc", "Discret", "luc.discret@epidor.example", "Associé", "Mr");
        mautic.editContact(id, Map.of("stop_sync_ines", "1"));
        return id;
    }

    private void at(long company, long contact) {
        mautic.addToCompany(contact, company);
        mautic.setPrimaryCompany(contact, company);
    }
}
