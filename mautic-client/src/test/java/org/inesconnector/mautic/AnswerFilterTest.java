package org.inesconnector.mautic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

class AnswerFilterTest {

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }

    private static JsonNode whole(String text) {
        return Json.parse(bytes(text));
    }

    private static JsonNode read(String text) {
        return Json.parseAnswer(bytes(text));
    }

    static Stream<String> recorded() {
        return Recording.all("api").stream().map(Recording::text);
    }

    private static List<MauticContact> contacts(JsonNode answer) {
        return Stream.concat(Json.items(answer.path("contacts")).stream(), Stream.of(answer.path("contact")))
                .filter(contact -> contact.hasNonNull("id")).map(ContactJson::contact).toList();
    }

    private static List<MauticCompany> companies(JsonNode answer) {
        return answer.path("companies").valueStream().anyMatch(company -> company.has("fields"))
                ? ContactJson.companies(answer)
                : List.of();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void nothingThatIsReadOfContactsAndCompaniesIsLeftOut(String text) {
        JsonNode whole = Json.parse(text.getBytes(UTF_8));
        JsonNode read = Json.parseAnswer(text.getBytes(UTF_8));
        assertThat(contacts(read)).isEqualTo(contacts(whole));
        assertThat(companies(read)).isEqualTo(companies(whole));
    }

    @Test
    void howAFieldIsDescribedIsLeftOut() {
        assertThat(read("""
                {'total':1,'contacts':{'7':{'id':7,'fields':{'core':{'email':{'id':'6','label':'Email','type':'email',
                'properties':['a'],'value':'a@b.example','normalizedValue':'a@b.example'},'tags':{'value':['a','b']}},
                'social':[],'all':{'email':'a@b.example','label':'x'}},'tags':[{'id':1,'tag':'x'}],'owner':null}}}
                """)).isEqualTo(whole("""
                {'total':1,'contacts':{'7':{'id':7,'fields':{'core':{'email':{'type':'email','value':'a@b.example'},
                'tags':{'value':['a','b']}},'social':[],'all':{'email':'a@b.example','label':'x'}},
                'tags':[{'id':1,'tag':'x'}],'owner':null}}}
                """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'fields':{'3':{'id':3,'label':'Email','group':'core'}}}", "{'contacts':[]}",
            "{'contacts':{},'x':{}}", "{'contacts':null}", "{'companies':7}", "{'contact':{'id':1,'fields':[]}}",
            "{'contact':{'id':1,'fields':{'all':[]}}}", "{'contact':{'id':1,'fields':{'core':[]}}}",
            "{'contacts':[{'id':1},{'id':2,'fields':null}]}", "{'contact':{'fields':{'core':{'email':'a'}}}}",
            "{'errors':[{'message':'no','details':{'fields':{'a':{'b':{'label':1}}}}}]}", "[]", "[{'label':1}]", "{}"})
    void whatIsNoFieldOfARecordIsReadAsItIs(String answer) {
        assertThat(read(answer)).isEqualTo(whole(answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'contacts':{'1':{'fields':{'core':{'email':{'label':}}}}}}", "{} {}", "{}]",
            "{'contacts':[",
            "{'contact':{'fields':{'core':{'email':{'label':'a}}}}}"})
    void whatIsLeftOutMustBeJsonAllTheSame(String answer) {
        assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> whole(answer));
        assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(answer));
    }
}
