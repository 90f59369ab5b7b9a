package org.inesconnector.simulator.ines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.inesconnector.ines.CustomFieldOwner;
import org.inesconnector.simulator.ines.Administration.Choice;
import org.inesconnector.simulator.ines.Administration.CustomField;
import org.inesconnector.simulator.ines.Administration.Deleted;
import org.inesconnector.simulator.ines.Administration.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {

    private final InesSimulator ines = InesSimulator.start(0);
    private final RawSoap soap = RawSoap.signedIn(ines);

    @AfterEach
    void stop() {
        ines.close();
    }

    @Test
    void aContactIsAnsweredAsItIsHeld() {
        var client = ines.addClient(Map.of("CompanyName", "Acme"));
        var contact = ines.addContact(client, Map.of("LastName", "O'Connor & <Fils>", "DateOfBirth",
                "1980-05-01T00:00:00", "Type", "2"));

        var answer = soap.call("icm", "GetContact", "<reference>" + contact + "</reference>");

        assertThat(answer.number("InternalRef")).isEqualTo(contact);
        assertThat(answer.number("CompanyRef")).isEqualTo(client);
        assertThat(answer.text("LastName")).isEqualTo("O'Connor & <Fils>");
        assertThat(answer.text("DateOfBirth")).isEqualTo("1980-05-01T00:00:00");
        assertThat(answer.number("Type")).isEqualTo(2);
        assertThat(answer.text("City")).isEmpty();
    }

    @Test
    void aClientIsAnsweredAsItIsHeld() {
        var client = ines.addClient(Map.of("CompanyName", "Acme", "Effectif", "12"));

        var answer = soap.call("icm", "GetClient", "<reference>" + client + "</reference>");

        assertThat(answer.number("InternalRef")).isEqualTo(client);
        assertThat(answer.text("CompanyName")).isEqualTo("Acme");
        assertThat(answer.number("Effectif")).isEqualTo(12);
        assertThat(answer.number("PaymentMethodRef")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetContact", "GetClient"})
    void aDeletedRecordEndsInAFaultOrInAnAnswerWithoutItsReference(String operation) {
        var client = ines.addClient(Map.of("CompanyName", "Acme"));
        var contact = ines.addContact(client, Map.of("LastName", "Lefèvre"));
        ines.deleteContact(contact);
        ines.deleteClient(client);
        int reference = operation.equals("GetContact") ? contact : client;
        var body = "<reference>" + reference + "</reference>";

        ines.administration().deleted(Deleted.FAULT);
        assertThat(soap.call("icm", operation, body).faultWords()).contains(reference + " n'existe pas");
        ines.administration().deleted(Deleted.REFERENCE_ZERO);
        assertThat(soap.call("icm", operation, body).number("InternalRef")).isZero();
        ines.administration().deleted(Deleted.OTHER_REFERENCE);
        assertThat(soap.call("icm", operation, body).number("InternalRef")).isPositive().isNotEqualTo(reference);
        ines.administration().deleted(Deleted.NO_RECORD);
        assertThat(soap.call("icm", operation, body).texts("InternalRef")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40})
    void aListHasAsManyElementsAsTheAdministratorMade(int size) {
        var choices = IntStream.range(0, size).mapToObj(i -> new Choice(i + 1, "Choix " + i, size - i)).toList();
        var users = IntStream.range(0, size).mapToObj(i -> new User(i + 1, i + 100, "Nom" + i, "Prénom" + i)).toList();
        ines.administration().contactTypes(choices);
        ines.administration().clientTypes(choices);
        ines.administration().origins(choices);
        ines.administration().users(users);
        ines.administration().staff(users);

        assertThat(soap.call("icm", "GetTypeContactList", "").texts("ContactTypeInfo")).hasSize(size);
        assertThat(soap.call("icm", "GetTypeClientList", "").texts("Order")).hasSize(size);
        assertThat(soap.call("icm", "GetOriginList", "").texts("Description")).hasSize(size);
        assertThat(soap.call("icm", "GetUserInfoFromUserRef", "").texts("UserRef")).hasSize(size);
        assertThat(soap.call("icm", "GetUserInfoFromRHRef", "").texts("RHRef")).hasSize(size);
    }

    @Test
    void aUserWithoutLastAndFirstNameIsAnsweredWithTheOlderNameAlone() {
        ines.administration().users(List.of(new User(1, 2, "", "", "Hélène DURAND")));

        var answer = soap.call("icm", "GetUserInfoFromUserRef", "");

        assertThat(answer.text("Name")).isEqualTo("Hélène DURAND");
        assertThat(answer.texts("LastName")).isEmpty();
    }

    @Test
    void theSynchronisationSettingsAreTheAdministrators() {
        ines.administration().leadChannel(OptionalInt.of(-1));
        ines.administration().clientType(9);
        ines.administration().customFields(CustomFieldOwner.CONTACT, List
                .of(new CustomField(31, "Couleur", "list", List.of("rouge", "", "bleu")),
                        new CustomField(32, "Photo", "image")));

        var answer = soap.call("sync", "GetSyncInfo", "");

        assertThat(answer.number("LeadRef")).isEqualTo(-1);
        assertThat(answer.number("SocieteType")).isEqualTo(9);
        assertThat(answer.texts("InesID")).containsExactly("31", "32");
        assertThat(answer.texts("Type")).containsExactly("list", "image");
        assertThat(answer.texts("string")).containsExactly("rouge", "", "bleu");
        ines.administration().leadChannel(OptionalInt.empty());
        assertThat(soap.call("sync", "GetSyncInfo", "").texts("LeadRef")).isEmpty();
    }
}
