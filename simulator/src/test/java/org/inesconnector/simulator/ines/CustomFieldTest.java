package org.inesconnector.simulator.ines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.inesconnector.ines.CustomFieldOwner;
import org.inesconnector.simulator.ines.Administration.CustomField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomFieldTest {

    private static final String INSERT = "<%s>%d</%1$s><chdefRef>31</chdefRef><chpValue>%s</chpValue><chvLies>0</chvLies><chvGroupeAssoc>0</chvGroupeAssoc>";
    private static final String UPDATE = "<%s>%d</%1$s><chdefRef>31</chdefRef><chpRef>%d</chpRef><chpValue>%s</chpValue>";

    private final InesSimulator ines = InesSimulator.start(0);
    private final RawSoap soap = RawSoap.signedIn(ines);
    private final Map<CustomFieldOwner, Integer> records = new java.util.EnumMap<>(CustomFieldOwner.class);

    @BeforeEach
    void aRecordOfEachKindWithAField() {
        int client = ines.addClient(Map.of("CompanyName", "Acme"));
        int contact = ines.addContact(client, Map.of("LastName", "Lefèvre"));
        int lead = soap.call("sync", "AddLead",
                "<info><ClRef>" + client + "</ClRef><CtRef>" + contact + "</CtRef><FileRef>3</FileRef></info>")
                .number("AddLeadResult");
        records.putAll(Map.of(CustomFieldOwner.CONTACT, contact, CustomFieldOwner.COMPANY, client,
                CustomFieldOwner.LEAD, lead));
        for (var owner : CustomFieldOwner.values()) {
            ines.administration().customFields(owner, List.of(new CustomField(31, "Couleur", "text")));
        }
    }

    @AfterEach
    void stop() {
        ines.close();
    }

    private int record(CustomFieldOwner owner) {
        return records.getOrDefault(owner, 0);
    }

    @ParameterizedTest
    @CsvSource({"CONTACT,Contact,ctRef", "COMPANY,Company,clRef", "LEAD,Lead,ReclaRef"})
    void aValueInsertedIsReadBackWithItsReference(CustomFieldOwner owner, String name, String key) {
        var answer = soap.call("cf", "Insert" + name + "CF", INSERT.formatted(key, record(owner), "vert &amp; bleu"));

        assertThat(answer.texts("Insert" + name + "CFResult")).hasSize(1);
        var read = soap.call("cf", "Get" + name + "CF", "<reference>" + record(owner) + "</reference>");
        assertThat(read.text("DefinitionRef")).isEqualTo("31");
        assertThat(read.text("Value")).isEqualTo("vert & bleu");
        var stored = ines.customValues(owner, record(owner)).getFirst();
        assertThat(read.texts("Ref")).containsExactly(Integer.toString(stored.reference()), "31");
    }

    @Test
    void anInsertWhereAValueExistsAddsASecondValue() {
        int contact = record(CustomFieldOwner.CONTACT);

        soap.call("cf", "InsertContactCF", INSERT.formatted("ctRef", contact, "vert"));
        soap.call("cf", "InsertContactCF", INSERT.formatted("ctRef", contact, "bleu"));

        assertThat(ines.customValues(CustomFieldOwner.CONTACT, contact)).extracting(StoredValue::value)
                .containsExactly("vert", "bleu");
    }

    @ParameterizedTest
    @CsvSource({"CONTACT,Contact,ctRef", "COMPANY,Company,clRef"})
    void anUpdateChangesTheValueThatItNames(CustomFieldOwner owner, String name, String key) {
        ines.addCustomValue(owner, record(owner), 31, "vert");
        ines.addCustomValue(owner, record(owner), 31, "bleu");
        int first = ines.customValues(owner, record(owner)).getFirst().reference();

        soap.call("cf", "Update" + name + "CF", UPDATE.formatted(key, record(owner), first, "gris"));
        var refused = soap.call("cf", "Update" + name + "CF", UPDATE.formatted(key, record(owner), 5, "noir"));

        assertThat(refused.faultWords()).isEqualTo("La valeur 5 n'existe pas");
        assertThat(ines.customValues(owner, record(owner))).extracting(StoredValue::value)
                .containsExactly("gris", "bleu");
    }

    @Test
    void anUnknownRecordOrFieldIsRefused() {
        int contact = record(CustomFieldOwner.CONTACT);
        var otherField = INSERT.formatted("ctRef", contact, "vert").replace("31", "99");

        assertThat(soap.call("cf", "GetContactCF", "<reference>1</reference>").isFault()).isTrue();
        assertThat(soap.call("cf", "InsertContactCF", INSERT.formatted("ctRef", 1, "vert")).isFault()).isTrue();
        assertThat(soap.call("cf", "InsertContactCF", otherField).faultWords()).contains("99");
        assertThat(soap.call("cf", "InsertContactCF", INSERT.formatted("ctRef", contact, "x".repeat(256))).faultWords())
                .contains("tronquées");
        assertThat(ines.customValues(CustomFieldOwner.CONTACT, contact)).isEmpty();
    }
}
