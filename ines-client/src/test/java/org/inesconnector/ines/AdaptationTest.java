package org.inesconnector.ines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Calls to an INES whose own contract differs from ours go and come as that contract says. */
class AdaptationTest {

    private static final String TEMPURI = "http://tempuri.org/";

    private final LiveContracts live = new LiveContracts();
    private final StandInInes ines = live.ines();

    @AfterEach
    void close() {
        live.close();
    }

    @Test
    void anotherNamespaceIsSpokenBothWays() {
        live.change(InesService.CF, InesService.NAMESPACE, TEMPURI + "cf");
        var report = live.report();
        assertThat(report.differences()).contains(
                new ContractDifference.NamespaceDiffers("/ws/wscf.asmx", InesService.NAMESPACE, TEMPURI + "cf"));
        assertThat(report.isUsable()).isTrue();
        ines.always("GetContactCF", StandInInes.soap("<r:GetContactCFResponse xmlns:r='http://tempuri.org/cf'>"
                + "<r:GetContactCFResult><r:Values><r:CustomField><r:DefinitionRef>1</r:DefinitionRef><r:Ref>2</r:Ref>"
                + "<r:Value>é 😀 &lt;</r:Value></r:CustomField></r:Values></r:GetContactCFResult></r:GetContactCFResponse>"));
        try (var client = ines.client(report.adaptation())) {
            assertThat(client.customFields(CustomFieldOwner.CONTACT, 42))
                    .containsExactly(new CustomFieldValue(1, 2, "é 😀 <"));
        }
        var sent = ines.request("GetContactCF");
        assertThat(sent.content().getNamespaceURI()).isEqualTo(TEMPURI + "cf");
        assertThat(SafeXml.children(sent.content())).extracting(Element::getNamespaceURI)
                .containsExactly(TEMPURI + "cf");
        assertThat(sent.soapAction()).isEqualTo("\"http://tempuri.org/cf/GetContactCF\"");
        assertThat(sent.document().getElementsByTagNameNS(TEMPURI + "cf", "SessionID").getLength()).isEqualTo(1);
        assertThat(sent.session()).isEqualTo("S1");
    }

    @Test
    void elementsWithoutNamespaceAreSentWithoutNamespace() {
        live.change(InesService.CF, "elementFormDefault=\"qualified\" ", "");
        var report = live.report();
        assertThat(report.isUsable()).isTrue();
        ines.always("GetContactCF", StandInInes.soap("<r:GetContactCFResponse xmlns:r='http://webservice.ines.fr'>"
                + "<GetContactCFResult/></r:GetContactCFResponse>"));
        try (var client = ines.client(report.adaptation())) {
            assertThat(client.customFields(CustomFieldOwner.CONTACT, 42)).isEmpty();
        }
        assertThat(SafeXml.children(ines.request("GetContactCF").content())).singleElement()
                .satisfies(reference -> assertThat(reference.getNamespaceURI()).isNull());
    }

    @Test
    void anotherSoapActionIsSent() {
        live.change(InesService.ICM, "soapAction=\"http://webservice.ines.fr/GetOriginList\"",
                "soapAction=\"urn:origins\"");
        var report = live.report();
        assertThat(report.differences()).containsExactly(new ContractDifference.SoapActionDiffers(
                LiveContracts.ICM, "GetOriginList", "http://webservice.ines.fr/GetOriginList", "urn:origins"));
        ines.answer("GetOriginList", "");
        try (var client = ines.client(report.adaptation())) {
            client.valueList(ValueList.ORIGINS);
        }
        assertThat(ines.request("GetOriginList").soapAction()).isEqualTo("\"urn:origins\"");
    }

    @Test
    void anotherOrderOfElementsIsKept() {
        live.publish(InesService.SYNC,
                text -> swapped(text, "<xs:element minOccurs=\"0\" name=\"FirstName\" type=\"xs:string\"/>",
                        "<xs:element name=\"LastName\" type=\"xs:string\"/>"));
        var report = live.report();
        assertThat(report.differences())
                .containsExactly(new ContractDifference.OrderDiffers(LiveContracts.SYNC, "ContactInfoAuto"));
        ines.answer("UpdateContact", "<UpdateContactResult>42</UpdateContactResult>");
        try (var client = ines.client(report.adaptation())) {
            client.updateContact(Contact.blank().with(ContactField.INTERNAL_REF, InesValue.whole(42))
                    .with(ContactField.LAST_NAME, InesValue.text("Été & 😀 fils\r\n")));
        }
        var sent = ines.request("UpdateContact");
        var names = SafeXml.children(SafeXml.children(sent.content()).getFirst()).stream().map(Element::getLocalName)
                .toList();
        assertThat(names).hasSize(ContactField.values().length - 1).containsSubsequence("LastName", "Function",
                "FirstName");
        assertThat(sent.text("LastName")).isEqualTo("Été & 😀 fils\r\n");
    }

    @Test
    void anotherSpellingOfAPathIsFoundAndCalled() {
        ines.unpublish(LiveContracts.SYNC + "?wsdl");
        ines.publish("/ws/wsAutomationsync.asmx?wsdl",
                live.here(LiveContracts.contract(InesService.SYNC).replace(LiveContracts.SYNC,
                        "/ws/wsAutomationsync.asmx")));
        var report = live.report();
        assertThat(report.differences()).containsExactly(
                new ContractDifference.PathDiffers(LiveContracts.SYNC, "/ws/wsAutomationsync.asmx"));
        try (var client = ines.client(report.adaptation())) {
            client.syncInfo();
        }
        assertThat(ines.request("GetSyncInfo").path()).isEqualTo("/ws/wsAutomationsync.asmx");
    }

    @Test
    void anElementMoreIsReadAndSentBackInItsPlace() {
        var more = "<xs:element minOccurs=\"0\" name=\"Twitter\" type=\"xs:string\"/>";
        var genre = "<xs:element minOccurs=\"0\" name=\"Genre\" type=\"xs:string\"/>";
        live.change(InesService.ICM, genre, more + genre);
        live.change(InesService.SYNC, genre, more + genre);
        var report = live.report();
        assertThat(report.differences()).containsExactlyInAnyOrder(
                new ContractDifference.ExtraElement(LiveContracts.ICM, "ContactInfo", "Twitter"),
                new ContractDifference.ExtraElement(LiveContracts.SYNC, "ContactInfoAuto", "Twitter"));
        ines.answer("GetContact", "<GetContactResult><Twitter>@m &amp; é</Twitter><InternalRef>42</InternalRef>"
                + "<OnlyRead>x</OnlyRead></GetContactResult>");
        ines.answer("UpdateContact", "<UpdateContactResult>42</UpdateContactResult>");
        try (var client = ines.client(report.adaptation())) {
            client.updateContact(client.contact(42).orElseThrow());
        }
        var names = SafeXml.children(SafeXml.children(ines.request("UpdateContact").content()).getFirst())
                .stream().map(Element::getLocalName).toList();
        assertThat(names).containsSubsequence("Function", "Twitter", "Genre").doesNotContain("OnlyRead");
        assertThat(ines.request("UpdateContact").text("Twitter")).isEqualTo("@m & é");
    }

    @Test
    void anOptionalElementThatIsMissingIsLeftOut() {
        live.change(InesService.SYNC, "<xs:element minOccurs=\"0\" name=\"Effectif\" type=\"xs:int\"/>", "");
        var report = live.report();
        assertThat(report.differences()).containsExactly(
                new ContractDifference.OptionalElementMissing(LiveContracts.SYNC, "ClientInfoAuto", "Effectif"));
        ines.answer("AddClientWithContacts",
                "<AddClientWithContactsResult><InternalRef>7</InternalRef></AddClientWithContactsResult>");
        try (var client = ines.client(report.adaptation())) {
            client.addClientWithContacts(Client.blank(), List.of(Contact.blank()));
        }
        assertThat(ines.request("AddClientWithContacts").text("Effectif")).isNull();
        assertThat(ines.request("AddClientWithContacts").text("CA")).isEqualTo("0");
        assertThat(ines.request("AddClientWithContacts").text("Rang")).isEqualTo("Principal");
    }

    @Test
    void aRequiredElementOfAClientThatIsReadBeforeItIsWrittenDoesNotStop() {
        var city = "<xs:element minOccurs=\"0\" name=\"Moral\" type=\"xs:int\"/>";
        live.change(InesService.ICM, city, city + "<xs:element name=\"Segment\" type=\"xs:int\"/>");
        var report = live.report();
        assertThat(report.differences())
                .containsExactly(new ContractDifference.ExtraElement(LiveContracts.ICM, "ClientInfo", "Segment"));
        ines.answer("GetClient", "<GetClientResult><InternalRef>7</InternalRef><Segment>4</Segment></GetClientResult>");
        ines.answer("UpdateClient", "<UpdateClientResult><InternalRef>7</InternalRef></UpdateClientResult>");
        try (var client = ines.client(report.adaptation())) {
            client.updateClient(client.client(7).orElseThrow());
        }
        assertThat(ines.request("UpdateClient").text("Segment")).isEqualTo("4");
    }

    private static String swapped(String text, String one, String other) {
        return text.replace(one, "@").replace(other, one).replace("@", other);
    }
}
