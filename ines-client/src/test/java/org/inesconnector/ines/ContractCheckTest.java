package org.inesconnector.ines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Each live contract is a copy of ours, changed as a real INES's may be. */
class ContractCheckTest {

    private static final String ICM = "/ws/wsicm.asmx";
    private static final String SYNC = "/ws/WSAutomationSync.asmx";
    private static final String TEMPURI = "http://tempuri.org/";

    private final StandInInes ines = new StandInInes();

    ContractCheckTest() {
        for (var service : InesService.values()) {
            publish(service, UnaryOperator.identity());
        }
    }

    @AfterEach
    void close() {
        ines.close();
    }

    private void publish(InesService service, UnaryOperator<String> change) {
        ines.publish(service.path() + "?wsdl", here(change.apply(contract(service))));
    }

    private void change(InesService service, String part, String replacement) {
        var contract = contract(service);
        assertThat(contract).contains(part);
        publish(service, text -> text.replace(part, replacement));
    }

    private String here(String contract) {
        return contract.replace("https://webservices.inescrm.com", ines.url().toString());
    }

    private static String contract(InesService service) {
        try (var resource = ContractCheckTest.class.getClassLoader().getResourceAsStream(service.contract())) {
            return new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ContractReport report() {
        return ContractCheck.read(ines.settings());
    }

    @Test
    void anInesThatSpeaksOurContractsNeedsNoAdaptation() {
        var report = report();
        assertThat(report.differences()).isEmpty();
        assertThat(report.adaptation().isNone()).isTrue();
        assertThat(report.adaptation()).isEqualTo(ContractAdaptation.NONE);
        report.requireUsable();
    }

    @Test
    void anotherNamespaceIsSpokenBothWays() {
        change(InesService.CF, InesService.NAMESPACE, TEMPURI + "cf");
        var report = report();
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
        change(InesService.CF, "elementFormDefault=\"qualified\" ", "");
        var report = report();
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
        change(InesService.ICM, "soapAction=\"http://webservice.ines.fr/GetOriginList\"", "soapAction=\"urn:origins\"");
        var report = report();
        assertThat(report.differences()).containsExactly(new ContractDifference.SoapActionDiffers(
                ICM, "GetOriginList", "http://webservice.ines.fr/GetOriginList", "urn:origins"));
        ines.answer("GetOriginList", "");
        try (var client = ines.client(report.adaptation())) {
            client.valueList(ValueList.ORIGINS);
        }
        assertThat(ines.request("GetOriginList").soapAction()).isEqualTo("\"urn:origins\"");
    }

    @Test
    void anotherOrderOfElementsIsKept() {
        publish(InesService.SYNC,
                text -> swapped(text, "<xs:element minOccurs=\"0\" name=\"FirstName\" type=\"xs:string\"/>",
                        "<xs:element name=\"LastName\" type=\"xs:string\"/>"));
        var report = report();
        assertThat(report.differences()).containsExactly(new ContractDifference.OrderDiffers(SYNC, "ContactInfoAuto"));
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

    private static String swapped(String text, String one, String other) {
        return text.replace(one, "@").replace(other, one).replace("@", other);
    }

    @Test
    void anotherSpellingOfAPathIsFoundAndCalled() {
        ines.unpublish(SYNC + "?wsdl");
        ines.publish("/ws/wsAutomationsync.asmx?wsdl",
                here(contract(InesService.SYNC).replace(SYNC, "/ws/wsAutomationsync.asmx")));
        var report = report();
        assertThat(report.differences()).containsExactly(
                new ContractDifference.PathDiffers(SYNC, "/ws/wsAutomationsync.asmx"));
        try (var client = ines.client(report.adaptation())) {
            client.syncInfo();
        }
        assertThat(ines.request("GetSyncInfo").path()).isEqualTo("/ws/wsAutomationsync.asmx");
    }

    @Test
    void theAddressInTheContractIsFollowedOnTheSameHostOnly() {
        change(InesService.ICM, "https://webservices.inescrm.com/ws/", ines.url() + "/v2/ws/");
        assertThat(report().differences())
                .containsExactly(new ContractDifference.PathDiffers(ICM, "/v2/ws/wsicm.asmx"));
        publish(InesService.ICM,
                text -> text.replace("https://webservices.inescrm.com/ws/", "http://evil.example/v2/ws/"));
        assertThat(report().differences()).isEmpty();
        publish(InesService.ICM,
                text -> text.replace("https://webservices.inescrm.com/ws/wsicm", "http://internal-7/WS/WsIcm"));
        assertThat(report().differences()).containsExactly(new ContractDifference.PathDiffers(ICM, "/WS/WsIcm.asmx"));
    }

    @Test
    void anElementMoreIsReadAndSentBackInItsPlace() {
        var more = "<xs:element minOccurs=\"0\" name=\"Twitter\" type=\"xs:string\"/>";
        var genre = "<xs:element minOccurs=\"0\" name=\"Genre\" type=\"xs:string\"/>";
        change(InesService.ICM, genre, more + genre);
        change(InesService.SYNC, genre, more + genre);
        var report = report();
        assertThat(report.differences()).containsExactlyInAnyOrder(
                new ContractDifference.ExtraElement(ICM, "ContactInfo", "Twitter"),
                new ContractDifference.ExtraElement(SYNC, "ContactInfoAuto", "Twitter"));
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
        change(InesService.SYNC, "<xs:element minOccurs=\"0\" name=\"Effectif\" type=\"xs:int\"/>", "");
        var report = report();
        assertThat(report.differences()).containsExactly(
                new ContractDifference.OptionalElementMissing(SYNC, "ClientInfoAuto", "Effectif"));
        ines.answer("AddClientWithContacts",
                "<AddClientWithContactsResult><InternalRef>7</InternalRef></AddClientWithContactsResult>");
        try (var client = ines.client(report.adaptation())) {
            client.addClientWithContacts(Client.blank(), List.of(Contact.blank()));
        }
        assertThat(ines.request("AddClientWithContacts").text("Effectif")).isNull();
        assertThat(ines.request("AddClientWithContacts").text("CA")).isEqualTo("0");
        assertThat(ines.request("AddClientWithContacts").text("Rang")).isEqualTo("Principal");
    }

    private void assertStops(ContractDifference difference) {
        var report = report();
        assertThat(report.differences()).contains(difference);
        assertThat(difference.blocking()).isTrue();
        assertThatExceptionOfType(InesException.ContractDiffers.class).isThrownBy(report::requireUsable)
                .withMessageContaining(difference.words());
    }

    @Test
    void aMissingOperationStops() {
        change(InesService.SYNC, "<wsdl:operation name=\"AddLead\">", "<wsdl:operation name=\"AddOpportunity\">");
        assertStops(new ContractDifference.OperationMissing(SYNC, "AddLead"));
    }

    @Test
    void anOperationThatIsNeverCalledMayBeMissing() {
        change(InesService.SYNC, "<wsdl:operation name=\"UpdateClient\">", "<wsdl:operation name=\"ChangeClient\">");
        assertThat(report().differences()).isEmpty();
    }

    @Test
    void aChangedTypeStops() {
        change(InesService.SYNC, "name=\"CustomerNumber\" type=\"xs:int\"",
                "name=\"CustomerNumber\" type=\"xs:string\"");
        assertStops(
                new ContractDifference.TypeDiffers(SYNC, "ClientInfoAuto", "CustomerNumber", "xs:int", "xs:string"));
    }

    @Test
    void enumerationsAndWiderNumbersAreNoChange() {
        publish(InesService.SYNC, text -> text
                .replace("name=\"Rang\" type=\"xs:string\"", "name=\"Rang\" type=\"tns:Rang\"")
                .replace("name=\"CA\" type=\"xs:int\"", "name=\"CA\" type=\"xs:long\"")
                .replace("</xs:schema>", "<xs:simpleType name=\"Rang\"><xs:restriction base=\"xs:string\">"
                        + "<xs:enumeration value=\"Principal\"/></xs:restriction></xs:simpleType></xs:schema>"));
        assertThat(report().differences()).isEmpty();
    }

    @Test
    void aRequiredElementThatWeDoNotKnowStops() {
        var genre = "<xs:element minOccurs=\"0\" name=\"Genre\" type=\"xs:string\"/>";
        change(InesService.SYNC, genre, "<xs:element name=\"Consent\" type=\"xs:boolean\"/>" + genre);
        assertStops(new ContractDifference.UnknownRequiredElement(SYNC, "ContactInfoAuto", "Consent"));
    }

    @Test
    void aRequiredElementOfAClientThatIsReadBeforeItIsWrittenDoesNotStop() {
        var city = "<xs:element minOccurs=\"0\" name=\"Moral\" type=\"xs:int\"/>";
        change(InesService.ICM, city, city + "<xs:element name=\"Segment\" type=\"xs:int\"/>");
        var report = report();
        assertThat(report.differences())
                .containsExactly(new ContractDifference.ExtraElement(ICM, "ClientInfo", "Segment"));
        ines.answer("GetClient", "<GetClientResult><InternalRef>7</InternalRef><Segment>4</Segment></GetClientResult>");
        ines.answer("UpdateClient", "<UpdateClientResult><InternalRef>7</InternalRef></UpdateClientResult>");
        try (var client = ines.client(report.adaptation())) {
            client.updateClient(client.client(7).orElseThrow());
        }
        assertThat(ines.request("UpdateClient").text("Segment")).isEqualTo("4");
    }

    @Test
    void aNeededElementThatIsMissingStops() {
        change(InesService.SYNC, "<xs:element name=\"AutomationRef\" type=\"xs:int\"/>", "");
        assertStops(new ContractDifference.NeededElementMissing(SYNC, "ContactInfoAuto", "AutomationRef"));
    }

    @Test
    void anArgumentThatIsMissingStops() {
        change(InesService.SYNC, "<xs:element name=\"InesRef\" type=\"xs:int\"/>",
                "<xs:element name=\"Ref\" type=\"xs:int\"/>");
        assertStops(new ContractDifference.NeededElementMissing(SYNC, "DeleteAutomationContact", "InesRef"));
        assertStops(new ContractDifference.UnknownRequiredElement(SYNC, "DeleteAutomationContact", "Ref"));
    }

    @Test
    void aContractThatCannotBeReadStops() {
        ines.publish(ICM + "?wsdl", "<html/>");
        assertStops(new ContractDifference.ContractUnreadable(ICM, "what is there is no WSDL"));
        ines.unpublish(ICM + "?wsdl");
        assertThat(report().differences()).singleElement().isInstanceOf(ContractDifference.ContractUnreadable.class)
                .extracting(ContractDifference::words).asString().contains("404");
        ines.publish(ICM + "?wsdl", "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><x>&a;</x>");
        assertThat(report().isUsable()).isFalse();
        ines.publish(ICM + "?wsdl", "<oops");
        assertThat(report().isUsable()).isFalse();
    }

    @Test
    void importsAreFollowedOnTheSameHost() {
        var contract = contract(InesService.ICM);
        int start = contract.indexOf("<xs:schema");
        int end = contract.indexOf("</wsdl:types>");
        ines.publish("/ws/wsicm.asmx?xsd=1", contract.substring(start, end)
                .replace("<xs:schema",
                        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:tns='http://webservice.ines.fr'"));
        var importing = "<xs:schema><xs:import namespace='http://webservice.ines.fr' schemaLocation='%s/ws/wsicm.asmx?xsd=1'/></xs:schema>";
        ines.publish(ICM + "?wsdl",
                here(contract.substring(0, start) + importing.formatted(ines.url()) + contract.substring(end)));
        assertThat(report().differences()).isEmpty();
        ines.publish(ICM + "?wsdl", here(
                contract.substring(0, start) + importing.formatted("http://evil.example") + contract.substring(end)));
        assertStops(new ContractDifference.ContractUnreadable(ICM, "it refers to another host"));
    }

    @Test
    void importsWithoutEndAreNotFollowedToTheEnd() {
        for (int i = 0; i < 40; i++) {
            ines.publish("/ws/x?xsd=" + i, "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
                    + "<xs:import schemaLocation='/ws/x?xsd=" + (i + 1) + "'/></xs:schema>");
        }
        change(InesService.CF, "<wsdl:types>",
                "<wsdl:types><xs:schema><xs:import schemaLocation='/ws/x?xsd=0'/></xs:schema>");
        assertThat(report().differences()).singleElement().isInstanceOf(ContractDifference.ContractUnreadable.class);
    }

    @Test
    void anInesThatIsDownIsUnavailableAndNotDifferent() {
        var settings = ines.settings();
        ines.close();
        assertThatExceptionOfType(InesException.Unavailable.class).isThrownBy(() -> ContractCheck.read(settings));
    }

    @Test
    void anAdaptationIsKeptAsText() {
        change(InesService.CF, InesService.NAMESPACE, TEMPURI);
        change(InesService.LOGIN, "<soap:body use", "<soap:body  use");
        publish(InesService.ICM,
                text -> text.replace("soapAction=\"http://webservice.ines.fr/GetOriginList\"", "soapAction=\"\""));
        var adaptation = report().adaptation();
        assertThat(adaptation.isNone()).isFalse();
        assertThat(ContractAdaptation.fromText(adaptation.toText())).isEqualTo(adaptation);
        assertThat(ContractAdaptation.fromText(ContractAdaptation.NONE.toText())).isEqualTo(ContractAdaptation.NONE);
    }

    @Test
    void textThatIsNoAdaptationIsRefused() {
        for (var text : new String[]{"", "x", "ines-contracts 1\nnonsense\n", "ines-contracts 1\noperation\n",
                "ines-contracts 1\nservice\tNONE\t/\n", "ines-contracts 1\noutput\ta\tb\tc\ttrue\tfalse"}) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> ContractAdaptation.fromText(text));
        }
    }
}
