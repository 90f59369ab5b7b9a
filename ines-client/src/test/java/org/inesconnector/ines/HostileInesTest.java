package org.inesconnector.ines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An INES that means ill, or somebody in its place: it neither stops us nor leads us elsewhere. */
@Timeout(60)
class HostileInesTest {

    private static final String XS = "xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:t='urn:t' targetNamespace='urn:t'";

    private final LiveContracts live = new LiveContracts();
    private final StandInInes ines = live.ines();
    private final StandInInes elsewhere = new StandInInes();
    private final InesClient client = ines.client();

    @AfterEach
    void close() {
        client.close();
        live.close();
        elsewhere.close();
    }

    private InesException.NotUnderstood notUnderstood(StandInInes.Answer answer) {
        ines.always("GetOriginList", answer);
        return catchThrowableOfType(InesException.NotUnderstood.class, () -> client.valueList(ValueList.ORIGINS));
    }

    private static StandInInes.Answer origins(String inside) {
        return StandInInes
                .soap("<GetOriginListResponse xmlns='http://webservice.ines.fr'><GetOriginListResult>" + inside
                        + "</GetOriginListResult></GetOriginListResponse>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a/>", "<a b=''/>", "<?a?>", "<a xmlns:b='c'/>"})
    void anAnswerOfMorePartsThanTheMemoryHasRoomForIsNotUnderstood(String part) {
        assertThat(notUnderstood(origins(part.repeat(310_000)))).isNotNull();
        assertThat(notUnderstood(origins("<a " + IntStream.range(0, 500_000).mapToObj(i -> "b" + i + "=''")
                .collect(Collectors.joining(" ")) + "/>"))).isNotNull();
    }

    @Test
    void commentsAreNotKeptAndCutNoTextInTwo() {
        ines.always("GetOriginList", origins("<!---->".repeat(1_000_000) + "<OriginInfo><InternalRef>1</InternalRef>"
                + "<Description>a<!-- x -->b<![CDATA[<c>]]>d</Description></OriginInfo>"));
        assertThat(client.valueList(ValueList.ORIGINS)).containsExactly(new ValueListEntry(1, "ab<c>d"));
    }

    @Test
    void aLongNameOrAttributeIsReadOrNotUnderstood() {
        ines.always("GetOriginList", origins("<OriginInfo a='" + "x".repeat(5_000_000)
                + "'><InternalRef>1</InternalRef><Description>a</Description></OriginInfo>"));
        assertThat(client.valueList(ValueList.ORIGINS)).containsExactly(new ValueListEntry(1, "a"));
        assertThat(notUnderstood(origins("<" + "x".repeat(5_000_000) + "/>"))).isNotNull();
    }

    @Test
    void whatAnAnswerRefersToIsNotFetched() {
        for (var namespace : List.of("http://www.w3.org/2004/08/xop/include", "http://www.w3.org/2001/XInclude")) {
            ines.always("GetOriginList", origins("<OriginInfo><InternalRef>1</InternalRef><Description>"
                    + "<x:Include xmlns:x='" + namespace + "' href='" + elsewhere.url() + "/secret' parse='text'/>"
                    + "</Description></OriginInfo>"));
            try {
                client.valueList(ValueList.ORIGINS);
            } catch (InesException.NotUnderstood _) {
                // As good as to read over it.
            }
        }
        assertThat(elsewhere.asked()).isEmpty();
        assertThat(notUnderstood(StandInInes.http(200, "text/xml", "<?xml version='1.0'?><!DOCTYPE x SYSTEM '"
                + elsewhere.url() + "/x.dtd'><x/>"))).isNotNull();
        assertThat(elsewhere.asked()).isEmpty();
    }

    @Test
    void whatIsToldOfAnAnswerIsOneLineAndNotWithoutEnd() {
        var forged = "no&#13;&#10;2026-01-01 ERROR all is lost&#9;&#x85;&#x2028;x";
        ines.always("GetOriginList", StandInInes.fault(forged));
        assertThatExceptionOfType(InesException.Refused.class)
                .isThrownBy(() -> client.valueList(ValueList.ORIGINS))
                .withMessage("no 2026-01-01 ERROR all is lost x");
        assertThat(notUnderstood(
                StandInInes.soap("<GetOriginListResponse xmlns='" + "x".repeat(1_000_000) + "'/>")).getMessage())
                .hasSizeLessThan(5_000);
        ines.answer("authenticationWs", "<authenticationWsResult><codeReturn>" + "x".repeat(1_000_000)
                + "</codeReturn></authenticationWsResult>");
        try (var another = ines.client()) {
            assertThatExceptionOfType(InesException.Refused.class).isThrownBy(another::signIn)
                    .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(5_000));
        }
    }

    @Test
    void headersWithoutEndAreNotReadToTheirEnd() {
        ines.always("GetOriginList", exchange -> {
            for (int i = 0; i < 3_000; i++) {
                exchange.getResponseHeaders().add("X-" + i, "x".repeat(1_000));
            }
            StandInInes.http(200, "text/xml", "").write(exchange);
        });
        assertThatExceptionOfType(InesException.Unavailable.class)
                .isThrownBy(() -> client.valueList(ValueList.ORIGINS));
    }

    @Test
    void anAnswerWithoutEndIsLeftAlone() {
        var trouble = notUnderstood(HostileInesTest::withoutEnd);
        assertThat(trouble).hasMessageContaining("longer than");
    }

    private static void withoutEnd(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        var block = "<a>".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            while (true) {
                exchange.getResponseBody().write(block);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost/", "file:///etc/passwd", "gopher://127.0.0.1:1/"})
    void aRedirectIsNotFollowedAnywhere(String target) {
        ines.always("authenticationWs", exchange -> {
            exchange.getResponseHeaders().add("Location", target);
            exchange.sendResponseHeaders(308, -1);
            exchange.close();
        });
        assertThatExceptionOfType(InesException.Unavailable.class).isThrownBy(client::signIn)
                .withMessageContaining("308");
    }

    /** After two slashes a host is named, also within the path of an address on our host. */
    @Test
    void aContractLeadsToNoOtherHostHoweverItWritesItsAddress() {
        var host = elsewhere.url().getRawAuthority();
        live.change(InesService.LOGIN, "https://webservices.inescrm.com/wslogin/",
                ines.url() + "//" + host + "/wslogin/");
        var report = live.report();
        try (var adapted = ines.client(report.adaptation())) {
            adapted.signIn();
        }
        live.change(InesService.ICM, "<wsdl:types>", "<wsdl:types><xs:schema><xs:import schemaLocation='" + ines.url()
                + "//" + host + "/x.xsd'/></xs:schema>");
        live.report();
        assertThat(elsewhere.asked()).isEmpty();
        assertThat(ServiceAddress.on(ines.url(), "//" + host + "/ws").getAuthority())
                .isEqualTo(ines.url().getAuthority());
    }

    @Test
    void anAdaptationThatSomebodyChangedInTheDatabaseLeadsToNoOtherHost() {
        live.change(InesService.LOGIN, "/wslogin/login.asmx\"", "/wslogin/other.asmx\"");
        var text = live.report().adaptation().toText();
        for (var path : List.of("//" + elsewhere.url().getRawAuthority() + "/ws", elsewhere.url() + "/ws")) {
            var changed = ContractAdaptation.fromText(text.replace("/wslogin/other.asmx", path));
            assertThat(changed.toText()).contains(path);
            try (var adapted = ines.client(changed)) {
                adapted.signIn();
            }
        }
        assertThat(elsewhere.asked()).isEmpty();
    }

    private void assertUnreadable(String schema, String why) {
        live.change(InesService.ICM, "<wsdl:types>", "<wsdl:types>" + schema);
        assertThat(live.report().differences()).as(schema.substring(0, 50)).singleElement()
                .isInstanceOf(ContractDifference.ContractUnreadable.class)
                .extracting(ContractDifference::words).asString().contains(why);
    }

    private static String many(int number, IntFunction<String> each) {
        return IntStream.range(0, number).mapToObj(each).collect(Collectors.joining());
    }

    /** The element of GetContact's request is another one. */
    private static String leadingTo(String type, String types) {
        return "<xs:schema " + XS + ">" + types + "</xs:schema>"
                + "<xs:schema xmlns:t='urn:t' xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='http://webservice.ines.fr'>"
                + "<xs:element name='GetHostile'><xs:complexType><xs:sequence><xs:element name='x' type='t:" + type
                + "'/></xs:sequence></xs:complexType></xs:element></xs:schema>";
    }

    private void assertTypesUnreadable(String type, String types, String why) {
        live.publish(InesService.ICM, text -> text
                .replace("<wsdl:types>", "<wsdl:types>" + leadingTo(type, types))
                .replace("element=\"tns:GetContact\"", "element=\"tns:GetHostile\""));
        assertThat(live.report().differences()).as(type).singleElement()
                .isInstanceOf(ContractDifference.ContractUnreadable.class)
                .extracting(ContractDifference::words).asString().contains(why);
    }

    @Test
    void typesThatLeadRoundInACircleAreNotFollowed() {
        assertTypesUnreadable("s", "<xs:simpleType name='s'><xs:restriction base='t:s'/></xs:simpleType>",
                "without end");
        assertTypesUnreadable("c",
                "<xs:complexType name='c'><xs:simpleContent><xs:extension base='t:c'/></xs:simpleContent>"
                        + "</xs:complexType>",
                "without end");
    }

    @Test
    void typesThatLeadThroughThousandsOfOthersAreNotFollowedToTheirEnd() {
        assertTypesUnreadable("c0", many(20_000, i -> "<xs:complexType name='c" + i
                + "'><xs:sequence><xs:element name='x' type='t:c" + (i + 1) + "'/></xs:sequence></xs:complexType>"),
                "without end");
    }

    @Test
    void typesThatDoubleAtEachLineDoNotFillTheMemory() {
        assertTypesUnreadable("b10",
                "<xs:complexType name='b0'><xs:sequence>"
                        + many(100, i -> "<xs:element name='e" + i + "' type='xs:int'/>")
                        + "</xs:sequence></xs:complexType>"
                        + many(10, i -> "<xs:complexType name='b" + (i + 1) + "'><xs:complexContent>"
                                + ("<xs:extension base='t:b" + i + "'/>").repeat(10)
                                + "</xs:complexContent></xs:complexType>"),
                "more than 20000 elements");
    }

    @Test
    void aContractLongerThanAnyRealOneIsUnreadable() {
        assertUnreadable("<!--" + "x".repeat(4_000_000) + "-->", "longer than");
    }

    @Test
    void aContractWhoseNamesWouldBecomeLinesIsUnreadable() {
        live.change(InesService.LOGIN, "soapAction=\"", "soapAction=\"&#10;service&#9;ICM&#9;//evil.example/");
        assertThat(live.report().differences()).singleElement()
                .isInstanceOf(ContractDifference.ContractUnreadable.class)
                .extracting(ContractDifference::words).asString().contains("control characters");
    }
}
