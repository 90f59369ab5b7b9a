package org.inesconnector.ines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What differs between an INES's own contracts and ours, and what follows from it. */
class ContractCheckTest {

    private static final String TEMPURI = "http://tempuri.org/";

    private final LiveContracts live = new LiveContracts();
    private final StandInInes ines = live.ines();

    @AfterEach
    void close() {
        live.close();
    }

    @Test
    void anInesThatSpeaksOurContractsNeedsNoAdaptation() {
        var report = live.report();
        assertThat(report.differences()).isEmpty();
        assertThat(report.adaptation().isNone()).isTrue();
        assertThat(report.adaptation()).isEqualTo(ContractAdaptation.NONE);
        report.requireUsable();
    }

    @Test
    void theAddressInTheContractIsFollowedOnTheSameHostOnly() {
        live.change(InesService.ICM, "https://webservices.inescrm.com/ws/", ines.url() + "/v2/ws/");
        assertThat(live.report().differences())
                .containsExactly(new ContractDifference.PathDiffers(LiveContracts.ICM, "/v2/ws/wsicm.asmx"));
        live.publish(InesService.ICM,
                text -> text.replace("https://webservices.inescrm.com/ws/", "http://evil.example/v2/ws/"));
        assertThat(live.report().differences()).isEmpty();
        live.publish(InesService.ICM,
                text -> text.replace("https://webservices.inescrm.com/ws/wsicm", "http://internal-7/WS/WsIcm"));
        assertThat(live.report().differences())
                .containsExactly(new ContractDifference.PathDiffers(LiveContracts.ICM, "/WS/WsIcm.asmx"));
    }

    private void assertStops(ContractDifference difference) {
        var report = live.report();
        assertThat(report.differences()).contains(difference);
        assertThat(difference.blocking()).isTrue();
        assertThatExceptionOfType(InesException.ContractDiffers.class).isThrownBy(report::requireUsable)
                .withMessageContaining(difference.words());
    }

    @Test
    void aMissingOperationStops() {
        live.change(InesService.SYNC, "<wsdl:operation name=\"AddLead\">", "<wsdl:operation name=\"AddOpportunity\">");
        assertStops(new ContractDifference.OperationMissing(LiveContracts.SYNC, "AddLead"));
    }

    @Test
    void anOperationThatIsNeverCalledMayBeMissing() {
        live.change(InesService.SYNC, "<wsdl:operation name=\"UpdateClient\">",
                "<wsdl:operation name=\"ChangeClient\">");
        assertThat(live.report().differences()).isEmpty();
    }

    @Test
    void whatIsSentAndNotReadIsTold() {
        var flag = "<xs:element minOccurs=\"0\" name=\"Desabo\" type=\"xs:string\"/>";
        live.change(InesService.ICM, flag, "");
        var told = new ContractDifference.FlagNotRead(LiveContracts.ICM, "Desabo");
        assertThat(live.report().differences()).contains(told);
        assertThat(told.blocking()).isFalse();
        live.change(InesService.ICM, flag.replace("Desabo", "Genre"), "");
        assertThat(live.report().differences())
                .contains(new ContractDifference.BlankedByUpdates(LiveContracts.ICM, "Genre"));
        assertThat(live.report().isUsable()).isTrue();
    }

    @Test
    void soIsWhatWeDoNotKnowThoughOnlyWhatIsSentDiffers() {
        var genre = "<xs:element minOccurs=\"0\" name=\"Genre\" type=\"xs:string\"/>";
        live.change(InesService.SYNC, genre, genre + genre.replace("Genre", "Consent"));
        assertThat(live.report().differences())
                .contains(new ContractDifference.BlankedByUpdates(LiveContracts.ICM, "Consent"));
        live.change(InesService.ICM, genre, genre + genre.replace("Genre", "Consent"));
        assertThat(live.report().differences()).noneMatch(ContractDifference.BlankedByUpdates.class::isInstance);
    }

    @Test
    void whatAnUpdateWouldBlankIsNotUpdatedUnlessItMayBe() {
        live.change(InesService.ICM, "<xs:element minOccurs=\"0\" name=\"Genre\" type=\"xs:string\"/>", "");
        var settings = ines.settings();
        var adaptation = live.report().adaptation();
        try (var client = InesClient.create(settings, adaptation)) {
            assertThat(client.blankedByUpdates()).containsExactly("Genre");
            assertThatExceptionOfType(InesException.ContractDiffers.class)
                    .isThrownBy(() -> client.updateContact(Contact.blank())).withMessageContaining("Genre");
        }
        var allowing = new InesSettings(settings.url(), settings.account(), settings.username(), settings.password(),
                settings.connectTimeout(), settings.readTimeout(), Set.of("Genre"));
        try (var client = InesClient.create(allowing, adaptation)) {
            assertThat(client.blankedByUpdates()).isEmpty();
        }
    }

    @Test
    void aChangedTypeStops() {
        live.change(InesService.SYNC, "name=\"CustomerNumber\" type=\"xs:int\"",
                "name=\"CustomerNumber\" type=\"xs:string\"");
        assertStops(
                new ContractDifference.TypeDiffers(LiveContracts.SYNC, "ClientInfoAuto", "CustomerNumber", "xs:int",
                        "xs:string"));
    }

    @Test
    void enumerationsAndWiderNumbersAreNoChange() {
        live.publish(InesService.SYNC, text -> text
                .replace("name=\"Rang\" type=\"xs:string\"", "name=\"Rang\" type=\"tns:Rang\"")
                .replace("name=\"CA\" type=\"xs:int\"", "name=\"CA\" type=\"xs:long\"")
                .replace("</xs:schema>", "<xs:simpleType name=\"Rang\"><xs:restriction base=\"xs:string\">"
                        + "<xs:enumeration value=\"Principal\"/></xs:restriction></xs:simpleType></xs:schema>"));
        assertThat(live.report().differences()).isEmpty();
    }

    @Test
    void aRequiredElementThatWeDoNotKnowStops() {
        var genre = "<xs:element minOccurs=\"0\" name=\"Genre\" type=\"xs:string\"/>";
        live.change(InesService.SYNC, genre, "<xs:element name=\"Consent\" type=\"xs:boolean\"/>" + genre);
        assertStops(new ContractDifference.UnknownRequiredElement(LiveContracts.SYNC, "ContactInfoAuto", "Consent"));
    }

    @Test
    void aNeededElementThatIsMissingStops() {
        live.change(InesService.SYNC, "<xs:element name=\"AutomationRef\" type=\"xs:int\"/>", "");
        assertStops(
                new ContractDifference.NeededElementMissing(LiveContracts.SYNC, "ContactInfoAuto", "AutomationRef"));
    }

    @Test
    void anArgumentThatIsMissingStops() {
        live.change(InesService.SYNC, "<xs:element name=\"InesRef\" type=\"xs:int\"/>",
                "<xs:element name=\"Ref\" type=\"xs:int\"/>");
        assertStops(
                new ContractDifference.NeededElementMissing(LiveContracts.SYNC, "DeleteAutomationContact", "InesRef"));
        assertStops(
                new ContractDifference.UnknownRequiredElement(LiveContracts.SYNC, "DeleteAutomationContact", "Ref"));
    }

    @Test
    void aContractThatCannotBeReadStops() {
        ines.publish(LiveContracts.ICM + "?wsdl", "<html/>");
        assertStops(new ContractDifference.ContractUnreadable(LiveContracts.ICM, "what is there is no WSDL"));
        ines.unpublish(LiveContracts.ICM + "?wsdl");
        assertThat(live.report().differences()).singleElement()
                .isInstanceOf(ContractDifference.ContractUnreadable.class)
                .extracting(ContractDifference::words).asString().contains("404");
        ines.publish(LiveContracts.ICM + "?wsdl", "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><x>&a;</x>");
        assertThat(live.report().isUsable()).isFalse();
        ines.publish(LiveContracts.ICM + "?wsdl", "<oops");
        assertThat(live.report().isUsable()).isFalse();
    }

    @Test
    void importsAreFollowedOnTheSameHost() {
        var contract = LiveContracts.contract(InesService.ICM);
        int start = contract.indexOf("<xs:schema");
        int end = contract.indexOf("</wsdl:types>");
        ines.publish("/ws/wsicm.asmx?xsd=1", contract.substring(start, end)
                .replace("<xs:schema",
                        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:tns='http://webservice.ines.fr'"));
        var importing = "<xs:schema><xs:import namespace='http://webservice.ines.fr' schemaLocation='%s/ws/wsicm.asmx?xsd=1'/></xs:schema>";
        ines.publish(LiveContracts.ICM + "?wsdl",
                live.here(contract.substring(0, start) + importing.formatted(ines.url()) + contract.substring(end)));
        assertThat(live.report().differences()).isEmpty();
        ines.publish(LiveContracts.ICM + "?wsdl", live.here(
                contract.substring(0, start) + importing.formatted("http://evil.example") + contract.substring(end)));
        assertStops(new ContractDifference.ContractUnreadable(LiveContracts.ICM, "it refers to another host"));
    }

    @Test
    void importsWithoutEndAreNotFollowedToTheEnd() {
        for (int i = 0; i < 40; i++) {
            ines.publish("/ws/x?xsd=" + i, "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
                    + "<xs:import schemaLocation='/ws/x?xsd=" + (i + 1) + "'/></xs:schema>");
        }
        live.change(InesService.CF, "<wsdl:types>",
                "<wsdl:types><xs:schema><xs:import schemaLocation='/ws/x?xsd=0'/></xs:schema>");
        assertThat(live.report().differences()).singleElement()
                .isInstanceOf(ContractDifference.ContractUnreadable.class);
    }

    @Test
    void anInesThatIsDownIsUnavailableAndNotDifferent() {
        var settings = ines.settings();
        ines.close();
        assertThatExceptionOfType(InesException.Unavailable.class).isThrownBy(() -> ContractCheck.read(settings));
    }

    @Test
    void anAdaptationIsKeptAsText() {
        live.change(InesService.CF, InesService.NAMESPACE, TEMPURI);
        live.change(InesService.LOGIN, "<soap:body use", "<soap:body  use");
        live.publish(InesService.ICM,
                text -> text.replace("soapAction=\"http://webservice.ines.fr/GetOriginList\"", "soapAction=\"\""));
        var adaptation = live.report().adaptation();
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
