package org.inesconnector.mautic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JsonTest {

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"').getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', value = {"502.0 ~ 502", "25 ~ 25", "12.50 ~ 12.5",
            "1.0E+3 ~ 1000", "1e-3 ~ 0.001",
            "-0.0 ~ 0", "0 ~ 0", "9007199254740993 ~ 9007199254740993", "123456789012345678901 ~ 123456789012345678901",
            "0.1 ~ 0.1", "true ~ 1", "false ~ 0", "null ~ ``", "[] ~ ``", "['a','b'] ~ a|b", "['a',null,3.0] ~ a|3",
            "'502.0' ~ 502.0", "' x ' ~ ` x `", "'' ~ ``"})
    void aValueBecomesText(String value, String text) {
        assertThat(Json.text(json(value))).isEqualTo(text);
    }

    @Property(tries = 500)
    void aNumberIsWrittenWithoutExponentAndKeepsItsValue(@ForAll double number) {
        String text = Json.text(json(Double.toString(number)));
        assertThat(text).matches("-?\\d+(\\.\\d*[1-9])?");
        assertThat(new BigDecimal(text)).isEqualByComparingTo(new BigDecimal(Double.toString(number)));
    }

    @Property(tries = 200)
    void aWholeNumberIsWrittenAsItIs(@ForAll long number) {
        assertThat(Json.text(json(Long.toString(number)))).isEqualTo(Long.toString(number));
        assertThat(Json.plain(number + ".0")).isEqualTo(Long.toString(number));
    }

    @Test
    void aNumberThatWouldFillTheMemoryIsLeftShort() {
        assertThat(Json.text(json("1e999999999"))).hasSizeLessThan(20);
        assertThat(Json.text(json("1e-999999999"))).hasSizeLessThan(20);
        assertThat(Json.whole(json("1e999999999"))).isEmpty();
        assertThat(Json.whole(json("'1e18'"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"7,7", "7.0,7", "-3,-3", "123456789012345678,123456789012345678"})
    void anIdMayBeANumberOrText(String value, long id) {
        assertThat(Json.whole(json(value))).hasValue(id);
        assertThat(Json.whole(json("' " + value + "'"))).hasValue(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "7.5", "''", "'x'", "[7]", "{}"})
    void whatIsNoWholeNumberIsNone(String value) {
        assertThat(Json.whole(json(value))).isEmpty();
    }

    @Test
    void aMomentIsReadWithItsOffsetOrAsUtc() {
        Instant noon = Instant.parse("2026-03-29T12:00:00Z");
        assertThat(Json.moment(json("'2026-03-29T14:00:00+02:00'"))).contains(noon);
        assertThat(Json.moment(json("'2026-03-29 12:00:00'"))).contains(noon);
        assertThat(Json.moment(json("'2026-03-29'"))).isEmpty();
        assertThat(Json.moment(json("null"))).isEmpty();
    }

    @Test
    void fieldsAreReadFromAllAndOtherwiseFromTheirGroups() {
        assertThat(FieldValues.of(json("""
                {'core':{'a':{'alias':'a','type':'text','value':'group'},
                         'n':{'alias':'n','type':'number','value':'502.00'},
                         'm':{'alias':'m','type':'multiselect','value':['x','y']},
                         'gone':{'alias':'gone','type':'text','value':'old'}},
                 'own':[], 'all':{'id':'3','a':'all','gone':null,'b':true,'c':false,'d':''}}""")))
                .isEqualTo(Map.of("a", "all", "n", "502", "m", "x|y", "b", "1", "c", "0"));
    }

    @Test
    void aFieldWithoutAValueIsToldAndOneThatIsNotInTheAnswerIsNot() {
        MauticContact contact = ContactJson.contact(json("""
                {'id':5,'points':0,'fields':{'core':{'fax':{'alias':'fax','type':'tel','value':null}},'own':[],
                 'all':{'id':'5','city':null,'email':'a@b.example'}}}"""));
        assertThat(contact.fields()).containsOnlyKeys("email");
        assertThat(contact.told()).containsExactlyInAnyOrder("fax", "city", "email");
        assertThat(contact.isSilentOn("city")).isFalse();
        assertThat(contact.isSilentOn("nonesuch")).isTrue();
    }

    @Test
    void anAnswerWithoutAnyFieldIsSilentOnNone() {
        assertThat(ContactJson.contact(json("{'id':5,'fields':[]}")).isSilentOn("email")).isFalse();
    }

    @Test
    void noFieldsAtAllAreNone() {
        assertThat(FieldValues.of(json("[]"))).isEmpty();
        assertThat(FieldValues.of(json("{}").path("fields"))).isEmpty();
        assertThat(FieldValues.of(json("{'all':[],'core':null}"))).isEmpty();
    }

    @Test
    void aContactIsReadWhateverFormItsPartsHave() {
        MauticContact contact = ContactJson.contact(json("""
                {'id':'5','points':'12','fields':null,'tags':{'0':{'tag':'a'},'1':'b'},
                 'doNotContact':{'9':{'channel':'email','reason':'2'},'10':{'channel':'sms','reason':8}}}"""));
        assertThat(contact).isEqualTo(new MauticContact(5, 12, Map.of(),
                List.of(new DoNotContact("email", DoNotContact.Reason.BOUNCED),
                        new DoNotContact("sms", DoNotContact.Reason.OTHER)),
                List.of("a", "b")));
    }

    @Test
    void theNewestEventOfATimelineIsChosenByItsMoment() {
        assertThat(ContactJson.newestEvent(json("""
                {'events':{'a':{'event':'x','eventType':'X','timestamp':'2026-01-01T00:00:00+00:00'},
                 'b':{'event':'page.hit','eventType':'Page hit','timestamp':'2026-01-01T02:00:00+01:00',
                      'eventLabel':{'label':'Tarifs','href':'/s/pages/1'}},
                 'c':{'event':'y','eventType':'Y','timestamp':null}}}"""))).contains(
                new TimelineEvent("page.hit", "Page hit", "Tarifs", Instant.parse("2026-01-01T01:00:00Z")));
        assertThat(ContactJson.newestEvent(json("{'events':[]}"))).isEmpty();
    }

    @Test
    void aCampaignsStepThatHasNotHappenedIsNoEventWhateverItsMoment() {
        assertThat(ContactJson.newestEvent(json("""
                {'events':[{'event':'campaign.event.scheduled','eventType':'S','timestamp':'2026-01-02T00:00:00+00:00'},
                 {'event':'form.submitted','eventType':'F','timestamp':'2026-01-01T00:00:00+00:00'}]}""")))
                .map(TimelineEvent::event).contains("form.submitted");
    }

    @Test
    void choicesAreReadFromEveryFormOfAList() {
        assertThat(FieldJson.fields(json("""
                {'fields':[
                 {'id':1,'type':'select','properties':{'list':'a||b'}},
                 {'id':2,'type':'select','properties':{'list':{'0':{'value':1,'label':'One'},'1':{'value':'2'}}}},
                 {'id':3,'type':'select','properties':{'list':[{'label':'Group','list':[{'value':'g','label':'G'}]}]}},
                 {'id':4,'type':'boolean','properties':[]},
                 {'id':5,'type':'text','properties':[],'isPublished':'1'}]}"""))).extracting(MauticField::choices)
                .extracting(Object::toString)
                .containsExactly("[Choice[value=a, label=a], Choice[value=b, label=b]]",
                        "[Choice[value=1, label=One], Choice[value=2, label=2]]", "[Choice[value=g, label=G]]",
                        "[Choice[value=0, label=0], Choice[value=1, label=1]]", "[]");
    }

    @Test
    void aChoiceIsReadAsAContactHasItThoughMauticKeepsItWithHtmlEntities() {
        assertThat(FieldJson.fields(json("""
                {'fields':[{'id':1,'type':'multiselect',
                 'properties':{'list':[{'value':'R&#38;D','label':'L&#39;R&#38;D'}]}}]}""")))
                .extracting(MauticField::choices).containsExactly(List.of(new MauticField.Choice("R&D", "L'R&D")));
    }
}
