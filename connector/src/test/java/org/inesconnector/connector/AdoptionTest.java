package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.inesconnector.connector.sync.Cause;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.connector.sync.MauticReading;
import org.inesconnector.connector.sync.Preview;
import org.inesconnector.connector.sync.PushResult;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reference that stands in Mautic without a link of ours is taken over only where it is this contact's. */
class AdoptionTest {

    @AutoClose
    private static final BothSides SIDES = new BothSides();

    private long company;
    private long zoe;
    private int client;

    @BeforeAll
    static void connect() {
        SIDES.connect();
    }

    @BeforeEach
    void oneContactOfOneCompany() {
        company = SIDES.company("Ateliers");
        zoe = SIDES.contact(company, "Lefèvre");
        SIDES.mautic.editContact(zoe, Map.of("email", "Zoe." + zoe + "@dupont.example"));
        client = SIDES.ines.addClient(Map.of("CompanyName", "Tout autre"));
    }

    private void refer(String contact, String client) {
        SIDES.mautic.editContact(zoe, Map.of("id_contact_ines", contact, "id_client_ines", client));
    }

    private void refer(int contact) {
        refer(Integer.toString(contact), Integer.toString(client));
    }

    private void assertConflict(String key) {
        SIDES.ines.calls().reset();
        assertThat(SIDES.push(zoe)).isInstanceOfSatisfying(
                PushResult.Conflict.class, conflict -> assertThat(conflict.why().key()).isEqualTo(key));
        assertThat(SIDES.writes()).isZero();
        var preview = SIDES.bean(ContactPush.class)
                .preview(SIDES.bean(MauticReading.class).read(zoe), Cause.DIRECT_PUSH);
        assertThat(preview).isInstanceOfSatisfying(Preview.Prevented.class,
                prevented -> assertThat(prevented.because()).isInstanceOf(PushResult.Conflict.class));
    }

    @Test
    void aContactOfAnotherAddressAndIdIsAQuestionForAPersonAndIsNotChanged() {
        refer(SIDES.ines.addContact(client, Map.of("LastName", "Inconnu", "PrimaryMailAddress", "x@y.example")));
        assertConflict("adopt.other-contact");
    }

    @Test
    void aContactWithTheSameAddressInOtherLettersIsTakenOverWithTheClientWhereItIs() {
        int reference = SIDES.ines.addContact(client,
                Map.of("PrimaryMailAddress", "zoe." + zoe + "@DUPONT.example"));
        refer(reference);
        var pushed = (PushResult.Pushed) SIDES.push(zoe);
        assertThat(pushed.contactRef()).isEqualTo(reference);
        assertThat(pushed.clientRef()).isEqualTo(client);
    }

    @Test
    void aClientOfAnotherNameWhereTheContactIsNotIsAQuestionForAPerson() {
        refer("", Integer.toString(client));
        assertConflict("adopt.other-client");
    }

    @Test
    void aClientWithTheCompanysNameIsTakenOver() {
        client = SIDES.ines.addClient(Map.of("CompanyName", " ATELIERS "));
        refer("0", Integer.toString(client));
        assertThat(((PushResult.Pushed) SIDES.push(zoe)).clientRef()).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "12.5", "9999999999"})
    void whatIsNoReferenceIsAQuestionForAPersonAndNotTakenForNone(String text) {
        refer(text, "");
        assertConflict("adopt.no-reference");
    }

    @Test
    void aReferenceThatAnotherMauticContactHasIsToldByThePreviewAsByThePush() {
        int reference = ((PushResult.Pushed) SIDES.push(SIDES.contact(company, "Paul"))).contactRef();
        refer(Integer.toString(reference), "");
        assertConflict("push.reference-taken");
    }
}
