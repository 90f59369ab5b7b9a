package org.inesconnector.connector.sync;

import java.util.List;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.Client;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.Lookup;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticCompany;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Whether a client stands for a company, of whose creation a person says how it ended. */
@Component
class AnsweredClient {

    private final Links links;
    private final ObjectProvider<InesClient> ines;
    private final ObjectProvider<MauticClient> mautic;

    AnsweredClient(Links links, ObjectProvider<InesClient> ines, ObjectProvider<MauticClient> mautic) {
        this.links = links;
        this.ines = ines;
        this.mautic = mautic;
    }

    sealed interface Judged {

        record IsTheCompany() implements Judged {}

        record IsAnother(Message why) implements Judged {}

        record NotRead(Message why) implements Judged {}
    }

    /**
     * By its id or name, unless another company is linked with it.
     *
     * @param hasWhatWasCreated whether INES has there what this creation created: then a client of which nobody says whose
     *     it is, such as one that a salesperson merged with the new one, is the company's too
     */
    Judged judge(int clientRef, long companyId, boolean hasWhatWasCreated) {
        return switch (ines.getObject().lookUpClient(clientRef)) {
            case Lookup.Found<Client>(Client client) -> judge(client, companyId, hasWhatWasCreated);
            case Lookup.Absent<Client> _ -> new Judged.NotRead(Message.of("settle.no-such-client", clientRef));
            case Lookup.Faulted<Client>(String words) ->
                new Judged.NotRead(Message.of("settle.client-not-read", clientRef, words));
        };
    }

    private Judged judge(Client client, long companyId, boolean hasWhatWasCreated) {
        var linked = links.anotherCompanyAt(client.reference(), companyId);
        if (linked.isPresent()) {
            return new Judged.IsAnother(
                    Message.of("settle.client-taken", client.reference(), linked.get(), companyId));
        }
        var id = Adoption.text(client.value(ClientField.AUTOMATION_REF));
        boolean isNobodys = id.isEmpty() || id.equals("0");
        return id.equals(Long.toString(companyId)) || (isNobodys && hasWhatWasCreated)
                ? new Judged.IsTheCompany()
                : byName(client, companyId);
    }

    private Judged byName(Client client, long companyId) {
        var company = mautic.getObject().companies(List.of(companyId)).stream().findFirst();
        return company.filter(found -> Adoption.isOf(found, client)).isPresent()
                ? new Judged.IsTheCompany()
                : new Judged.IsAnother(Message.of(
                        "settle.other-client",
                        client.reference(),
                        Adoption.text(client.value(ClientField.COMPANY_NAME)),
                        companyId,
                        company.flatMap(MauticCompany::name).orElse("")));
    }
}
