package org.inesconnector.simulator.ines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WritingTest {

    private final InesSimulator ines = InesSimulator.start(0);
    private final RawSoap soap = RawSoap.signedIn(ines);

    @AfterEach
    void stop() {
        ines.close();
    }

    @Test
    void aClientIsCreatedWithItsContactsAndEachGetsAReference() {
        var answer = soap.call("sync", "AddClientWithContacts", """
                <client><CompanyName>Société Générale d'Édition &amp; Fils</CompanyName><Type>2</Type>
                <PaymentMethodRef>1</PaymentMethodRef><AutomationRef>7</AutomationRef><InternalRef>0</InternalRef>
                <Contacts>
                <ContactInfoAuto><LastName>Lefèvre</LastName><PrimaryMailAddress>a@x.fr</PrimaryMailAddress>\
                <AutomationRef>41</AutomationRef></ContactInfoAuto>
                <ContactInfoAuto><LastName>Nguyễn 🐝</LastName><PrimaryMailAddress>b@x.fr</PrimaryMailAddress>\
                <AutomationRef>42</AutomationRef></ContactInfoAuto>
                </Contacts></client>""");

        var client = ines.clients().getFirst();
        assertThat(client.value("CompanyName")).isEqualTo("Société Générale d'Édition & Fils");
        assertThat(ines.contacts()).extracting(StoredContact::clientReference)
                .containsExactly(client.reference(), client.reference());
        assertThat(ines.contacts()).extracting(contact -> contact.value("LastName"))
                .containsExactly("Lefèvre", "Nguyễn 🐝");
        var references = ines.contacts().stream().map(contact -> Integer.toString(contact.reference())).toList();
        assertThat(answer.texts("InternalRef")).containsExactly(Integer.toString(client.reference()),
                references.get(1), references.get(0));
        assertThat(answer.texts("AutomationRef")).containsExactly("7", "42", "41");
        assertThat(answer.texts("PrimaryMailAddress")).containsExactly("b@x.fr", "a@x.fr");
    }

    @Test
    void theSameClientSentTwiceIsThereTwice() {
        var client = """
                <client><CompanyName>Acme</CompanyName><PaymentMethodRef>1</PaymentMethodRef></client>""";
        var first = soap.call("sync", "AddClientWithContacts", client).number("InternalRef");
        var second = soap.call("sync", "AddClientWithContacts", client).number("InternalRef");

        assertThat(ines.clients()).extracting(StoredClient::reference).containsExactly(first, second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<PaymentMethodRef>0</PaymentMethodRef>"})
    void aClientWithoutAPaymentMethodIsRefusedAndNothingIsCreated(String paymentMethod) {
        var created = soap.call("sync", "AddClientWithContacts", "<client><CompanyName>Acme</CompanyName>"
                + paymentMethod + "<Contacts><ContactInfoAuto/></Contacts></client>");
        var known = ines.addClient(Map.of("CompanyName", "Durand SA"));
        var update = "<client><CompanyName>Dupont SA</CompanyName>" + paymentMethod + "<InternalRef>" + known
                + "</InternalRef></client>";

        assertThat(created.faultWords()).contains("PaymentMethodRef");
        assertThat(soap.call("icm", "UpdateClient", update).isFault()).isTrue();
        assertThat(soap.call("sync", "UpdateClient", update).isFault()).isTrue();
        assertThat(ines.clients()).extracting(client -> client.value("CompanyName")).containsExactly("Durand SA");
        assertThat(ines.contacts()).isEmpty();
    }

    @Test
    void aContactIsAddedToAClientThatExists() {
        var client = ines.addClient(Map.of("CompanyName", "Acme"));

        var answer = soap.call("sync", "AddContact", """
                <contact><LastName>Lefèvre</LastName></contact><AutomationRef>41</AutomationRef>
                <clientRef>%d</clientRef><scoring>55</scoring><desabo>1</desabo><npai>0</npai>""".formatted(client));

        var contact = ines.contact(answer.number("InternalRef")).orElseThrow();
        assertThat(contact.clientReference()).isEqualTo(client);
        assertThat(contact.values()).isEqualTo(Map.of("LastName", "Lefèvre", "AutomationRef", "41", "Scoring", "55",
                "Desabo", "1", "NPai", "0"));
    }

    @Test
    void aContactIsNotAddedToAnUnknownClient() {
        var answer = soap.call("sync", "AddContact", """
                <contact><LastName>Lefèvre</LastName></contact><AutomationRef>41</AutomationRef>
                <clientRef>4</clientRef><scoring>0</scoring>""");

        assertThat(answer.faultWords()).isEqualTo("La société 4 n'existe pas");
        assertThat(ines.contacts()).isEmpty();
    }

    @Test
    void anUpdateOfAContactBlanksWhatItLeavesOut() {
        var client = ines.addClient(Map.of("CompanyName", "Acme"));
        var contact = ines.addContact(client, Map.of("LastName", "Lefèvre", "City", "Lyon", "Scoring", "12",
                "Confidentiality", "Public", "DateOfBirth", "1980-05-01T00:00:00"));

        var answer = soap.call("sync", "UpdateContact",
                """
                <contact><CompanyRef>%d</CompanyRef><FirstName>Anne</FirstName><InternalRef>%d</InternalRef></contact>"""
                        .formatted(client, contact));
        var read = soap.call("icm", "GetContact", "<reference>" + contact + "</reference>");

        assertThat(answer.number("UpdateContactResult")).isEqualTo(contact);
        assertThat(ines.contact(contact).orElseThrow().values()).isEqualTo(Map.of("FirstName", "Anne"));
        assertThat(read.text("LastName")).isEmpty();
        assertThat(read.number("Scoring")).isZero();
        assertThat(read.text("Confidentiality")).isEqualTo("Undefined");
        assertThat(read.text("Rang")).isEqualTo("Principal");
        assertThat(read.texts("DateOfBirth")).isEmpty();
    }

    @Test
    void anUpdateOfAClientBlanksWhatItLeavesOut() {
        var client = ines.addClient(Map.of("CompanyName", "Acme", "City", "Lyon", "CA", "120"));

        var answer = soap.call("icm", "UpdateClient", """
                <client><CompanyName>Acme SAS</CompanyName><PaymentMethodRef>3</PaymentMethodRef>
                <InternalRef>%d</InternalRef></client>""".formatted(client));

        assertThat(answer.number("InternalRef")).isEqualTo(client);
        assertThat(ines.client(client).orElseThrow().values())
                .isEqualTo(Map.of("CompanyName", "Acme SAS", "PaymentMethodRef", "3"));
    }

    @Test
    void anElementThatTheContractDoesNotKnowIsKeptAnsweredAndBlankedLikeTheOthers() {
        var client = ines.addClient(Map.of("CompanyName", "Acme"));
        var contact = ines.addContact(client, Map.of("LastName", "Lefèvre", "LinkedIn", "in/lefevre"));
        var get = "<reference>" + contact + "</reference>";
        var update = "<contact><CompanyRef>" + client + "</CompanyRef><InternalRef>" + contact + "</InternalRef>";

        assertThat(soap.call("icm", "GetContact", get).text("LinkedIn")).isEqualTo("in/lefevre");
        soap.call("sync", "UpdateContact", update + "<LinkedIn>in/anne</LinkedIn></contact>");
        assertThat(soap.call("icm", "GetContact", get).text("LinkedIn")).isEqualTo("in/anne");
        soap.call("sync", "UpdateContact", update + "</contact>");
        assertThat(soap.call("icm", "GetContact", get).texts("LinkedIn")).isEmpty();
    }

    @Test
    void anotherCompanyRefMovesTheContact() {
        var old = ines.addClient(Map.of("CompanyName", "Acme"));
        var other = ines.addClient(Map.of("CompanyName", "Durand SA"));
        var contact = ines.addContact(old, Map.of("LastName", "Lefèvre"));
        var update = "<contact><CompanyRef>%d</CompanyRef><InternalRef>%d</InternalRef></contact>";

        soap.call("sync", "UpdateContact", update.formatted(other, contact));
        assertThat(ines.contact(contact).orElseThrow().clientReference()).isEqualTo(other);

        assertThat(soap.call("sync", "UpdateContact", update.formatted(77, contact)).faultWords()).contains("77");
        assertThat(ines.contact(contact).orElseThrow().clientReference()).isEqualTo(other);
    }

    @Test
    void whatDoesNotExistCannotBeUpdated() {
        var client = ines.addClient(Map.of("CompanyName", "Acme"));
        var contact = soap.call("sync", "UpdateContact",
                "<contact><CompanyRef>" + client + "</CompanyRef><InternalRef>5</InternalRef></contact>");
        var other = soap.call("icm", "UpdateClient",
                "<client><PaymentMethodRef>1</PaymentMethodRef><InternalRef>6</InternalRef></client>");

        assertThat(contact.faultWords()).isEqualTo("Le contact 5 n'existe pas");
        assertThat(other.faultWords()).isEqualTo("La société 6 n'existe pas");
    }

    @Test
    void aLeadIsWrittenOnAClientAndAContactThatExist() {
        var client = ines.addClient(Map.of("CompanyName", "Acme"));
        var contact = ines.addContact(client, Map.of("LastName", "Lefèvre"));
        var lead = """
                <info><ClRef>%d</ClRef><CtRef>%d</CtRef><MailExpe>a@x.fr</MailExpe>
                <DescriptionCourte>Formulaire</DescriptionCourte><FileRef>3</FileRef></info>""";

        var told = new ArrayList<Integer>();
        ines.watchLeads(written -> told.add(written.reference()));

        var reference = soap.call("sync", "AddLead", lead.formatted(client, contact)).number("AddLeadResult");

        assertThat(told).containsExactly(reference);
        assertThat(soap.call("sync", "AddLead", lead.formatted(1, contact)).faultWords()).contains("société 1");
        assertThat(soap.call("sync", "AddLead", lead.formatted(client, 2)).faultWords()).contains("contact 2");
        assertThat(ines.leads()).singleElement().satisfies(stored -> {
            assertThat(stored.reference()).isEqualTo(reference);
            assertThat(stored.clientReference()).isEqualTo(client);
            assertThat(stored.contactReference()).isEqualTo(contact);
            assertThat(stored.channel()).isEqualTo(3);
            assertThat(stored.value("DescriptionCourte")).isEqualTo("Formulaire");
        });
    }

    @Test
    void deletingAnAutomationContactFlagsItAndDeletesNothing() {
        var contact = ines.addContact(ines.addClient(Map.of()), Map.of("LastName", "Lefèvre"));

        var answer = soap.call("sync", "DeleteAutomationContact", "<InesRef>" + contact + "</InesRef>");

        assertThat(answer.text("DeleteAutomationContactResult")).isEqualTo("Success");
        assertThat(ines.contact(contact).orElseThrow().synchronised()).isFalse();
        assertThat(ines.contact(contact).orElseThrow().value("LastName")).isEqualTo("Lefèvre");
        assertThat(soap.call("sync", "DeleteAutomationContact", "<InesRef>1</InesRef>").isFault()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"LastName,255", "Comment,4000"})
    void aTextLongerThanItsColumnIsRefusedInTheDatabasesWords(String element, int limit) {
        var client = ines.addClient(Map.of("CompanyName", "Acme"));
        var body = "<contact><%1$s>%2$s</%1$s></contact><AutomationRef>1</AutomationRef><clientRef>%3$d</clientRef>"
                + "<scoring>0</scoring>";

        var refused = soap.call("sync", "AddContact", body.formatted(element, "é".repeat(limit + 1), client));
        var taken = soap.call("sync", "AddContact", body.formatted(element, "é".repeat(limit), client));

        assertThat(refused.faultWords()).startsWith("Les données de chaîne ou binaires seront tronquées");
        assertThat(taken.isFault()).isFalse();
        assertThat(ines.contacts()).hasSize(1);
    }

    @Test
    void oneContactTooLongForItsColumnsKeepsTheClientFromBeingCreated() {
        ines.administration().textLimit("City", 3);

        var answer = soap.call("sync", "AddClientWithContacts", """
                <client><CompanyName>Acme</CompanyName><PaymentMethodRef>1</PaymentMethodRef>
                <Contacts><ContactInfoAuto><City>Lyon</City></ContactInfoAuto></Contacts></client>""");

        assertThat(answer.isFault()).isTrue();
        assertThat(ines.clients()).isEmpty();
    }
}
