package org.inesconnector.ines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.inesconnector.ines.ClientCreated.ContactCreated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class WritingTest {

    private final StandInInes ines = new StandInInes();
    private final InesClient client = ines.client();

    @AfterEach
    void close() {
        client.close();
        ines.close();
    }

    private static Contact contact(int automationRef, String email) {
        return Contact.blank().with(ContactField.AUTOMATION_REF, InesValue.whole(automationRef))
                .with(ContactField.PRIMARY_MAIL_ADDRESS, InesValue.text(email));
    }

    private static Client company(String name) {
        return Client.blank().with(ClientField.COMPANY_NAME, InesValue.text(name));
    }

    private static Element child(Element parent, String name) {
        return SafeXml.children(parent, InesService.NAMESPACE, name).findFirst().orElseThrow();
    }

    private static List<String> names(Element parent) {
        return SafeXml.children(parent).stream().map(Element::getLocalName).toList();
    }

    private void createsClient(int client, String... contacts) {
        ines.answer("AddClientWithContacts",
                "<AddClientWithContactsResult><InternalRef>" + client + "</InternalRef><Contacts>"
                        + String.join("", contacts) + "</Contacts></AddClientWithContactsResult>");
    }

    private static String created(int reference, int automationRef, String email) {
        return ("<ContactInfoAuto><PrimaryMailAddress>%s</PrimaryMailAddress><InternalRef>%d</InternalRef>"
                + "<AutomationRef>%d</AutomationRef></ContactInfoAuto>").formatted(email, reference, automationRef);
    }

    @Test
    void aCreationSendsEveryElementInOrderWithTheValueForNothingWhereThereIsNone() {
        createsClient(7, created(42, 1, "a@b.fr"));
        client.addClientWithContacts(company("Atelier"), List.of(contact(1, "a@b.fr")));
        var sent = child(ines.request("AddClientWithContacts").content(), "client");
        assertThat(names(sent)).containsExactlyElementsOf(Stream.concat(
                withIsNew(Arrays.stream(ClientField.values()), "AutomationRef"), Stream.of("Contacts")).toList());
        var person = child(child(sent, "Contacts"), "ContactInfoAuto");
        assertThat(names(person)).containsExactlyElementsOf(
                withIsNew(Arrays.stream(ContactField.values()), "Language").filter(name -> !name.equals("DateOfBirth"))
                        .toList());
        assertThat(child(person, "Confidentiality").getTextContent()).isEqualTo("Undefined");
        assertThat(child(person, "Rang").getTextContent()).isEqualTo("Principal");
        assertThat(child(person, "Author").getTextContent()).isEqualTo("0");
        assertThat(child(person, "LastName").getTextContent()).isEmpty();
        assertThat(child(person, "IsNew").getTextContent()).isEqualTo("true");
        assertThat(child(person, "CreationDate").getTextContent()).isEqualTo(StandInInes.NOW_IN_PARIS);
        assertThat(child(sent, "CreationDate").getTextContent()).isEqualTo(StandInInes.NOW_IN_PARIS);
        assertThat(child(sent, "IsNew").getTextContent()).isEqualTo("true");
        assertThat(child(sent, "PaymentMethodRef").getTextContent()).isEqualTo("1");
    }

    private static Stream<String> withIsNew(Stream<? extends InesField> fields, String before) {
        return fields.map(InesField::key).flatMap(key -> key.equals(before) ? Stream.of("IsNew", key) : Stream.of(key));
    }

    @Test
    void aMeansOfPaymentIsNeverSentAsZero() {
        createsClient(7);
        client.addClientWithContacts(company("Atelier").with(ClientField.PAYMENT_METHOD_REF, InesValue.whole(0)),
                List.of());
        assertThat(ines.request("AddClientWithContacts").text("PaymentMethodRef")).isEqualTo("1");
        client.addClientWithContacts(company("Atelier").with(ClientField.PAYMENT_METHOD_REF, InesValue.whole(3)),
                List.of());
        assertThat(ines.request("AddClientWithContacts").text("PaymentMethodRef")).isEqualTo("3");
    }

    @Test
    void aClientCanBeCreatedWithoutContacts() {
        createsClient(7);
        assertThat(client.addClientWithContacts(company("Atelier"), List.of()))
                .isEqualTo(new ClientCreated(7, List.of()));
        ines.answer("AddClientWithContacts",
                "<AddClientWithContactsResult><InternalRef>8</InternalRef></AddClientWithContactsResult>");
        assertThat(client.addClientWithContacts(company("Atelier"), List.of()).clientReference()).isEqualTo(8);
    }

    @Test
    void createdContactsAreRecognisedByTheirAutomationRefInWhateverOrder() {
        createsClient(7, created(52, 2, "x@y.fr"), created(51, 1, "x@y.fr"));
        assertThat(client.addClientWithContacts(company("Atelier"), List.of(contact(1, "x@y.fr"), contact(2, "x@y.fr")))
                .contacts())
                .containsExactly(new ContactCreated(1, 51), new ContactCreated(2, 52));
    }

    @Test
    void createdContactsAreElseRecognisedByTheirEmailWhateverItsCapitals() {
        createsClient(7, created(52, 0, "B@y.fr"), created(51, 0, "A@y.fr"));
        assertThat(client.addClientWithContacts(company("Atelier"), List.of(contact(1, "a@Y.FR"), contact(2, "b@y.fr")))
                .contacts())
                .containsExactly(new ContactCreated(1, 51), new ContactCreated(2, 52));
    }

    @Test
    void aContactThatTheAnswerDoesNotHaveWasNotCreated() {
        createsClient(7, created(51, 1, "a@y.fr"));
        assertThat(client.addClientWithContacts(company("Atelier"), List.of(contact(1, "a@y.fr"), contact(2, "b@y.fr")))
                .contacts())
                .containsExactly(new ContactCreated(1, 51), new ContactCreated(2, 0));
    }

    @Test
    void aClientAnsweredWithoutReferenceMayHaveBeenCreated() {
        createsClient(0, created(51, 1, "a@y.fr"));
        assertThatExceptionOfType(InesException.NotUnderstood.class)
                .isThrownBy(() -> client.addClientWithContacts(company("Atelier"), List.of(contact(1, "a@y.fr"))));
        ines.answer("AddClientWithContacts", "<AddClientWithContactsResult/>");
        assertThatExceptionOfType(InesException.NotUnderstood.class)
                .isThrownBy(() -> client.addClientWithContacts(company("Atelier"), List.of()));
    }

    @Test
    void anAnswerWithNothingAboutTheClientLeavesOpenWhetherItWasCreated() {
        ines.answer("AddClientWithContacts", "");
        assertThatExceptionOfType(InesException.NotUnderstood.class)
                .isThrownBy(() -> client.addClientWithContacts(company("Atelier"), List.of()))
                .matches(InesException::mayHaveBeenDone);
    }

    @Test
    void aContactIsAddedToAClientWithItsScoringAndFlags() {
        ines.answer("AddContact", "<AddContactResult><InternalRef>42</InternalRef></AddContactResult>");
        var contact = contact(3, "a@b.fr").with(ContactField.SCORING, InesValue.whole(25))
                .with(ContactField.DESABO, InesValue.text("1")).with(ContactField.N_PAI, InesValue.text("0"));
        assertThat(client.addContact(7, contact)).isEqualTo(42);
        var sent = ines.request("AddContact").content();
        assertThat(names(sent)).containsExactly("contact", "AutomationRef", "clientRef", "scoring", "desabo", "npai");
        assertThat(SafeXml.children(sent).stream().skip(1).map(Element::getTextContent)).containsExactly("3", "7", "25",
                "1", "0");
        assertThat(child(child(sent, "contact"), "CompanyRef").getTextContent()).isEqualTo("7");
        assertThat(child(child(sent, "contact"), "IsNew").getTextContent()).isEqualTo("true");
    }

    @Test
    void aContactAnsweredWithoutReferenceMayHaveBeenAdded() {
        ines.answer("AddContact", "<AddContactResult><InternalRef>0</InternalRef></AddContactResult>");
        assertThatExceptionOfType(InesException.NotUnderstood.class)
                .isThrownBy(() -> client.addContact(7, contact(3, "a@b.fr")))
                .matches(InesException::mayHaveBeenDone);
    }

    @Test
    void anUpdateSendsTheWholeContactWithTheMomentOfTheChange() {
        ines.answer("UpdateContact", "<UpdateContactResult>42</UpdateContactResult>");
        client.updateContact(contact(3, "a@b.fr").with(ContactField.INTERNAL_REF, InesValue.whole(42))
                .with(ContactField.CREATION_DATE, InesValue.moment(LocalDateTime.parse("2019-01-02T03:04:05")))
                .with(ContactField.CITY, InesValue.text("Orléans")));
        var sent = ines.request("UpdateContact");
        assertThat(names(child(sent.content(), "contact"))).hasSize(ContactField.values().length);
        assertThat(sent.text("IsNew")).isEqualTo("false");
        assertThat(sent.text("ModificationDate")).isEqualTo(StandInInes.NOW_IN_PARIS);
        assertThat(sent.text("CreationDate")).isEqualTo("2019-01-02T03:04:05");
        assertThat(sent.text("City")).isEqualTo("Orléans");
        assertThat(sent.session()).isEqualTo("S1");
    }

    @Test
    void anUpdateSendsNoElementThatOurContractDoesNotHave() {
        ines.answer("GetContact",
                "<GetContactResult><InternalRef>42</InternalRef><Twitter>@m</Twitter></GetContactResult>");
        ines.answer("UpdateContact", "<UpdateContactResult>42</UpdateContactResult>");
        client.updateContact(client.contact(42).orElseThrow());
        assertThat(ines.request("UpdateContact").text("Twitter")).isNull();
    }

    @Test
    void anUpdateAnsweredWithAnotherReferenceMeansThatTheRecordIsGone() {
        ines.answer("UpdateContact", "<UpdateContactResult>0</UpdateContactResult>");
        assertThatExceptionOfType(InesException.NotFound.class).isThrownBy(
                () -> client.updateContact(Contact.blank().with(ContactField.INTERNAL_REF, InesValue.whole(42))));
        ines.answer("UpdateClient", "<UpdateClientResult><InternalRef>8</InternalRef></UpdateClientResult>");
        assertThatExceptionOfType(InesException.NotFound.class).isThrownBy(
                () -> client.updateClient(Client.blank().with(ClientField.INTERNAL_REF, InesValue.whole(7))));
    }

    @Test
    void aClientIsUpdatedThroughTheContactManager() {
        ines.answer("UpdateClient", "<UpdateClientResult><InternalRef>7</InternalRef></UpdateClientResult>");
        client.updateClient(company("Atelier").with(ClientField.INTERNAL_REF, InesValue.whole(7))
                .with(ClientField.PAYMENT_METHOD_REF, InesValue.whole(0)));
        var sent = ines.request("UpdateClient");
        assertThat(sent.path()).isEqualTo("/ws/wsicm.asmx");
        assertThat(sent.text("ModifiedDate")).isEqualTo(StandInInes.NOW_IN_PARIS);
        assertThat(sent.text("PaymentMethodRef")).isEqualTo("1");
        assertThat(sent.text("IsNew")).isEqualTo("false");
    }

    @Test
    void aLeadSendsZeroForWhatIsNotKnownOfIt() {
        ines.answer("AddLead", "<AddLeadResult>99</AddLeadResult>");
        assertThat(client.addLead(new Lead(7, 42, "a@b.fr", "Formulaire", "Demande de démo", 5, 30))).isEqualTo(99);
        var sent = child(ines.request("AddLead").content(), "info");
        assertThat(SafeXml.children(sent)).extracting(Element::getTextContent).containsExactly("7", "42", "a@b.fr",
                "Formulaire", "Demande de démo", "5", "30", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0");
    }

    @Test
    void aContactIsFlaggedNotDeletedAndAnythingButSuccessIsARefusal() {
        ines.answer("DeleteAutomationContact",
                "<DeleteAutomationContactResult>Success</DeleteAutomationContactResult>");
        client.deleteAutomationContact(42);
        assertThat(ines.request("DeleteAutomationContact").text("InesRef")).isEqualTo("42");
        ines.answer("DeleteAutomationContact", "<DeleteAutomationContactResult>false</DeleteAutomationContactResult>");
        assertThatExceptionOfType(InesException.Refused.class).isThrownBy(() -> client.deleteAutomationContact(42));
    }

    @Test
    void aValueOfAnotherTypeThanItsFieldIsAMistakeOfTheCaller() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> client.addContact(7, Contact.blank().with(ContactField.TYPE, InesValue.text("client"))))
                .withMessageContaining("Type");
    }
}
