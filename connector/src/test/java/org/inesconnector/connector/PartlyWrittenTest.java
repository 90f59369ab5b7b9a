package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.ines.CustomFieldOwner;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.ines.Administration;
import org.inesconnector.simulator.ines.InesFaults;
import org.inesconnector.simulator.ines.StoredValue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

/** What a push could not write is written by the next one. */
class PartlyWrittenTest {

    private static final int FUNCTION = 501;
    private static final int SECTOR = 502;
    @AutoClose
    private static final BothSides SIDES = new BothSides();

    private long company;
    private long zoe;

    @BeforeAll
    static void connect() {
        SIDES.ines.administration().customFields(CustomFieldOwner.CONTACT,
                List.of(new Administration.CustomField(FUNCTION, "Fonction", "text")));
        SIDES.ines.administration().customFields(CustomFieldOwner.COMPANY,
                List.of(new Administration.CustomField(SECTOR, "Secteur", "text")));
        SIDES.connect(
                "mapping.contact." + FUNCTION + "=position",
                "mapping.client." + SECTOR + "=companycity",
                "mapping.client.Website=companywebsite");
    }

    @BeforeEach
    void oneContactOfOneCompany() {
        SIDES.ines.faults().clear();
        company = SIDES.mautic.createCompany(Map.of("companyname", "Ateliers", "companycity", "Annecy"));
        zoe = SIDES.contact(company, "Lefèvre");
        SIDES.mautic.editContact(zoe, Map.of("position", "Achats"));
    }

    private static List<String> values(CustomFieldOwner owner, int reference) {
        return SIDES.ines.customValues(owner, reference).stream().map(StoredValue::value).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"InsertContactCF", "InsertCompanyCF"})
    void aCustomFieldThatInesDidNotTakeWithACreationIsWrittenByTheNextPush(String operation) {
        SIDES.ines.faults().next(operation, InesFaults.soapFault("Timeout expired"));
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Failed.class);
        var pushed = (PushResult.Pushed) SIDES.push(zoe, Origin.CHANGE);
        assertThat(values(CustomFieldOwner.CONTACT, pushed.contactRef())).containsExactly("Achats");
        assertThat(values(CustomFieldOwner.COMPANY, pushed.clientRef())).containsExactly("Annecy");
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Unchanged.class);
    }

    @Test
    void aCustomFieldThatInesDidNotTakeWithAnUpdateIsWrittenByTheNextPush() {
        var first = (PushResult.Pushed) SIDES.push(zoe);
        SIDES.mautic.editContact(zoe, Map.of("position", "Direction", "lastname", "Martin"));
        SIDES.ines.faults().next("UpdateContactCF", InesFaults.soapFault("Timeout expired"));
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Failed.class);
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Pushed.class);
        assertThat(values(CustomFieldOwner.CONTACT, first.contactRef())).containsExactly("Direction");
    }

    @Test
    void anAnswerWithoutAnyCustomFieldLetsNoValueBeWrittenBesideTheOneThatIsThere() {
        var first = (PushResult.Pushed) SIDES.push(zoe);
        SIDES.mautic.editContact(zoe, Map.of("position", "Direction"));
        SIDES.ines.faults().next("GetContactCF",
                new Fault.Replaced("(?s)<((?:\\w+:)?Values)>.*</\\1>", ""));
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Busy.class);
        assertThat(values(CustomFieldOwner.CONTACT, first.contactRef())).containsExactly("Achats");
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Pushed.class);
        assertThat(values(CustomFieldOwner.CONTACT, first.contactRef())).containsExactly("Direction");
    }

    @Test
    void aClientFieldThatInesDidNotTakeIsWrittenByTheNextPush() {
        var first = (PushResult.Pushed) SIDES.push(zoe);
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        SIDES.mautic.editCompany(company, Map.of("companywebsite", "https://ateliers.example"));
        SIDES.ines.faults().next("UpdateClient", InesFaults.soapFault("Timeout expired"));
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Failed.class);
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Pushed.class);
        assertThat(SIDES.ines.client(first.clientRef()).orElseThrow().value("Website"))
                .isEqualTo("https://ateliers.example");
    }
}
