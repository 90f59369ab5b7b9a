package org.inesconnector.simulator.ines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.inesconnector.ines.Client;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.ContractCheck;
import org.inesconnector.ines.CustomFieldOwner;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesSettings;
import org.inesconnector.ines.InesValue;
import org.inesconnector.ines.Lead;
import org.inesconnector.ines.ValueList;
import org.inesconnector.simulator.ines.Administration.CustomField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract that the simulator publishes, as the INES client sees it. */
class ClientContractTest {

    private final InesSimulator ines = InesSimulator.start(0);
    private final InesSettings settings = new InesSettings(ines.url(), InesSimulator.ACCOUNT, InesSimulator.USERNAME,
            InesSimulator.PASSWORD);

    @AfterEach
    void stop() {
        ines.close();
    }

    @Test
    void theContractCheckFindsNoDifference() {
        var report = ContractCheck.read(settings);

        assertThat(report.differences()).isEmpty();
        assertThat(report.isUsable()).isTrue();
        assertThat(ines.calls().counts()).isEqualTo(Map.of("wsdl", 4));
    }

    @Test
    void noContractIsReadForACall() {
        try (var client = InesClient.create(settings)) {
            client.syncInfo();
            client.valueList(ValueList.ORIGINS);
        }

        assertThat(ines.calls().count("wsdl")).isZero();
    }

    @Test
    void everythingThatTheClientSendsIsAsTheContractSays() throws Exception {
        try (var client = InesClient.create(settings)) {
            useEveryOperation(client);
        }

        assertThat(ines.calls().counts()).hasSize(23);
        assertEveryRequestIsAsTheContractSays();
    }

    @Test
    void anotherNamespaceOrderAndMoreElementsAreSpokenWhereTheContractSaysSo() throws Exception {
        ines.administration().dialect(new Dialect("http://tempuri.org/", "http://tempuri.org/", true,
                Map.of("ContactInfo", List.of("LinkedIn"), "ContactInfoAuto", List.of("LinkedIn"))));
        int company = ines.addClient(Map.of("CompanyName", "Acme"));
        int contact = ines.addContact(company, Map.of("LastName", "Lefèvre", "LinkedIn", "in/lefevre"));
        var report = ContractCheck.read(settings);
        report.requireUsable();

        try (var client = InesClient.create(settings, report.adaptation())) {
            useEveryOperation(client);
            client.updateContact(client.contact(contact).orElseThrow()
                    .with(ContactField.FIRST_NAME, InesValue.text("Anne")));
        }

        assertThat(report.differences()).isNotEmpty();
        assertThat(ines.contact(contact).orElseThrow().values()).containsEntry("FirstName", "Anne")
                .containsEntry("LastName", "Lefèvre").containsEntry("LinkedIn", "in/lefevre");
        assertEveryRequestIsAsTheContractSays();
    }

    private void assertEveryRequestIsAsTheContractSays() throws Exception {
        for (var path : List.of("/wslogin/login.asmx", "/ws/wsicm.asmx", "/ws/wscf.asmx",
                "/ws/WSAutomationSync.asmx")) {
            var contract = ServedContract.at(ines.url(), path);
            for (var call : ines.calls().all()) {
                if (path.equals(pathOf(call.operation()))) {
                    contract.validate(call.request());
                }
            }
        }
    }

    private void useEveryOperation(InesClient client) {
        for (var owner : CustomFieldOwner.values()) {
            ines.administration().customFields(owner, List.of(new CustomField(31, "Couleur", "text")));
        }
        client.syncInfo();
        for (var list : ValueList.values()) {
            client.valueList(list);
        }
        var company = Client.blank().with(ClientField.COMPANY_NAME, InesValue.text("Éts <Lefèvre>"));
        var created = client.addClientWithContacts(company, List.of(Contact.blank(), Contact.blank()));
        int contact = client.addContact(created.clientReference(), Contact.blank()
                .with(ContactField.LAST_NAME, InesValue.text("Lefèvre")));
        client.updateContact(client.contact(contact).orElseThrow());
        client.updateClient(client.client(created.clientReference()).orElseThrow());
        int lead = client.addLead(new Lead(created.clientReference(), contact, "a@x.fr", "x", "y", 3, 5));
        var records = Map.of(CustomFieldOwner.CONTACT, contact, CustomFieldOwner.COMPANY, created.clientReference(),
                CustomFieldOwner.LEAD, lead);
        records.forEach((owner, reference) -> {
            client.insertCustomField(owner, reference, 31, "vert");
            var value = client.customFields(owner, reference).getFirst();
            if (owner != CustomFieldOwner.LEAD) {
                client.updateCustomField(owner, reference, value);
            }
        });
        client.deleteAutomationContact(contact);
    }

    private static String pathOf(String operation) {
        return switch (operation) {
            case "wsdl" -> "";
            case "authenticationWs" -> "/wslogin/login.asmx";
            case "GetSyncInfo", "AddClientWithContacts", "AddContact", "AddLead", "UpdateContact",
                    "DeleteAutomationContact" ->
                "/ws/WSAutomationSync.asmx";
            default -> operation.endsWith("CF") ? "/ws/wscf.asmx" : "/ws/wsicm.asmx";
        };
    }
}
