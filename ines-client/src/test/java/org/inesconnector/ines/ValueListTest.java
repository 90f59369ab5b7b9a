package org.inesconnector.ines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ValueListTest {

    private final StandInInes ines = new StandInInes();
    private final InesClient client = ines.client();

    @AfterEach
    void close() {
        client.close();
        ines.close();
    }

    @Test
    void aListMayHaveNoEntryOneOrMany() {
        ines.answer("GetOriginList", "");
        assertThat(client.valueList(ValueList.ORIGINS)).isEmpty();
        ines.answer("GetOriginList", "<GetOriginListResult/>");
        assertThat(client.valueList(ValueList.ORIGINS)).isEmpty();
        ines.answer("GetOriginList", "<GetOriginListResult>" + origin(2, "Salon") + "</GetOriginListResult>");
        assertThat(client.valueList(ValueList.ORIGINS)).containsExactly(new ValueListEntry(2, "Salon"));
        ines.answer("GetOriginList",
                "<GetOriginListResult>" + origin(2, "Salon") + origin(1, "Appel") + "</GetOriginListResult>");
        assertThat(client.valueList(ValueList.ORIGINS)).containsExactly(new ValueListEntry(2, "Salon"),
                new ValueListEntry(1, "Appel"));
    }

    private static String origin(int reference, String description) {
        return "<OriginInfo><InternalRef>%d</InternalRef><Description>%s</Description></OriginInfo>"
                .formatted(reference, description);
    }

    @Test
    void typesAreSortedByOrderThenByLabelAsPeopleSort() {
        ines.answer("GetTypeContactList", "<GetTypeContactListResult>" + type("Contact", 1, "Zèbre", 1)
                + type("Contact", 2, "Étudiant", 0) + type("Contact", 3, "employé", 0)
                + type("Contact", 4, "Fournisseur", 0) + "</GetTypeContactListResult>");
        assertThat(client.valueList(ValueList.CONTACT_TYPES)).extracting(ValueListEntry::key).containsExactly(3, 2, 4,
                1);
    }

    @Test
    void clientTypesAreSortedLikewiseAndAnEntryWithoutLabelShowsItsKey() {
        ines.answer("GetTypeClientList", "<GetTypeClientListResult>" + type("Client", 9, "", 2)
                + type("Client", 5, "Prospect", 1) + "</GetTypeClientListResult>");
        assertThat(client.valueList(ValueList.CLIENT_TYPES))
                .containsExactly(new ValueListEntry(5, "Prospect"), new ValueListEntry(9, "9"));
    }

    private static String type(String of, int reference, String description, int order) {
        return "<%1$sTypeInfo><InternalRef>%2$d</InternalRef><Description>%3$s</Description><Order>%4$d</Order></%1$sTypeInfo>"
                .formatted(of, reference, description, order);
    }

    @Test
    void anEntryWithoutReferenceIsNotUnderstoodSinceItsLabelWouldStandForNothing() {
        var nameless = "<%1$sResult><%2$s><Description>Client</Description></%2$s></%1$sResult>";
        ines.answer("GetTypeContactList", nameless.formatted("GetTypeContactList", "ContactTypeInfo"));
        ines.answer("GetTypeClientList", nameless.formatted("GetTypeClientList", "ClientTypeInfo"));
        ines.answer("GetOriginList", nameless.formatted("GetOriginList", "OriginInfo"));
        for (var list : List.of(ValueList.CONTACT_TYPES, ValueList.CLIENT_TYPES, ValueList.ORIGINS)) {
            assertThatExceptionOfType(InesException.NotUnderstood.class).isThrownBy(() -> client.valueList(list));
        }
        ines.answer("GetOriginList",
                "<GetOriginListResult>" + origin(0, "a") + origin(0, "b") + origin(3, "c") + "</GetOriginListResult>");
        assertThatExceptionOfType(InesException.NotUnderstood.class)
                .isThrownBy(() -> client.valueList(ValueList.ORIGINS));
    }

    @Test
    void oneEntryForNoValueIsNoValue() {
        ines.answer("GetOriginList",
                "<GetOriginListResult>" + origin(0, "Aucune") + origin(3, "Salon") + "</GetOriginListResult>");
        assertThat(client.valueList(ValueList.ORIGINS)).containsExactly(new ValueListEntry(3, "Salon"));
    }

    @Test
    void aUserIsCalledByLastAndFirstNameOrElseByName() {
        ines.answer("GetUserInfoFromUserRef", "<GetUserInfoFromUserRefResult>"
                + "<UserInfoRH><UserRef>1</UserRef><Name>Paul MARTIN</Name></UserInfoRH>"
                + "<UserInfoRH><UserRef>2</UserRef><LastName>Durand</LastName><FirstName>Zoé</FirstName><Name>Zoé DURAND</Name></UserInfoRH>"
                + "<UserInfoRH><UserRef>0</UserRef><Name>Sans compte</Name></UserInfoRH>"
                + "<UserInfoRH><Name>Sans référence</Name></UserInfoRH></GetUserInfoFromUserRefResult>");
        assertThat(client.valueList(ValueList.USERS))
                .containsExactly(new ValueListEntry(2, "Durand Zoé"), new ValueListEntry(1, "Paul MARTIN"));
    }

    @Test
    void staffAreKnownByTheirOtherReference() {
        ines.answer("GetUserInfoFromRHRef",
                "<GetUserInfoFromRHRefResult><UserInfoRH><UserRef>1</UserRef><RHRef>11</RHRef>"
                        + "<LastName>Petit</LastName><FirstName>Luc</FirstName></UserInfoRH></GetUserInfoFromRHRefResult>");
        assertThat(client.valueList(ValueList.STAFF)).containsExactly(new ValueListEntry(11, "Petit Luc"));
    }
}
