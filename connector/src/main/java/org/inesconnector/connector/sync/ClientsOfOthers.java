package org.inesconnector.connector.sync;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.ines.Client;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.Contact;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;
import org.springframework.stereotype.Component;

/** Recognises clients that are another company's: INES says whose by its id, or it has the name of one that Mautic has. */
@Component
class ClientsOfOthers {

    /** Mautic's comparison does not look at accents. */
    private static final int SOME = 10;

    private final InesReading ines;
    private final MauticClient mautic;

    ClientsOfOthers(InesReading ines, MauticClient mautic) {
        this.ines = ines;
        this.mautic = mautic;
    }

    /** Whether INES says that a client with another name is another company's, whether Mautic has that one or not. */
    boolean isAnothers(Client client, MauticCompany company) {
        return Adoption.otherCompany(client, company).isPresent() || named(client, company).isPresent();
    }

    /** Whether the client is another company's that Mautic has. */
    boolean isAnothersOfMautic(Client client, MauticCompany company) {
        return other(client, company).isPresent();
    }

    private Optional<Long> other(Client client, MauticCompany company) {
        var id = Adoption.otherCompany(client, company);
        return id.isPresent()
                ? mautic.companies(List.of(id.getAsLong())).stream().map(MauticCompany::id).findFirst()
                : named(client, company);
    }

    /** An older plugin made clients without the company's id: then the name says whose it is, where Mautic has it. */
    private Optional<Long> named(Client client, MauticCompany company) {
        var name = Adoption.text(client.value(ClientField.COMPANY_NAME));
        return name.isEmpty() || Adoption.isOf(company, client)
                ? Optional.empty()
                : mautic.companiesNamed(name, SOME).stream()
                        .filter(other -> other.id() != company.id() && Adoption.isOf(other, client))
                        .map(MauticCompany::id)
                        .findFirst();
    }

    /**
     * Who was pushed by an older plugin with an employer, and is with another one in Mautic now: INES has the contact at the
     * former one's client still, which Mautic's field names. Whom a salesperson moved is not where that field says.
     *
     * @return the link that such a push would have left
     */
    Optional<ContactLink> left(MauticContact contact, MauticCompany company, Known known, Held held) {
        return held.contact()
                .filter(_ -> known.contactLink().isEmpty())
                .filter(found -> known.mauticClientRef().equals(OptionalInt.of(found.clientReference())))
                .filter(found -> Adoption.isContact(found, contact))
                .flatMap(found -> whereItIs(found, known, held)
                        .flatMap(client -> other(client, company))
                        .map(former -> link(contact, found, former)));
    }

    /** Nobody has left the client that is linked with the company, or that its colleagues are at. */
    private Optional<Client> whereItIs(Contact found, Known known, Held held) {
        return held.client().filter(client -> client.reference() == found.clientReference()).isPresent()
                ? held.client()
                        .filter(_ -> known.companyLink().isEmpty() && known.colleaguesClientRef().isEmpty())
                : client(found.clientReference());
    }

    /** Where INES does not give it, nothing says that it is another's. */
    private Optional<Client> client(int reference) {
        try {
            return ines.client(reference);
        } catch (NotCertainlyGone _) {
            return Optional.empty();
        }
    }

    private static ContactLink link(MauticContact contact, Contact found, long company) {
        return new ContactLink(
                contact.id(),
                found.reference(),
                found.clientReference(),
                company,
                Optional.empty(),
                Map.of(),
                false);
    }
}
