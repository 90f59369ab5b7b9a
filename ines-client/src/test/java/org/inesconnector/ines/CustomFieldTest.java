package org.inesconnector.ines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class CustomFieldTest {

    private final StandInInes ines = new StandInInes();
    private final InesClient client = ines.client();

    @AfterEach
    void close() {
        client.close();
        ines.close();
    }

    private static String value(int definition, int reference, String value) {
        return "<CustomField><DefinitionRef>%d</DefinitionRef><Ref>%d</Ref><Value>%s</Value></CustomField>"
                .formatted(definition, reference, value);
    }

    @Test
    void theLastValueOfAFieldCounts() {
        ines.answer("GetContactCF", "<GetContactCFResult><Values>" + value(1, 10, "old") + value(2, 11, "other")
                + value(1, 12, "new") + "</Values><Definitions/><Groups/></GetContactCFResult>");
        assertThat(client.customFields(CustomFieldOwner.CONTACT, 42))
                .containsExactly(new CustomFieldValue(1, 12, "new"), new CustomFieldValue(2, 11, "other"));
    }

    @Test
    void aRecordMayHaveNoValueOrOne() {
        ines.answer("GetCompanyCF", "<GetCompanyCFResult/>");
        assertThat(client.customFields(CustomFieldOwner.COMPANY, 7)).isEmpty();
        ines.answer("GetLeadCF", "<GetLeadCFResult><Values>" + value(1, 10, "") + "</Values></GetLeadCFResult>");
        assertThat(client.customFields(CustomFieldOwner.LEAD, 9)).containsExactly(new CustomFieldValue(1, 10, ""));
    }

    @Test
    void aValueWithoutReferenceIsNotUnderstood() {
        ines.answer("GetContactCF", "<GetContactCFResult><Values><CustomField><DefinitionRef>1</DefinitionRef>"
                + "<Value>x</Value></CustomField></Values></GetContactCFResult>");
        assertThatExceptionOfType(InesException.NotUnderstood.class)
                .isThrownBy(() -> client.customFields(CustomFieldOwner.CONTACT, 42));
    }

    @Test
    void whatIsKnownOfDefinitionsAndGroupsDoesNotMatter() {
        ines.answer("GetContactCF", "<GetContactCFResult><Definitions><CustomFieldDefinition><Ref>1</Ref><Name>x</Name>"
                + "</CustomFieldDefinition></Definitions><Groups><CustomFieldGroup><Any/></CustomFieldGroup></Groups>"
                + "</GetContactCFResult>");
        assertThat(client.customFields(CustomFieldOwner.CONTACT, 42)).isEmpty();
    }

    @Test
    void anAnswerWithoutResultIsNotUnderstood() {
        ines.answer("GetContactCF", "");
        assertThatExceptionOfType(InesException.NotUnderstood.class)
                .isThrownBy(() -> client.customFields(CustomFieldOwner.CONTACT, 42));
        ines.answer("InsertContactCF", "");
        assertThatExceptionOfType(InesException.NotUnderstood.class)
                .isThrownBy(() -> client.insertCustomField(CustomFieldOwner.CONTACT, 42, 1, "x"));
    }

    @Test
    void aFirstValueIsInserted() {
        for (var owner : new String[]{"Contact", "Company", "Lead"}) {
            ines.answer("Insert" + owner + "CF", "<Insert%1$sCFResult>12</Insert%1$sCFResult>".formatted(owner));
        }
        client.insertCustomField(CustomFieldOwner.CONTACT, 42, 1, "bleu");
        client.insertCustomField(CustomFieldOwner.COMPANY, 7, 2, "rouge");
        client.insertCustomField(CustomFieldOwner.LEAD, 9, 3, "vert");
        assertThat(arguments("InsertContactCF"))
                .isEqualTo("ctRef=42 chdefRef=1 chpValue=bleu chvLies=0 chvGroupeAssoc=0");
        assertThat(arguments("InsertCompanyCF"))
                .isEqualTo("clRef=7 chdefRef=2 chpValue=rouge chvLies=0 chvGroupeAssoc=0");
        assertThat(arguments("InsertLeadCF"))
                .isEqualTo("ReclaRef=9 chdefRef=3 chpValue=vert chvLies=0 chvGroupeAssoc=0");
    }

    @Test
    void aLaterValueIsUpdatedByItsReferenceExceptALeads() {
        ines.answer("UpdateContactCF", "<UpdateContactCFResult>true</UpdateContactCFResult>");
        ines.answer("UpdateCompanyCF", "<UpdateCompanyCFResult><Anything/></UpdateCompanyCFResult>");
        client.updateCustomField(CustomFieldOwner.CONTACT, 42, new CustomFieldValue(1, 10, "bleu"));
        client.updateCustomField(CustomFieldOwner.COMPANY, 7, new CustomFieldValue(2, 11, "rouge"));
        assertThat(arguments("UpdateContactCF")).isEqualTo("ctRef=42 chdefRef=1 chpRef=10 chpValue=bleu");
        assertThat(arguments("UpdateCompanyCF")).isEqualTo("clRef=7 chdefRef=2 chpRef=11 chpValue=rouge");
        assertThatIllegalArgumentException().isThrownBy(
                () -> client.updateCustomField(CustomFieldOwner.LEAD, 9, new CustomFieldValue(3, 12, "vert")));
    }

    private String arguments(String operation) {
        var text = new StringBuilder();
        for (Element argument : SafeXml.children(ines.request(operation).content())) {
            text.append(argument.getLocalName()).append('=').append(argument.getTextContent()).append(' ');
        }
        return text.toString().strip();
    }
}
