package org.inesconnector.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.inesconnector.ines.Client;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesValue;
import org.inesconnector.ines.Lead;
import org.inesconnector.mautic.ContactFilter;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;
import org.inesconnector.processes.Wrong;

/**
 * The sequential baseline: the calls of the best-known client, in its order, one contact after another. What it does
 * within Mautic costs nothing here, but for the references that it writes.
 */
final class OldPlugin implements AutoCloseable {

    private static final int CHANNEL = 3;

    private final InesClient ines;
    private final MauticClient mautic;

    OldPlugin(SimulatedSides sides) {
        ines = InesClient.create(sides.inesSettings());
        mautic = MauticClient.create(sides.mauticSettings());
    }

    /** So many contacts in so many seconds. */
    record Pace(int contacts, double seconds) {

        double perSecond() {
            return contacts / seconds;
        }
    }

    private record Known(int contact, int client) {}

    /** The same contacts as new ones, as unchanged ones, and as changed ones. */
    record Paces(Pace created, Pace checked, Pace changed) {}

    /** @param warmUp so many of the contacts count for nothing */
    Paces measure(int warmUp) {
        ines.syncInfo();
        var contacts = mautic.contactsAfter(0, Integer.MAX_VALUE, List.<ContactFilter>of());
        var companies = mautic.primaryCompanies(contacts.stream().map(MauticContact::id).toList());
        var known = new ArrayList<Known>();
        var created = pace(contacts, warmUp, contact -> known.add(create(contact, companies)));
        var checked = pace(known, warmUp, this::check);
        var changed = pace(known, warmUp, this::change);
        return new Paces(created, checked, changed);
    }

    private static <T> Pace pace(List<T> all, int warmUp, Consumer<T> each) {
        all.stream().limit(warmUp).forEach(each);
        long begun = System.nanoTime();
        all.stream().skip(warmUp).forEach(each);
        return new Pace(all.size() - warmUp, (System.nanoTime() - begun) / 1e9);
    }

    private Known create(MauticContact contact, Map<Long, MauticCompany> companies) {
        var company = companies.get(contact.id());
        if (company == null) {
            throw new Wrong("A contact without a company");
        }
        var answer = ines.addClientWithContacts(client(company), List.of(contact(contact)));
        var known = new Known(answer.contacts().getFirst().reference(), answer.clientReference());
        mautic.writeFields(contact.id(), Map.of("id_contact_ines", Integer.toString(known.contact),
                "id_client_ines", Integer.toString(known.client)));
        ines.addLead(new Lead(known.client, known.contact, contact.email().orElse(""), "Mautic", "Création", CHANNEL,
                contact.points()));
        return known;
    }

    private void check(Known known) {
        var _ = ines.contact(known.contact).orElseThrow();
        var _ = ines.client(known.client).orElseThrow();
    }

    private void change(Known known) {
        var contact = ines.contact(known.contact).orElseThrow();
        var _ = ines.client(known.client).orElseThrow();
        ines.updateContact(contact.with(ContactField.FUNCTION, text("Changed")));
    }

    private static Contact contact(MauticContact from) {
        return Contact.blank()
                .with(ContactField.AUTOMATION_REF, InesValue.whole(Math.toIntExact(from.id())))
                .with(ContactField.PRIMARY_MAIL_ADDRESS, text(from.email().orElse("")))
                .with(ContactField.FIRST_NAME, text(from.field("firstname").orElse("")))
                .with(ContactField.LAST_NAME, text(from.field("lastname").orElse("")))
                .with(ContactField.CITY, text(from.field("city").orElse("")));
    }

    private static Client client(MauticCompany from) {
        return Client.blank()
                .with(ClientField.AUTOMATION_REF, InesValue.whole(Math.toIntExact(from.id())))
                .with(ClientField.COMPANY_NAME, text(from.name().orElse("")))
                .with(ClientField.CITY, text(from.field("companycity").orElse("")))
                .with(ClientField.TYPE, InesValue.whole(2))
                .with(ClientField.PAYMENT_METHOD_REF, InesValue.whole(1));
    }

    private static InesValue text(String value) {
        return InesValue.text(value);
    }

    @Override
    public void close() {
        ines.close();
        mautic.close();
    }
}
