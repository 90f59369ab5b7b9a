package org.inesconnector.ines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.xml.sax.SAXException;

/**
 * What INES answers and publishes, broken byte by byte: read, or refused by the one exception that says so. docs/security.md
 * says how this is run for long.
 */
class FuzzTest {

    /** What parsers of XML, and readers of SOAP and of contracts, stumble over. */
    private static final List<String> PIECES = List.of("<", ">", "</", "/>", "&", "&#0;", "&#x10FFFF;", "&#xD800;",
            "&lol;", "<!DOCTYPE x [<!ENTITY lol 'x'>]>", "<![CDATA[", "]]>", "<!--", "<?x ?>", "<?xml version='1.1'?>",
            " xmlns=''", " xmlns:s='urn:x'", " xsi:nil='true'",
            " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='xsi:x'", " href='#1'", " id='1'",
            "<s:Fault>", "<Value/>", "99999999999", "-1", "NaN", "true", "0001-01-01T00:00:00", "\0", "\uFEFF", "é",
            "type=\"tns:ContactInfo\"", "ref=\"tns:GetContact\"", "base=\"tns:ContactInfo\"", "name=\"\"",
            "name=\"a b\"",
            "maxOccurs=\"unbounded\"", "<xs:extension base=\"tns:ContactInfo\"/>", "<xs:any/>", "location=\"//x/\"",
            "schemaLocation=\"%%\"", "urn:x");

    private static final List<String> KINDS = List.of("text/xml; charset=utf-8", "text/xml", "text/html", "",
            "multipart/x",
            "text/xml; charset=utf-16", "text/xml; charset=\"iso-8859-1\"", "text/xml; charset=x",
            "text/xml; charset=UTF-7",
            "text/xml; charset=IBM037", "text/xml; charset=utf-32", "application/xop+xml");

    private static final Set<String> READ_AS_IT_STANDS = Set.of("text/xml; charset=utf-8", "text/xml", "");

    private static final StandInInes INES = new StandInInes();
    private static final InesClient CLIENT = INES.client();

    private static final Contact ZOE = Contact.blank()
            .with(ContactField.AUTOMATION_REF, InesValue.whole(5))
            .with(ContactField.PRIMARY_MAIL_ADDRESS, InesValue.text("zoe@dupont.example"));
    private static final Contact LUC = Contact.blank()
            .with(ContactField.AUTOMATION_REF, InesValue.whole(6))
            .with(ContactField.PRIMARY_MAIL_ADDRESS, InesValue.text("luc@dupont.example"));
    private static final Client DUPONT = Client.blank().with(ClientField.COMPANY_NAME, InesValue.text("Dupont"));

    /** An operation that is answered, and what is called for it: it gives the references that were read. */
    record Exchange(String operation, Function<InesClient, List<Integer>> call, String answer) {

        static Exchange of(String operation, Consumer<InesClient> call, String inside) {
            return creating(operation, ines -> {
                call.accept(ines);
                return List.of();
            }, inside);
        }

        static Exchange creating(String operation, Function<InesClient, List<Integer>> call, String inside) {
            return new Exchange(operation, call, StandInInes.envelope(
                    "<%1$sResponse xmlns='http://webservice.ines.fr'><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
                            .formatted(operation, inside)));
        }
    }

    private static final List<Exchange> EXCHANGES = List.of(
            Exchange.of("GetOriginList", ines -> ines.valueList(ValueList.ORIGINS),
                    "<OriginInfo><InternalRef>1</InternalRef><Description>Été</Description></OriginInfo>"),
            Exchange.of("GetTypeContactList", ines -> ines.valueList(ValueList.CONTACT_TYPES),
                    "<TypeContactInfo><InternalRef>1</InternalRef><Description>x</Description></TypeContactInfo>"),
            Exchange.of("GetUserInfoFromUserRef", ines -> ines.valueList(ValueList.USERS),
                    "<UserInfo><UserRef>3</UserRef><LastName>Roux</LastName></UserInfo>"),
            Exchange.of("GetContact", ines -> ines.lookUpContact(42),
                    "<InternalRef>42</InternalRef><CompanyRef>7</CompanyRef><LastName>Lefèvre</LastName>"
                            + "<DateOfBirth>1980-01-01T00:00:00</DateOfBirth><New>x</New>"),
            Exchange.of("GetClient", ines -> ines.lookUpClient(42),
                    "<InternalRef>42</InternalRef><CompanyName>Dupont</CompanyName>"),
            Exchange.of("GetContactCF", ines -> ines.customFields(CustomFieldOwner.CONTACT, 42),
                    "<Values><CustomField><DefinitionRef>1</DefinitionRef><Ref>2</Ref><Value>x</Value></CustomField>"
                            + "</Values>"),
            Exchange.of("GetSyncInfo", InesClient::syncInfo, "<Channels/>"),
            Exchange.creating("AddLead", ines -> List.of(ines.addLead(new Lead(1, 2, "a@b.fr", "s", "d", 3, 4))), "5"),
            Exchange.creating("AddContact", ines -> List.of(ines.addContact(7, ZOE)),
                    "<InternalRef>42</InternalRef><CompanyRef>7</CompanyRef>"),
            Exchange.creating("AddClientWithContacts", FuzzTest::newCompany,
                    "<InternalRef>7</InternalRef><Contacts><ContactInfoAuto>"
                            + "<PrimaryMailAddress>zoe@dupont.example</PrimaryMailAddress><InternalRef>42</InternalRef>"
                            + "<AutomationRef>5</AutomationRef></ContactInfoAuto><ContactInfoAuto>"
                            + "<PrimaryMailAddress>luc@dupont.example</PrimaryMailAddress><InternalRef>43</InternalRef>"
                            + "<AutomationRef>6</AutomationRef></ContactInfoAuto></Contacts>"),
            Exchange.of("UpdateContact",
                    ines -> ines.updateContact(ZOE.with(ContactField.INTERNAL_REF, InesValue.whole(42))), "42"),
            Exchange.of("UpdateClient",
                    ines -> ines.updateClient(DUPONT.with(ClientField.INTERNAL_REF, InesValue.whole(7))),
                    "<InternalRef>7</InternalRef>"),
            Exchange.of("InsertContactCF",
                    ines -> ines.insertCustomField(CustomFieldOwner.CONTACT, 42, 1, "bleu"), "1"),
            Exchange.of("UpdateCompanyCF",
                    ines -> ines.updateCustomField(CustomFieldOwner.COMPANY, 7, new CustomFieldValue(2, 3, "x")),
                    "<CustomFieldRef>1</CustomFieldRef>"),
            Exchange.of("DeleteAutomationContact", ines -> ines.deleteAutomationContact(4), "Success"),
            new Exchange("authenticationWs", FuzzTest::signIn,
                    StandInInes.envelope(StandInInes.signedIn("S1"))));

    private static List<Integer> newCompany(InesClient client) {
        var created = client.addClientWithContacts(DUPONT, List.of(ZOE, LUC));
        assertThat(created.contacts()).extracting(ClientCreated.ContactCreated::automationRef).containsExactly(5, 6);
        return Stream.concat(Stream.of(created.clientReference()),
                created.contacts().stream().map(ClientCreated.ContactCreated::reference).filter(read -> read != 0))
                .toList();
    }

    private static List<Integer> signIn(InesClient client) {
        assertThat(client).isNotNull();
        try (var another = INES.client()) {
            another.signIn();
        }
        return List.of();
    }

    record Broken(Exchange exchange, String kind, int status, String answer) {}

    @AfterContainer
    static void close() {
        CLIENT.close();
        INES.close();
    }

    @Provide
    Arbitrary<Broken> answers() {
        return Arbitraries.randomValue(random -> {
            var exchange = one(EXCHANGES, random);
            return new Broken(exchange, random.nextBoolean() ? KINDS.getFirst() : one(KINDS, random),
                    one(List.of(200, 200, 200, 500, 404), random), broken(exchange.answer(), random));
        });
    }

    @Provide
    Arbitrary<String> contracts() {
        return Arbitraries.randomValue(
                random -> broken(LiveContracts.contract(one(List.of(InesService.values()), random)),
                        random));
    }

    private static <T> T one(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    /** Some changes, each of which may depend on the ones before. A character stands for a byte. */
    private static String broken(String text, Random random) {
        var bytes = new StringBuilder(new String(text.getBytes(UTF_8), ISO_8859_1));
        for (int changes = random.nextInt(5); changes >= 0; changes--) {
            int at = random.nextInt(bytes.length() + 1);
            int to = at + random.nextInt(Math.min(bytes.length() - at, 80) + 1);
            var piece = new String(one(PIECES, random).getBytes(UTF_8), ISO_8859_1);
            switch (random.nextInt(6)) {
                case 0 -> bytes.delete(at, to);
                case 1 -> bytes.insert(at, piece);
                case 2 -> bytes.replace(at, to, String.valueOf((char) random.nextInt(256)));
                case 3 -> bytes.setLength(random.nextInt(10) == 0 ? at : bytes.length());
                case 4 -> bytes.insert(bytes.indexOf(">", at) + 1, piece);
                default -> bytes.insert(to, bytes.substring(at, to).repeat(random.nextInt(40)));
            }
        }
        return bytes.toString();
    }

    @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void anAnswerIsReadOrEndsAsAnErrorOfInes(@ForAll("answers") Broken broken) {
        INES.always("GetSyncInfo", StandInInes.soap(
                "<GetSyncInfoResponse xmlns='http://webservice.ines.fr'><GetSyncInfoResult/></GetSyncInfoResponse>"));
        INES.always("authenticationWs", StandInInes.soap(StandInInes.signedIn("S1")));
        CLIENT.signIn();
        INES.always(broken.exchange().operation(), exchange -> {
            if (!broken.kind().isEmpty()) {
                exchange.getResponseHeaders().add("Content-Type", broken.kind());
            }
            var answer = broken.answer().getBytes(ISO_8859_1);
            exchange.sendResponseHeaders(broken.status(), answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        try {
            assertThat(broken.exchange().call().apply(CLIENT)).allSatisfy(reference -> {
                assertThat(reference).isPositive();
                assertThat(stands(reference, broken)).as("%d in %s", reference, broken).isTrue();
            });
        } catch (InesException e) {
            assertThat(e.getMessage()).hasSizeLessThan(5_000).doesNotContain("\n");
        }
    }

    /** A reference that INES did not give would be somebody else's. */
    private static boolean stands(int reference, Broken broken) {
        return !READ_AS_IT_STANDS.contains(broken.kind()) || broken.answer().contains("&#")
                || broken.answer().contains("<![CDATA[") || broken.answer().contains(Integer.toString(reference));
    }

    @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aContractIsReadOrUnreadable(@ForAll("contracts") String contract) {
        try {
            var root = SafeXml.parse(contract.getBytes(ISO_8859_1), null).getDocumentElement();
            var read = ContractReader.read(URI.create("http://ines.example/ws"), _ -> root);
            for (var service : InesService.values()) {
                assertThat(ContractComparison.of(service, ContractReader.ours(service), read)).isNotNull();
            }
        } catch (SAXException | IOException | Wsdl.Unreadable e) {
            assertThat(e).isNotNull();
        }
    }
}
