package org.inesconnector.ines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDateTime;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {

    private final StandInInes ines = new StandInInes();
    private final InesClient client = ines.client();

    @AfterEach
    void close() {
        client.close();
        ines.close();
    }

    @Test
    void aContactIsReadWithTheTypesOfItsFields() {
        ines.answer("GetContact", "<GetContactResult><CompanyRef>7</CompanyRef><LastName>Lefèvre</LastName>"
                + "<DateOfBirth>1980-02-29T00:00:00</DateOfBirth><InternalRef>42</InternalRef></GetContactResult>");
        var contact = client.contact(42).orElseThrow();
        assertThat(contact.reference()).isEqualTo(42);
        assertThat(contact.clientReference()).isEqualTo(7);
        assertThat(contact.value(ContactField.LAST_NAME)).contains(InesValue.text("Lefèvre"));
        assertThat(contact.value(ContactField.DATE_OF_BIRTH))
                .contains(InesValue.moment(LocalDateTime.parse("1980-02-29T00:00:00")));
        assertThat(ines.request("GetContact").text("reference")).isEqualTo("42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4111000123", "99999999999", "1-2", "1.5", "1e3", "true"})
    void aNumberThatIsTooLargeOrNoneIsNotUnderstoodInsteadOfAnotherOne(String content) {
        ines.answer("GetClient", "<GetClientResult><InternalRef>7</InternalRef><CA>%s</CA></GetClientResult>"
                .formatted(content));
        assertThatExceptionOfType(InesException.NotUnderstood.class).isThrownBy(() -> client.client(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<CompanyRef/>", "<CompanyRef> </CompanyRef>",
            "<CompanyRef xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:nil='true'/>"})
    void aNumberThatIsEmptyIsNotThere(String element) {
        ines.answer("GetContact", "<GetContactResult>" + element + "<InternalRef>42</InternalRef></GetContactResult>");
        assertThat(client.contact(42).orElseThrow().values()).doesNotContainKey(ContactField.COMPANY_REF);
    }

    @Test
    void aNumberMayHaveASignAndBlanksAroundIt() {
        ines.answer("GetClient", "<GetClientResult><InternalRef>7</InternalRef><CA> +2147483647 </CA>"
                + "<Discount>-3</Discount></GetClientResult>");
        var values = client.client(7).orElseThrow().values();
        assertThat(values).containsEntry(ClientField.CA, InesValue.whole(Integer.MAX_VALUE))
                .containsEntry(ClientField.DISCOUNT, InesValue.whole(-3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00", "1900-01-01T00:00:00"})
    void aDateThatStandsForNoneIsNone(String none) {
        ines.answer("GetContact", "<GetContactResult><DateOfBirth>" + none + "</DateOfBirth>"
                + "<InternalRef>42</InternalRef></GetContactResult>");
        assertThat(client.contact(42).orElseThrow().values()).doesNotContainKey(ContactField.DATE_OF_BIRTH);
    }

    @Test
    void theZoneAndFractionOfADateAreDropped() {
        ines.answer("GetContact", "<GetContactResult><CreationDate>2020-05-01T10:11:12.345+02:00</CreationDate>"
                + "<InternalRef>42</InternalRef></GetContactResult>");
        assertThat(client.contact(42).orElseThrow().value(ContactField.CREATION_DATE))
                .contains(InesValue.moment(LocalDateTime.parse("2020-05-01T10:11:12")));
    }

    @Test
    void aClientIsRead() {
        ines.answer("GetClient", "<GetClientResult><CompanyName>Atelier &amp; Fils</CompanyName>"
                + "<InternalRef>7</InternalRef></GetClientResult>");
        assertThat(client.client(7).orElseThrow().value(ClientField.COMPANY_NAME))
                .contains(InesValue.text("Atelier & Fils"));
    }

    @Test
    void aFaultToAReadIsToldFromAnAnswerWithoutTheRecord() {
        ines.always("GetContact", StandInInes.fault("Timeout expired"));
        ines.answer("GetClient", "");
        assertThat(client.lookUpContact(42)).isEqualTo(new Lookup.Faulted<Contact>("Timeout expired"));
        assertThat(client.lookUpClient(7)).isEqualTo(new Lookup.Absent<Client>());
    }

    @Test
    void theRankThatInesGivesByDefaultIsAValueAndABlankOneIsNone() {
        ines.answer("GetContact",
                "<GetContactResult><Rang>Principal</Rang><InternalRef>42</InternalRef></GetContactResult>");
        assertThat(client.contact(42).orElseThrow().value(ContactField.RANG)).contains(InesValue.text("Principal"));
        ines.answer("GetContact", "<GetContactResult><Rang></Rang><InternalRef>42</InternalRef></GetContactResult>");
        assertThat(client.contact(42).orElseThrow().value(ContactField.RANG)).isEmpty();
    }

    @Test
    void aRecordThatFaultsIsGone() {
        ines.always("GetContact", StandInInes.fault("Contact introuvable"));
        ines.always("GetClient", StandInInes.fault("Client introuvable"));
        assertThat(client.contact(42)).isEmpty();
        assertThat(client.client(7)).isEmpty();
    }

    @Test
    void aRecordAnsweredWithAnotherReferenceOrNoneIsGone() {
        ines.answer("GetContact", "<GetContactResult><InternalRef>43</InternalRef></GetContactResult>");
        assertThat(client.contact(42)).isEmpty();
        ines.answer("GetContact", "<GetContactResult><LastName>X</LastName></GetContactResult>");
        assertThat(client.contact(42)).isEmpty();
        ines.answer("GetClient", "");
        assertThat(client.client(7)).isEmpty();
    }

    @Test
    void aNumberThatIsNoneIsNotTakenForZero() {
        ines.answer("GetContact", "<GetContactResult><InternalRef>forty-two</InternalRef></GetContactResult>");
        assertThatExceptionOfType(InesException.NotUnderstood.class).isThrownBy(() -> client.contact(42))
                .satisfies(e -> assertThat(e.operation()).isEqualTo("GetContact"));
    }

    @Test
    void aDateThatIsNoneIsNotUnderstood() {
        ines.answer("GetContact", "<GetContactResult><DateOfBirth>yesterday</DateOfBirth><InternalRef>42</InternalRef>"
                + "</GetContactResult>");
        assertThatExceptionOfType(InesException.NotUnderstood.class).isThrownBy(() -> client.contact(42));
    }

    @Test
    void anElementThatIsNewToAnEntryOfAListIsPassedOver() {
        ines.answer("GetOriginList", "<GetOriginListResult><OriginInfo><InternalRef>1</InternalRef><Since>2020</Since>"
                + "<Description>Salon</Description></OriginInfo></GetOriginListResult>");
        assertThat(client.valueList(ValueList.ORIGINS)).containsExactly(new ValueListEntry(1, "Salon"));
    }

    @Test
    void elementsInAnyOrderAndUnknownOnesAreRead() {
        ines.answer("GetContact", "<GetContactResult><InternalRef>42</InternalRef><Twitter>@marie</Twitter>"
                + "<Author>3</Author></GetContactResult>");
        var contact = client.contact(42).orElseThrow();
        assertThat(contact.value(ContactField.AUTHOR)).contains(InesValue.whole(3));
        assertThat(contact.unknown()).hasToString("[Twitter]");
    }

    @Test
    void withoutLeadChannelNoLeadIsWritten() {
        for (var notSet : new String[]{"", "<LeadRef>0</LeadRef>", "<LeadRef>-1</LeadRef>"}) {
            ines.answer("GetSyncInfo", "<GetSyncInfoResult>" + notSet + "</GetSyncInfoResult>");
            assertThat(client.syncInfo().leadChannel()).as(notSet).isEmpty();
        }
        ines.answer("GetSyncInfo",
                "<GetSyncInfoResult><LeadRef>5</LeadRef><SocieteType>9</SocieteType></GetSyncInfoResult>");
        assertThat(client.syncInfo().leadChannel()).isEqualTo(OptionalInt.of(5));
        assertThat(client.syncInfo().defaultClientType()).isEqualTo(9);
    }

    @Test
    void customFieldsOfOtherTypesAreNotOfferedAndBlankListEntriesAreSkipped() {
        ines.answer("GetSyncInfo", """
                <GetSyncInfoResult><ContactCustomFields>
                <CustomFieldToAuto><InesID>1</InesID><InesName>Score</InesName><Type>numeral</Type></CustomFieldToAuto>
                <CustomFieldToAuto><InesID>2</InesID><InesName>Photo</InesName><Type>image</Type></CustomFieldToAuto>
                <CustomFieldToAuto><InesID>3</InesID><InesName>Taille</InesName><Type>list</Type>
                <ValueList><string>S</string><string/><string> </string><string>XL</string></ValueList></CustomFieldToAuto>
                </ContactCustomFields><CompanyCustomFields/></GetSyncInfoResult>""");
        var info = client.syncInfo();
        assertThat(info.companyCustomFields()).isEmpty();
        assertThat(info.contactCustomFields()).extracting(CustomFieldDefinition::inesId).containsExactly(1, 3);
        assertThat(info.contactCustomFields().getLast().values()).containsExactly("S", "XL");
    }

    @Test
    void aListOfOneCustomFieldIsAList() {
        ines.answer("GetSyncInfo", "<GetSyncInfoResult><CompanyCustomFields><CustomFieldToAuto><InesID>1</InesID>"
                + "<InesName>Site</InesName><Type>url</Type></CustomFieldToAuto></CompanyCustomFields></GetSyncInfoResult>");
        assertThat(client.syncInfo().companyCustomFields()).singleElement()
                .isEqualTo(new CustomFieldDefinition(1, "Site", CustomFieldDefinition.Type.URL, java.util.List.of()));
    }

    @Test
    void anAnswerWithoutItsResultIsNotUnderstood() {
        ines.answer("GetSyncInfo", "");
        assertThatExceptionOfType(InesException.NotUnderstood.class).isThrownBy(client::syncInfo)
                .withMessageContaining("GetSyncInfoResult");
    }
}
