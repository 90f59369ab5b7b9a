package org.inesconnector.simulator.ines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.inesconnector.ines.Client;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.ContractAdaptation;
import org.inesconnector.ines.CustomFieldDefinition;
import org.inesconnector.ines.CustomFieldOwner;
import org.inesconnector.ines.CustomFieldValue;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesException;
import org.inesconnector.ines.InesSettings;
import org.inesconnector.ines.InesValue;
import org.inesconnector.ines.Lead;
import org.inesconnector.ines.ValueList;
import org.inesconnector.ines.ValueListEntry;
import org.inesconnector.simulator.ines.Administration.Choice;
import org.inesconnector.simulator.ines.Administration.CustomField;
import org.inesconnector.simulator.ines.Administration.Deleted;
import org.inesconnector.simulator.ines.Administration.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every operation of the INES client against the simulator. */
class ClientOperationsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private final InesSimulator ines = InesSimulator.start(0);
    private final InesClient client = InesClient.create(settings(InesSimulator.PASSWORD), ContractAdaptation.NONE,
            InstantSource.fixed(NOW));

    @AfterEach
    void stop() {
        client.close();
        ines.close();
    }

    private InesSettings settings(String password) {
        return new InesSettings(ines.url(), InesSimulator.ACCOUNT, InesSimulator.USERNAME, password);
    }

    private static Contact person(String lastName, String email, int mauticId) {
        return Contact.blank().with(ContactField.LAST_NAME, InesValue.text(lastName))
                .with(ContactField.PRIMARY_MAIL_ADDRESS, InesValue.text(email))
                .with(ContactField.AUTOMATION_REF, InesValue.whole(mauticId));
    }

    private static Client company(String name) {
        return Client.blank().with(ClientField.COMPANY_NAME, InesValue.text(name));
    }

    private int knownContact() {
        return ines.addContact(ines.addClient(Map.of("CompanyName", "Acme")),
                Map.of("LastName", "Lefèvre", "City", "Lyon", "Scoring", "12"));
    }

    @Test
    void signingInTwiceIsOneCall() {
        client.signIn();
        client.signIn();

        assertThat(ines.calls().counts()).isEqualTo(Map.of("authenticationWs", 1));
    }

    @Test
    void wrongCredentialsAreSaidToBeWrong() {
        try (var other = InesClient.create(settings("wrong"))) {
            assertThatExceptionOfType(InesException.WrongCredentials.class).isThrownBy(other::signIn);
        }
    }

    @Test
    void theSynchronisationSettingsAreRead() {
        ines.administration().leadChannel(OptionalInt.of(5));
        ines.administration().clientType(9);
        ines.administration().customFields(CustomFieldOwner.CONTACT,
                List.of(new CustomField(31, "Couleur", "list", List.of("rouge", " ", "bleu")),
                        new CustomField(32, "Photo", "image")));
        ines.administration().customFields(CustomFieldOwner.COMPANY, List.of(new CustomField(41, "Né le", "date")));

        var info = client.syncInfo();

        assertThat(info.leadChannel()).hasValue(5);
        assertThat(info.defaultClientType()).isEqualTo(9);
        assertThat(info.contactCustomFields()).containsExactly(new CustomFieldDefinition(31, "Couleur",
                CustomFieldDefinition.Type.LIST, List.of("rouge", "bleu")));
        assertThat(info.companyCustomFields()).containsExactly(
                new CustomFieldDefinition(41, "Né le", CustomFieldDefinition.Type.DATE, List.of()));
    }

    @Test
    void noLeadChannelIsSetWhereItIsAbsentZeroOrNegative() {
        for (var channel : List.of(OptionalInt.empty(), OptionalInt.of(0), OptionalInt.of(-1))) {
            ines.administration().leadChannel(channel);
            assertThat(client.syncInfo().leadChannel()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aValueListOfNoneOneAndManyIsAList(ValueList list) {
        for (int size : new int[]{0, 1, 25}) {
            var choices = java.util.stream.IntStream.rangeClosed(1, size)
                    .mapToObj(i -> new Choice(i, "Choix " + i, i)).toList();
            ines.administration().contactTypes(choices);
            ines.administration().clientTypes(choices);
            ines.administration().origins(choices);
            var users = choices.stream().map(choice -> new User(choice.reference(), choice.reference(),
                    "Nom%02d".formatted(choice.reference()), "Prénom")).toList();
            ines.administration().users(users);
            ines.administration().staff(users);

            assertThat(client.valueList(list)).extracting(ValueListEntry::key)
                    .containsExactlyElementsOf(choices.stream().map(Choice::reference).toList());
        }
    }

    @Test
    void choicesComeInTheAdministratorsOrderAndPeopleByName() {
        ines.administration().contactTypes(
                List.of(new Choice(1, "Zèbre", 1), new Choice(2, "Autre", 1), new Choice(3, "Premier", 0)));
        ines.administration().users(List.of(new User(11, 1, "Le Goff", "Yann"), new User(12, 2, "", "", "Ana DURAND")));

        assertThat(client.valueList(ValueList.CONTACT_TYPES)).containsExactly(new ValueListEntry(3, "Premier"),
                new ValueListEntry(2, "Autre"), new ValueListEntry(1, "Zèbre"));
        assertThat(client.valueList(ValueList.USERS)).containsExactly(new ValueListEntry(12, "Ana DURAND"),
                new ValueListEntry(11, "Le Goff Yann"));
    }

    @Test
    void aClientIsCreatedWithItsContactsAndEachReferenceFindsItsContact() {
        var created = client.addClientWithContacts(company("Éts Lefèvre & <Fils> 🐝"),
                List.of(person("Un", "un@x.fr", 41), person("Deux", "deux@x.fr", 42),
                        person("Trois", "trois@x.fr", 43)));

        assertThat(ines.client(created.clientReference()).orElseThrow().value("CompanyName"))
                .isEqualTo("Éts Lefèvre & <Fils> 🐝");
        assertThat(created.contacts()).extracting(one -> one.automationRef()).containsExactly(41, 42, 43);
        assertThat(created.contacts()).extracting(one -> ines.contact(one.reference()).orElseThrow().value("LastName"))
                .containsExactly("Un", "Deux", "Trois");
        assertThat(ines.calls().counts()).isEqualTo(Map.of("authenticationWs", 1, "AddClientWithContacts", 1));
    }

    @Test
    void contactsWithoutAnAutomationRefAreRecognisedByTheirEmail() {
        var created = client.addClientWithContacts(company("Acme"),
                List.of(person("Un", "un@x.fr", 0), person("Deux", "deux@x.fr", 0)));

        assertThat(created.contacts()).extracting(one -> ines.contact(one.reference()).orElseThrow().value("LastName"))
                .containsExactly("Un", "Deux");
    }

    @Test
    void aCreatedClientHasAMeansOfPaymentAndDatesOfFrance() {
        var reference = client.addClientWithContacts(company("Acme"), List.of()).clientReference();

        assertThat(ines.client(reference).orElseThrow().values()).containsEntry("PaymentMethodRef", "1")
                .containsEntry("CreationDate", "2026-03-01T09:00:00");
    }

    @Test
    void aContactIsAddedToAClient() {
        int acme = ines.addClient(Map.of("CompanyName", "Acme"));

        int reference = client.addContact(acme, person("Lefèvre", "a@x.fr", 41)
                .with(ContactField.SCORING, InesValue.whole(55)).with(ContactField.DESABO, InesValue.text("1"))
                .with(ContactField.N_PAI, InesValue.text("0")));

        var stored = ines.contact(reference).orElseThrow();
        assertThat(stored.clientReference()).isEqualTo(acme);
        assertThat(stored.values()).containsEntry("AutomationRef", "41").containsEntry("Scoring", "55")
                .containsEntry("Desabo", "1").containsEntry("NPai", "0").containsEntry("LastName", "Lefèvre");
    }

    @Test
    void aContactForAnUnknownClientIsRefusedInInesOwnWords() {
        assertThatExceptionOfType(InesException.Refused.class)
                .isThrownBy(() -> client.addContact(7, person("Lefèvre", "a@x.fr", 41)))
                .withMessage("La société 7 n'existe pas")
                .satisfies(refused -> assertThat(refused.mayHaveBeenDone()).isFalse());
    }

    @Test
    void aContactReadChangedAndWrittenKeepsAllThatWasNotChanged() {
        int reference = knownContact();
        var before = ines.contact(reference).orElseThrow().values();

        client.updateContact(client.contact(reference).orElseThrow()
                .with(ContactField.FIRST_NAME, InesValue.text("Anne")));

        assertThat(ines.contact(reference).orElseThrow().values()).containsAllEntriesOf(before)
                .containsEntry("FirstName", "Anne").containsEntry("ModificationDate", "2026-03-01T09:00:00");
    }

    @Test
    void aClientReadChangedAndWrittenKeepsAllThatWasNotChanged() {
        int reference = ines.addClient(Map.of("CompanyName", "Acme", "City", "Lyon", "CA", "120"));
        var before = ines.client(reference).orElseThrow().values();

        client.updateClient(client.client(reference).orElseThrow()
                .with(ClientField.WEBSITE, InesValue.text("https://acme.example")));

        assertThat(ines.client(reference).orElseThrow().values()).containsAllEntriesOf(before)
                .containsEntry("Website", "https://acme.example");
    }

    @Test
    void aValueReadIsTheValueHeld() {
        int reference = ines.addContact(ines.addClient(Map.of()),
                Map.of("LastName", "O'Connor", "DateOfBirth", "1980-05-01T00:00:00", "Type", "2"));

        var contact = client.contact(reference).orElseThrow();

        assertThat(contact.value(ContactField.LAST_NAME)).contains(InesValue.text("O'Connor"));
        assertThat(contact.value(ContactField.DATE_OF_BIRTH))
                .contains(InesValue.moment(LocalDateTime.parse("1980-05-01T00:00:00")));
        assertThat(contact.value(ContactField.TYPE)).contains(InesValue.whole(2));
        assertThat(contact.value(ContactField.CITY)).isEmpty();
        assertThat(contact.value(ContactField.RANG)).contains(InesValue.text("Principal"));
    }

    @ParameterizedTest
    @EnumSource
    void aDeletedRecordIsEmptyHoweverInesSaysSo(Deleted answer) {
        int contact = knownContact();
        int company = ines.contact(contact).orElseThrow().clientReference();
        ines.deleteContact(contact);
        ines.deleteClient(company);
        ines.administration().deleted(answer);

        assertThat(client.contact(contact)).isEmpty();
        assertThat(client.client(company)).isEmpty();
    }

    @Test
    void aLeadIsWritten() {
        int contact = knownContact();
        int company = ines.contact(contact).orElseThrow().clientReference();

        int reference = client.addLead(new Lead(company, contact, "a@x.fr", "Formulaire", "Demande de devis", 3, 55));

        assertThat(ines.leads()).singleElement().satisfies(lead -> {
            assertThat(lead.reference()).isEqualTo(reference);
            assertThat(lead.contactReference()).isEqualTo(contact);
            assertThat(lead.channel()).isEqualTo(3);
            assertThat(lead.values()).containsEntry("MailExpe", "a@x.fr").containsEntry("AutomationScoring", "55")
                    .containsEntry("DescriptionCourte", "Formulaire")
                    .containsEntry("ReclaDescDetail", "Demande de devis").containsEntry("Gestionnaire", "0");
        });
    }

    @Test
    void aContactIsFlagged() {
        int contact = knownContact();

        client.deleteAutomationContact(contact);

        assertThat(ines.contact(contact).orElseThrow().synchronised()).isFalse();
    }

    @Test
    void customFieldsAreInsertedReadAndUpdated() {
        int contact = knownContact();
        int company = ines.contact(contact).orElseThrow().clientReference();
        int lead = client.addLead(new Lead(company, contact, "a@x.fr", "x", "y", 3, 0));
        var records = Map.of(CustomFieldOwner.CONTACT, contact, CustomFieldOwner.COMPANY, company,
                CustomFieldOwner.LEAD, lead);
        records.forEach((owner, reference) -> {
            ines.administration().customFields(owner, List.of(new CustomField(31, "Couleur", "text")));
            assertThat(client.customFields(owner, reference)).isEmpty();

            client.insertCustomField(owner, reference, 31, "vert & bleu");
            var inserted = client.customFields(owner, reference).getFirst();
            assertThat(inserted.definition()).isEqualTo(31);
            assertThat(inserted.value()).isEqualTo("vert & bleu");

            if (owner != CustomFieldOwner.LEAD) {
                client.updateCustomField(owner, reference, new CustomFieldValue(31, inserted.reference(), "gris"));
                assertThat(ines.customValues(owner, reference)).extracting(StoredValue::value).containsExactly("gris");
            }
        });
    }

    @Test
    void ofSeveralValuesTheLastOneCounts() {
        int contact = knownContact();
        ines.administration().customFields(CustomFieldOwner.CONTACT, List.of(new CustomField(31, "Couleur", "text")));
        ines.addCustomValue(CustomFieldOwner.CONTACT, contact, 31, "vert");
        ines.addCustomValue(CustomFieldOwner.CONTACT, contact, 31, "bleu");

        assertThat(client.customFields(CustomFieldOwner.CONTACT, contact)).extracting(CustomFieldValue::value)
                .containsExactly("bleu");
    }

    @Test
    void whatXmlForbidsIsLeftOutAndTheRestArrives() {
        var created = client.addClientWithContacts(company("A\u0000c\u000bm\ufffee"), List.of());

        assertThat(ines.client(created.clientReference()).orElseThrow().value("CompanyName")).isEqualTo("Acme");
    }

    @Test
    void aTextTooLongIsRefusedInInesOwnWords() {
        assertThatExceptionOfType(InesException.Refused.class)
                .isThrownBy(() -> client.addClientWithContacts(company("x".repeat(256)), List.of()))
                .withMessageContaining("tronquées");
    }
}
