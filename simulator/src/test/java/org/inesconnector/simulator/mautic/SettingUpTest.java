package org.inesconnector.simulator.mautic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields, companies and webhooks, through the API. */
class SettingUpTest {

    private final MauticSimulator mautic = MauticSimulator.start(0);
    private final Api api = Api.of(mautic);

    @AfterEach
    void stop() {
        mautic.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "textarea", "number", "boolean", "select", "multiselect", "lookup", "date",
            "datetime", "time", "tel", "url", "email", "country", "region", "locale", "timezone", "html"})
    void fieldsOfEveryTypeCanBeAdded(String type) {
        var field = api.post("/api/fields/contact/new", """
                {"label": "Champ", "alias": "champ", "type": "%s", "group": "ventes"}""".formatted(type)).path("field");
        assertThat(field.path("type").stringValue()).isEqualTo(type);
        long id = mautic.createContact(Map.of("email", "a@example.com"));
        assertThat(api.get("/api/contacts/" + id).path("contact").path("fields").path("ventes").path("champ")
                .path("value").isNull()).isTrue();
    }

    @Test
    void aFieldIsRefusedWhereItsAliasIsTakenOrItsTypeUnknown() {
        assertThat(api.request("POST", "/api/fields/contact/new", "{\"alias\": \"email\"}").statusCode())
                .isEqualTo(400);
        assertThat(api.request("POST", "/api/fields/company/new", "{\"alias\": \"neuf\", \"type\": \"shoe\"}")
                .statusCode()).isEqualTo(400);
        assertThat(api.request("GET", "/api/fields/shoe", "").statusCode()).isEqualTo(404);
    }

    @Test
    void companiesAreMadeFoundByNameChangedAndDeleted() {
        var made = api.request("POST", "/api/companies/new", "{\"companyname\": \"Un SA\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(api.request("POST", "/api/companies/new", "{\"companyname\": \"un sa\", \"companycity\": \"Lyon\"}")
                .statusCode()).isEqualTo(200);
        api.patch("/api/companies/1/edit", "{\"companycountry\": \"France\"}");
        assertThat(api.get("/api/companies/1").path("company").path("fields").path("all").path("companycountry")
                .stringValue()).isEqualTo("France");
        assertThat(api.get("/api/companies", "where[0][col]=companycity", "where[0][expr]=eq", "where[0][val]=Lyon")
                .path("total").stringValue()).isEqualTo("1");
        api.delete("/api/companies/1/delete");
        assertThat(api.request("GET", "/api/companies/1", "").statusCode()).isEqualTo(404);
        assertThat(mautic.company(1)).isEmpty();
    }

    @Test
    void aCompanyNeedsAName() {
        assertThat(api.request("POST", "/api/companies/new", "{\"companycity\": \"Lyon\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void contactsJoinAndLeaveCompanies() {
        long company = mautic.createCompany(Map.of("companyname", "Un SA"));
        long contact = mautic.createContact(Map.of("email", "a@example.com"));
        api.post("/api/companies/" + company + "/contact/" + contact + "/add", "");
        assertThat(api.get("/api/contacts/" + contact + "/companies").path("companies").path(0).path("companyname")
                .stringValue()).isEqualTo("Un SA");
        api.post("/api/companies/" + company + "/contact/" + contact + "/remove", "");
        assertThat(api.get("/api/contacts/" + contact + "/companies").path("total").intValue()).isZero();
        assertThat(mautic.contact(contact).orElseThrow().values()).doesNotContainKey("company");
    }

    @Test
    void aWebhookGetsASecretWhereNoneIsGiven() {
        var hook = api.post("/api/hooks/new", "{\"name\": \"h\", \"webhookUrl\": \"http://127.0.0.1:1\"}").path("hook");
        assertThat(hook.path("secret").stringValue()).matches("[0-9a-f]{64}");
        assertThat(api.request("POST", "/api/hooks/new", "{\"name\": \"h\"}").statusCode()).isEqualTo(400);
        assertThat(api.request("GET", "/api/hooks/99", "").statusCode()).isEqualTo(404);
    }

    @Test
    void aTableThatDoesNotExistIsAnsweredWithThoseThatDo() {
        assertThat(api.get("/api/stats/nonsense").path("availableTables").size()).isEqualTo(34);
        assertThat(api.get("/api/stats/page_hits").path("total").stringValue()).isEqualTo("0");
    }

    @Test
    void aTablesColumnThatDoesNotExistIsAnErrorThatLooksLikeASuccess() {
        for (var unknown : List.of(List.of("where[0][col]=shoe", "where[0][expr]=isNull"),
                List.of("order[0][col]=id", "order[0][dir]=ASC"))) {
            var answer = api.get("/api/stats/lead_lists_leads", unknown.toArray(String[]::new));
            assertThat(answer.path("errors").path(0).path("code").intValue()).isEqualTo(1054);
            assertThat(answer.has("stats")).isFalse();
        }
    }

    @Test
    void aBodyThatIsNoJsonIsABadRequest() {
        assertThat(api.request("POST", "/api/contacts/new", "{").statusCode()).isEqualTo(400);
    }
}
