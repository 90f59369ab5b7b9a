package org.inesconnector.simulator.mautic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ContactChangesTest {

    private final MauticSimulator mautic = MauticSimulator.start(0);
    private final Api api = Api.of(mautic);

    @AfterEach
    void stop() {
        mautic.close();
    }

    private JsonNode auditAfter(long id) {
        return api.get("/api/stats/audit_log", "where[0][col]=id", "where[0][expr]=gt", "where[0][val]=" + id,
                "order[0][col]=id", "order[0][dir]=ASC").path("stats");
    }

    @Test
    void aBatchEditAnswersForEachContact() {
        long id = mautic.createContact(Map.of("email", "a@example.com"));
        var answer = api.patch("/api/contacts/batch/edit", """
                [{"id": 999, "city": "Lyon"}, {"id": %d, "city": "Lyon"}, {"id": %d, "id_client_ines": "many"}]
                """.formatted(id, id));
        assertThat(answer.path("statusCodes").valueStream().map(JsonNode::intValue)).containsExactly(404, 200, 400);
        assertThat(answer.path("errors").propertyNames()).containsExactly("0", "2");
        assertThat(answer.path("contacts").path("1").path("id").longValue()).isEqualTo(id);
        assertThat(mautic.contact(id).orElseThrow().values()).containsEntry("city", "Lyon");
    }

    @Test
    void theErrorsOfABatchAreAListWhereNoneIsMissingBeforeThem() {
        var answer = api.patch("/api/contacts/batch/edit", "[{\"id\": 998, \"city\": \"Lyon\"}, {\"id\": 999}]");
        assertThat(answer.path("errors").isArray()).isTrue();
        assertThat(answer.path("errors")).hasSize(2);
        assertThat(answer.path("contacts").isArray()).isTrue();
    }

    @Test
    void aBatchOfMoreThan200IsRefusedAsAWhole() {
        long id = mautic.createContact(Map.of("email", "a@example.com"));
        var batch = IntStream.range(0, 201).mapToObj(i -> "{\"id\": " + id + ", \"city\": \"Lyon\"}")
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(api.request("PATCH", "/api/contacts/batch/edit", batch).statusCode()).isEqualTo(500);
        assertThat(mautic.contact(id).orElseThrow().values()).doesNotContainKey("city");
    }

    @Test
    void aContactWithAKnownEmailIsNotMadeAgain() {
        long id = mautic.createContact(Map.of("email", "a@example.com", "city", "Lyon"));
        var answer = api.request("POST", "/api/contacts/new", """
                {"email": "A@example.com", "position": "Acheteuse"}""");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Api.tree(answer).path("contact").path("id").longValue()).isEqualTo(id);
        assertThat(mautic.contact(id).orElseThrow().values()).containsEntry("city", "Lyon").containsEntry("position",
                "Acheteuse");
    }

    @Test
    void theIdOfALoserLeadsToTheWinnerButAFilterDoesNot() {
        long winner = mautic.createContact(Map.of("email", "a@example.com", "lastname", "Winner"));
        long loser = mautic.createContact(Map.of("email", "b@example.com", "city", "Lyon"), "salon");
        mautic.mergeContacts(winner, loser);
        assertThat(api.get("/api/contacts/" + loser).path("contact").path("id").longValue()).isEqualTo(winner);
        assertThat(api.get("/api/contacts", "where[0][col]=id", "where[0][expr]=in",
                "where[0][val]=" + winner + "," + loser).path("contacts").propertyNames())
                .containsExactly(Long.toString(winner));
        var edited = api.patch("/api/contacts/batch/edit", "[{\"id\": " + loser + ", \"phone\": \"1\"}]");
        assertThat(edited.path("statusCodes").path(0).intValue()).isEqualTo(200);
        assertThat(edited.path("contacts").path(0).path("id").longValue()).isEqualTo(winner);
        var merged = mautic.contact(loser).orElseThrow();
        assertThat(merged.values()).containsEntry("city", "Lyon").containsEntry("phone", "1");
        assertThat(merged.tags()).containsExactly("salon");
    }

    @Test
    void mergingTwiceLeadsToTheLastWinner() {
        long first = mautic.createContact(Map.of("email", "a@example.com"));
        long second = mautic.createContact(Map.of("email", "b@example.com"));
        long third = mautic.createContact(Map.of("email", "c@example.com"));
        mautic.mergeContacts(second, first);
        mautic.mergeContacts(third, second);
        assertThat(mautic.contact(first).orElseThrow().id()).isEqualTo(third);
    }

    @Test
    void aMergeIsAnUpdateAMergeAndADeleteInTheAuditLog() {
        long winner = mautic.createContact(Map.of("email", "a@example.com"));
        long loser = mautic.createContact(Map.of("email", "b@example.com", "city", "Lyon"));
        long before = mautic.lastAuditId();
        mautic.mergeContacts(winner, loser);
        assertThat(auditAfter(before).valueStream()
                .map(row -> row.path("action").stringValue() + " " + row.path("object_id").stringValue()))
                .containsExactly("update " + winner, "merge " + loser, "delete " + loser);
        assertThat(auditAfter(before).path(1).path("details").stringValue())
                .isEqualTo("a:1:{s:11:\"merged_into\";i:" + winner + ";}");
    }

    @Test
    void writingReferencesBackIsInTheAuditLogUnderTheApisUser() {
        long id = mautic.createContact(Map.of("email", "a@example.com"));
        long before = mautic.lastAuditId();
        api.patch("/api/contacts/" + id + "/edit", "{\"id_contact_ines\": 12}");
        var row = auditAfter(before).path(0);
        assertThat(row.path("user_name").stringValue()).isEqualTo("Ada Admin");
        assertThat(row.path("details").stringValue()).isEqualTo("a:3:{s:6:\"fields\";a:1:{s:15:\"id_contact_ines\";"
                + "a:2:{i:0;N;i:1;d:12;}}s:14:\"manipulated_by\";s:9:\"Ada Admin\";"
                + "s:15:\"manipulator_key\";s:15:\"lead:api-single\";}");
    }

    @Test
    void anEditThatChangesNothingLeavesNoTrace() {
        long id = mautic.createContact(Map.of("email", "a@example.com", "city", "Lyon"));
        long before = mautic.lastAuditId();
        api.patch("/api/contacts/" + id + "/edit", "{\"city\": \"Lyon\"}");
        assertThat(mautic.lastAuditId()).isEqualTo(before);
    }

    @Test
    void belongingToAnotherCompanyIsNotInTheAuditLogButInTheLinks() {
        long id = mautic.createContact(Map.of("email", "a@example.com", "company", "Un SA"));
        long company = mautic.createCompany(Map.of("companyname", "Deux SA"));
        long before = mautic.lastAuditId();
        mautic.addToCompany(id, company);
        assertThat(mautic.lastAuditId()).isEqualTo(before);
        var links = api.get("/api/stats/companies_leads", "where[0][col]=lead_id", "where[0][expr]=in",
                "where[0][val]=" + id).path("stats");
        assertThat(links.valueStream().map(link -> link.path("is_primary").stringValue())).containsExactly("0", "1");
        assertThat(mautic.contact(id).orElseThrow().values()).containsEntry("company", "Deux SA");
        mautic.removeFromCompany(id, company);
        assertThat(mautic.contact(id).orElseThrow().companies()).hasSize(1);
    }

    @Test
    void aCompanyThatIsLeftBecomesThePrimaryOneOfAContactThatLosesItsOwn() {
        long id = mautic.createContact(Map.of("email", "a@example.com", "company", "Un SA"));
        long company = mautic.createCompany(Map.of("companyname", "Deux SA"));
        mautic.addToCompany(id, company);
        mautic.removeFromCompany(id, company);
        assertThat(mautic.contact(id).orElseThrow().values()).containsEntry("company", "Un SA");
        assertThat(api.get("/api/stats/companies_leads").path("stats").path(0).path("is_primary").stringValue())
                .isEqualTo("1");
    }

    private static String modifiedLater(MauticSimulator simulator) {
        return Api.of(simulator).get("/api/contacts", "where[0][col]=date_modified", "where[0][expr]=gte",
                "where[0][val]=2026-11-24 08:01:00").path("total").stringValue();
    }

    @Test
    void leavingACompanyMovesTheDateOfModificationWhereItWasThePrimaryOne() {
        var now = new AtomicReference<>(Instant.parse("2026-11-24T08:00:00Z"));
        try (var another = MauticSimulator.start(MauticSimulatorSettings.onPort(0).with(now::get))) {
            long contact = another.createContact(Map.of("email", "a@example.com", "company", "Un SA"));
            long primary = another.createCompany(Map.of("companyname", "Deux SA"));
            another.addToCompany(contact, primary);
            long before = another.lastAuditId();
            now.updateAndGet(time -> time.plusSeconds(60));
            another.removeFromCompany(contact, 1);
            another.removeFromCompany(contact, 1);
            assertThat(modifiedLater(another)).isEqualTo("0");
            another.removeFromCompany(contact, primary);
            assertThat(modifiedLater(another)).isEqualTo("1");
            assertThat(another.lastAuditId()).isEqualTo(before);
        }
    }

    private static List<String> links(Api api, String column, String expression, String value) {
        return api.get("/api/stats/companies_leads", "where[0][col]=" + column, "where[0][expr]=" + expression,
                "where[0][val]=" + value, "limit=1000").path("stats").valueStream()
                .map(row -> row.path("lead_id").stringValue() + " in " + row.path("company_id").stringValue()).toList();
    }

    @Test
    void linksAreFoundByTheirCompanyAndByWhenTheyWereMadeAmongManyContacts() {
        var now = new AtomicReference<>(Instant.parse("2026-11-24T08:00:00Z"));
        try (var many = MauticSimulator.start(MauticSimulatorSettings.onPort(0).with(now::get))) {
            var asked = Api.of(many);
            long zoe = many.createContact(Map.of("email", "zoe@example.com", "company", "Un SA"));
            IntStream.range(0, 600).forEach(
                    i -> many.createContact(Map.of("email", i + "@example.com", "company", "Deux SA")));
            var paul = many.createContact(Map.of("email", "paul@example.com", "company", "Trois SA"));
            assertThat(links(asked, "date_added", "gte", "2026-11-24 08:00:00")).hasSize(602);
            assertThat(links(asked, "company_id", "in", "1,3")).containsExactly(zoe + " in 1", paul + " in 3");

            now.updateAndGet(time -> time.plusSeconds(60));
            many.addToCompany(zoe, 3);
            assertThat(links(asked, "date_added", "gte", "2026-11-24 08:01:00")).containsExactly(zoe + " in 3");
            assertThat(links(asked, "company_id", "eq", "3")).containsExactly(zoe + " in 3", paul + " in 3");

            many.removeFromCompany(zoe, 3);
            many.deleteContact(paul);
            assertThat(links(asked, "date_added", "gte", "2026-11-24 08:01:00")).isEmpty();
            assertThat(links(asked, "company_id", "in", "1,3")).containsExactly(zoe + " in 1");
        }
    }

    @Test
    void aDeletedCompanyLeavesItsContactsInSilenceAndWithoutAPrimaryOne() {
        long id = mautic.createContact(Map.of("email", "a@example.com", "company", "Un SA"));
        long company = mautic.createCompany(Map.of("companyname", "Deux SA"));
        mautic.addToCompany(id, company);
        long before = mautic.lastAuditId();
        mautic.deleteCompany(company);
        assertThat(auditAfter(before).valueStream().map(row -> row.path("details").stringValue()))
                .containsExactly("a:2:{i:0;s:4:\"name\";i:1;s:7:\"Deux SA\";}");
        assertThat(mautic.contact(id).orElseThrow().values()).doesNotContainKey("company");
        assertThat(api.get("/api/stats/companies_leads").path("stats").path(0).path("is_primary").stringValue())
                .isEqualTo("0");
    }

    @Test
    void aRenamedCompanyRenamesTheFirstOfItsContactsOnlyAndInSilence() {
        long first = mautic.createContact(Map.of("email", "a@example.com", "company", "Un SA"));
        long second = mautic.createContact(Map.of("email", "b@example.com", "company", "Un SA"));
        mautic.editCompany(1, Map.of("companyname", "Un SARL"));
        assertThat(mautic.contact(first).orElseThrow().values()).containsEntry("company", "Un SARL");
        assertThat(mautic.contact(second).orElseThrow().values()).containsEntry("company", "Un SA");
    }

    @Test
    void choicesAreAnsweredWithTheirLabels() {
        mautic.addContactField("taille", "Taille", "select",
                Map.of("list", List.of(Map.of("label", "Petite", "value", "p"))));
        mautic.addContactField("themes", "Thèmes", "multiselect", Map.of("list", List
                .of(Map.of("label", "Un", "value", "1"), Map.of("label", "Deux", "value", "2"))));
        long id = mautic.createContact(
                Map.of("email", "a@example.com", "taille", "p", "themes", "1|2", "stop_sync_ines", "true"));
        var core = api.get("/api/contacts/" + id).path("contact").path("fields").path("core");
        assertThat(core.path("taille").path("normalizedValue").stringValue()).isEqualTo("Petite");
        assertThat(core.path("themes").path("value").stringValue()).isEqualTo("1|2");
        assertThat(core.path("themes").path("normalizedValue").stringValue()).isEqualTo("Un|Deux");
        assertThat(core.path("stop_sync_ines").path("value").booleanValue()).isTrue();
        assertThat(core.path("stop_sync_ines").path("normalizedValue").stringValue()).isEqualTo("Oui");
    }

    @Test
    void theDateOfModificationIsNoChangeMarkerIn7() {
        long id = mautic.createContact(Map.of("email", "a@example.com"));
        var before = api.get("/api/contacts/" + id).path("contact").path("dateModified");
        api.patch("/api/contacts/" + id + "/edit", "{\"city\": \"Lyon\"}");
        mautic.addPoints(id, 5);
        assertThat(api.get("/api/contacts/" + id).path("contact").path("dateModified")).isEqualTo(before);
    }

    @Test
    void theValuesOfTheContactThatWasTouchedLastWinAMerge() {
        for (var seconds : List.of(0L, 1L)) {
            var now = new AtomicReference<>(Instant.parse("2026-11-24T08:00:00Z"));
            try (var another = MauticSimulator.start(MauticSimulatorSettings.onPort(0).with(now::get))) {
                long winner = another.createContact(Map.of("email", "a@example.com", "id_contact_ines", "501",
                        "company", "Un SA", "points", "5"));
                now.updateAndGet(time -> time.plusSeconds(seconds));
                long loser = another.createContact(Map.of("email", "b@example.com", "id_contact_ines", "502",
                        "company", "Deux SA", "points", "7"));
                another.mergeContacts(winner, loser);
                var merged = another.contact(winner).orElseThrow();
                assertThat(merged.values()).containsEntry("id_contact_ines", seconds == 0 ? "501" : "502")
                        .containsEntry("email", seconds == 0 ? "a@example.com" : "b@example.com");
                assertThat(merged.companies()).hasSize(seconds == 0 ? 1 : 2);
                assertThat(merged.points()).isEqualTo(12);
            }
        }
    }

    @Test
    void manyChangesAtOnceGetLostInNothing() {
        long contact = mautic.createContact(Map.of("email", "a@example.com"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                int number = i;
                threads.execute(() -> {
                    api.post("/api/contacts/" + contact + "/points/plus/1", "");
                    mautic.createContact(Map.of("email", number + "@example.com", "company", "Une SA"));
                });
            }
        }
        assertThat(mautic.contact(contact).orElseThrow().points()).isEqualTo(200);
        assertThat(mautic.contactCount()).isEqualTo(201);
        assertThat(api.get("/api/companies").path("total").stringValue()).isEqualTo("1");
        assertThat(mautic.lastAuditId()).isEqualTo(2 + 200 + 1 + 400);
    }

    @Test
    void idsThatAreNoNumbersFindNothing() {
        mautic.createContact(Map.of("email", "a@example.com"));
        assertThat(api.get("/api/contacts", "where[0][col]=id", "where[0][expr]=in", "where[0][val]=a,b").path("total")
                .stringValue()).isEqualTo("0");
    }
}
