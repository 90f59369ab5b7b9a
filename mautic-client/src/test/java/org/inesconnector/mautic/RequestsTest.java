package org.inesconnector.mautic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.inesconnector.mautic.FakeMautic.Request;
import org.junit.jupiter.api.Test;

/** The requests as Mautic takes them. */
class RequestsTest {

    private static final String CONTACT = "{\"contact\":{\"id\":1,\"fields\":[]}}";
    private static final String HOOK = "{\"hook\":{\"id\":7}}";

    private static Request only(String answer, Consumer<MauticClient> call) {
        try (FakeMautic mautic = FakeMautic.replying(answer); MauticClient client = mautic.client()) {
            call.accept(client);
            return assertThat(mautic.requests()).singleElement().actual();
        }
    }

    private static String line(String answer, Consumer<MauticClient> call) {
        return only(answer, call).line();
    }

    @Test
    void aContactIsAskedForByItsId() {
        assertThat(line(CONTACT, client -> client.contact(42))).isEqualTo("GET /mautic/api/contacts/42");
    }

    @Test
    void contactsAreAskedForByTheirIdsAndNoMoreThanThose() {
        assertThat(line("{\"contacts\":[]}", client -> client.contacts(List.of(1L, 3L, 3L, 999L)))).isEqualTo(
                "GET /mautic/api/contacts?where[0][col]=id&where[0][expr]=in&where[0][val]=1,3,999&limit=3");
    }

    @Test
    void contactsAreWalkedByIdWithFilters() {
        List<ContactFilter> filters = List.of(new ContactFilter.IsEmpty("id_contact_ines"),
                new ContactFilter.IsNotEmpty("email"), new ContactFilter.Equals("city", "Le Havre"));
        assertThat(line("{\"contacts\":[]}", client -> client.contactsAfter(17, 50, filters))).isEqualTo(
                "GET /mautic/api/contacts?where[0][col]=id&where[0][expr]=gt&where[0][val]=17"
                        + "&where[1][col]=id_contact_ines&where[1][expr]=isNull"
                        + "&where[2][col]=email&where[2][expr]=isNotNull"
                        + "&where[3][col]=city&where[3][expr]=eq&where[3][val]=Le Havre"
                        + "&orderBy=id&orderByDir=asc&limit=50");
    }

    @Test
    void aValueThatMauticWouldTurnIntoEntitiesIsComparedByIn() {
        assertThat(only("{\"contacts\":[]}", client -> client.contactsAfter(0, 1,
                List.of(new ContactFilter.Equals("lastname", "O'Neil, \"Bob\" & Co")))).query())
                .contains("where[1][expr]=in", "where[1][val]=\"O'Neil, \"\"Bob\"\" & Co\"");
    }

    @Test
    void oneOfSeveralValuesIsALineOfCsvInWhichAnEmptyTextIsQuoted() {
        assertThat(only("{\"contacts\":[]}", client -> client.contactsAfter(0, 1,
                List.of(new ContactFilter.IsOneOf("id_contact_ines", List.of("0", "")))))
                .query()).contains("where[1][expr]=in", "where[1][val]=\"0\",\"\"");
    }

    @Test
    void aTagIsSearchedForByName() {
        assertThat(only("{\"contacts\":[]}", client -> client.contactsWithTag("ines", 10)).query())
                .contains("search=tag:ines", "orderBy=id", "limit=10");
    }

    @Test
    void aTagOfSeveralWordsOrWithSignsOfTheSearchIsQuoted() {
        assertThat(only("{\"contacts\":[]}", client -> client.contactsWithTag("été à \"Paris\" !", 10))
                .parameter("search")).isEqualTo("tag:\"été à _Paris_ _\"");
    }

    @Test
    void aFewFieldsAreWrittenByPatch() {
        Request request = only(CONTACT, client -> client.writeFields(1, Map.of("id_contact_ines", "1201")));
        assertThat(request.line()).isEqualTo("PATCH /mautic/api/contacts/1/edit");
        assertThat(request.body()).isEqualTo("{\"id_contact_ines\":\"1201\"}");
        assertThat(request.header("Content-type")).isEqualTo("application/json");
        assertThat(request.header("Content-length")).isEqualTo("26");
        assertThat(request.header("Transfer-encoding")).isEmpty();
    }

    @Test
    void fieldsOfManyContactsAreWrittenInOneList() {
        Map<Long, Map<String, String>> edits = new LinkedHashMap<>();
        edits.put(3L, Map.of("city", "Évry"));
        edits.put(1L, Map.of("city", ""));
        Request request = only("{\"contacts\":[],\"statusCodes\":[200,200]}", client -> client.writeFields(edits));
        assertThat(request.line()).isEqualTo("PATCH /mautic/api/contacts/batch/edit");
        assertThat(request.body()).isEqualTo(
                "[{\"id\":3,\"city\":\"Évry\"},{\"id\":1,\"city\":\"\",\"overwriteWithBlank\":true}]");
    }

    @Test
    void anEmptiedFieldIsWrittenWithTheWordWithoutWhichMauticTakesNoNoticeOfIt() {
        assertThat(only(CONTACT, client -> client.writeFields(1, Map.of("city", ""))).body())
                .isEqualTo("{\"city\":\"\",\"overwriteWithBlank\":true}");
    }

    @Test
    void anIdAmongTheFieldsDoesNotLeadToAnotherContact() {
        assertThat(only("{\"statusCodes\":[200]}",
                client -> client.writeFields(Map.of(3L, Map.of("id", "4")))).body()).isEqualTo("[{\"id\":3}]");
    }

    @Test
    void tagsAreAddedAndRemovedInBatches() {
        String answer = "{\"contacts\":[],\"statusCodes\":[200,404],\"errors\":{\"1\":{\"code\":404}}}";
        Request added = only(answer, client -> client.addTags(List.of(1L, 2L), Set.of("vip", "ines")));
        Request removed = only(answer, client -> client.removeTags(List.of(1L, 2L), Set.of("ines")));
        assertThat(List.of(added.line(), removed.line())).containsOnly("PATCH /mautic/api/contacts/batch/edit");
        assertThat(added.body())
                .isEqualTo("[{\"id\":1,\"tags\":[\"ines\",\"vip\"]},{\"id\":2,\"tags\":[\"ines\",\"vip\"]}]");
        assertThat(removed.body()).isEqualTo("[{\"id\":1,\"tags\":[\"-ines\"]},{\"id\":2,\"tags\":[\"-ines\"]}]");
    }

    @Test
    void primaryCompaniesAreReadInTwoRequests() {
        String links = """
                {"total":"2","stats":[
                  {"company_id":"9","lead_id":"1","date_added":"2026-11-23 12:41:28","is_primary":"1"},
                  {"company_id":"8","lead_id":"3","date_added":"2026-11-23 12:41:28","is_primary":"1"}]}""";
        String companies = """
                {"total":"1","companies":{"9":{"id":9,"fields":{"core":[],"all":{"companyname":"Dupont"}}}}}""";
        try (FakeMautic mautic = new FakeMautic(request -> FakeMautic.Reply
                .json(request.path().endsWith("companies_leads") ? links : companies));
                MauticClient client = mautic.client()) {
            assertThat(client.primaryCompanies(List.of(1L, 3L, 4L)))
                    .isEqualTo(
                            Map.of(1L, new MauticCompany(9, Map.of("companyname", "Dupont"), Set.of("companyname"))));
            assertThat(mautic.lines()).containsExactly(
                    "GET /mautic/api/stats/companies_leads?where[0][col]=lead_id&where[0][expr]=in&where[0][val]=1,3,4"
                            + "&where[1][col]=is_primary&where[1][expr]=eq&where[1][val]=1"
                            + "&order[0][col]=date_added&order[0][dir]=ASC&order[1][col]=lead_id&order[1][dir]=ASC"
                            + "&order[2][col]=company_id&order[2][dir]=ASC&limit=1000&start=0",
                    "GET /mautic/api/companies?where[0][col]=id&where[0][expr]=in&where[0][val]=9,8&limit=2");
        }
    }

    @Test
    void companiesAreFoundByTheirName() {
        assertThat(only("{\"total\":0,\"companies\":[]}", client -> client.companiesNamed("Ateliers", 10)).query())
                .contains("where[0][col]=companyname", "where[0][expr]=eq", "where[0][val]=Ateliers", "limit=10");
        assertThat(only("{\"total\":0,\"companies\":[]}", client -> client.companiesNamed("Dupont & fils", 10)).query())
                .contains("where[0][expr]=in", "where[0][val]=\"Dupont & fils\"");
    }

    @Test
    void companyLinksAreAskedForSinceAMomentInUtc() {
        assertThat(only("{\"total\":0,\"stats\":[]}",
                client -> client.companyLinksSince(Instant.parse("2026-03-29T01:30:00.9Z"))).query()).contains(
                        "where[0][col]=date_added", "where[0][expr]=gte", "where[0][val]=2026-03-29 01:30:00");
    }

    @Test
    void companyLinksAreAskedForPageByPageTheOldestFirst() {
        assertThat(only("{\"total\":0,\"stats\":[]}",
                client -> client.companyLinksSince(Instant.parse("2026-03-29T01:30:00Z"), 2000, 1000)).query())
                .contains(
                        "where[0][val]=2026-03-29 01:30:00", "order[0][col]=date_added", "limit=1000", "start=2000");
    }

    @Test
    void modifiedContactsAreAskedForSinceAMomentInUtcAndNamedWithTheirDates() {
        try (FakeMautic mautic = FakeMautic.replying("""
                {"total":"1","contacts":{"7":{"id":7,"dateModified":"2026-03-29T03:30:00+02:00"}}}""");
                MauticClient client = mautic.client()) {
            assertThat(client.contactsModifiedSince(Instant.parse("2026-03-29T01:30:00.9Z")))
                    .containsExactly(new ContactModified(7, Instant.parse("2026-03-29T01:30:00Z")));
            assertThat(mautic.requests()).singleElement().extracting(Request::query).asInstanceOf(LIST).contains(
                    "where[0][val]=0", "where[1][col]=date_modified", "where[1][expr]=gte",
                    "where[1][val]=2026-03-29 01:30:00", "orderBy=id");
        }
    }

    @Test
    void whoJoinedASegmentIsAskedForSinceAMomentWithoutThoseTakenOutByHand() {
        assertThat(only("{\"total\":0,\"stats\":[]}",
                client -> client.segmentMembershipsSince(3, Instant.parse("2026-03-29T01:30:00.9Z"))).line()).isEqualTo(
                        "GET /mautic/api/stats/lead_lists_leads"
                                + "?where[0][col]=leadlist_id&where[0][expr]=eq&where[0][val]=3"
                                + "&where[1][col]=manually_removed&where[1][expr]=eq&where[1][val]=0"
                                + "&where[2][col]=date_added&where[2][expr]=gte&where[2][val]=2026-03-29 01:30:00"
                                + "&order[0][col]=date_added&order[0][dir]=ASC&order[1][col]=lead_id&order[1][dir]=ASC"
                                + "&limit=1000&start=0");
    }

    @Test
    void aFormsSubmissionsAreAskedForSinceAMomentWhereTheContactIsStillKnown() {
        assertThat(only("{\"total\":0,\"stats\":[]}",
                client -> client.formSubmissionsSince(1, Instant.parse("2026-03-29T01:30:00.9Z"))).line()).isEqualTo(
                        "GET /mautic/api/stats/form_submissions"
                                + "?where[0][col]=form_id&where[0][expr]=eq&where[0][val]=1"
                                + "&where[1][col]=lead_id&where[1][expr]=gt&where[1][val]=0"
                                + "&where[2][col]=date_submitted&where[2][expr]=gte&where[2][val]=2026-03-29 01:30:00"
                                + "&order[0][col]=date_submitted&order[0][dir]=ASC&order[1][col]=id&order[1][dir]=ASC"
                                + "&limit=1000&start=0");
    }

    @Test
    void fieldsAndWebhooksAreListed() {
        assertThat(line("{\"total\":0,\"fields\":[]}", MauticClient::contactFields))
                .isEqualTo("GET /mautic/api/fields/contact?limit=200&start=0");
        assertThat(line("{\"total\":0,\"fields\":[]}", MauticClient::companyFields))
                .isEqualTo("GET /mautic/api/fields/company?limit=200&start=0");
        assertThat(line("{\"total\":0,\"hooks\":[]}", MauticClient::webhooks))
                .isEqualTo("GET /mautic/api/hooks?limit=200&start=0");
    }

    @Test
    void theTimelineIsAskedForByContact() {
        assertThat(line("{\"events\":[]}", client -> client.lastEvent(1)))
                .isEqualTo("GET /mautic/api/contacts/1/activity");
    }

    @Test
    void theAuditLogIsReadOnFromACursor() {
        assertThat(line("{\"stats\":[]}", client -> client.auditLog(450, 100))).isEqualTo(
                "GET /mautic/api/stats/audit_log?where[0][col]=id&where[0][expr]=gt&where[0][val]=450"
                        + "&order[0][col]=id&order[0][dir]=ASC&limit=100");
    }

    @Test
    void theNewestRowOfTheAuditLogIsAskedForAlone() {
        assertThat(line("{\"stats\":[]}", MauticClient::newestAuditEntry)).isEqualTo(
                "GET /mautic/api/stats/audit_log?order[0][col]=id&order[0][dir]=DESC&limit=1");
    }

    @Test
    void aWebhookIsCreatedWithItsSecretAndTriggers() {
        Request request = only(HOOK, client -> client.createWebhook("INES", "https://c.example/hook", "s3cret",
                Set.of("mautic.lead_post_save_update", "mautic.lead_post_delete")));
        assertThat(request.line()).isEqualTo("POST /mautic/api/hooks/new");
        assertThat(Json.parse(request.body().getBytes(UTF_8))).isEqualTo(Json.parse("""
                {"name":"INES","webhookUrl":"https://c.example/hook","secret":"s3cret","isPublished":true,
                 "eventsOrderbyDir":"ASC","triggers":["mautic.lead_post_delete","mautic.lead_post_save_update"]}"""
                .getBytes(UTF_8)));
    }

    @Test
    void aWebhookIsPublishedByPatch() {
        Request request = only(HOOK, client -> client.publishWebhook(7));
        assertThat(request.line()).isEqualTo("PATCH /mautic/api/hooks/7/edit");
        assertThat(request.body()).isEqualTo("{\"isPublished\":true}");
    }

    @Test
    void theVersionComesFromTheHeader() {
        assertThat(only("{\"contacts\":[]}", client -> assertThat(client.version()).isEqualTo("7.0.0")).line())
                .isEqualTo("GET /mautic/api/contacts?limit=1&minimal=1");
    }

    @Test
    void everyRequestSignsInAndAsksForJson() {
        Request request = only(CONTACT, client -> client.contact(1));
        assertThat(request.header("Authorization")).isEqualTo("Basic YXBpOnDDpHNzd29yZA==");
        assertThat(request.header("Accept")).isEqualTo("application/json");
        assertThat(request.header("Accept-encoding")).contains("gzip");
        assertThat(request.headers()).doesNotContainKeys("Upgrade", "Http2-settings");
    }

    @Test
    void aCompressedAnswerIsUnpacked() {
        try (FakeMautic mautic = new FakeMautic(_ -> FakeMautic.Reply.gzipped(CONTACT));
                MauticClient client = mautic.client()) {
            assertThat(client.contact(1)).map(MauticContact::id).contains(1L);
        }
    }

    @Test
    void nothingIsAskedForNothing() {
        try (FakeMautic mautic = FakeMautic.replying(500, ""); MauticClient client = mautic.client()) {
            assertThat(client.contacts(List.of())).isEmpty();
            assertThat(client.companies(List.of())).isEmpty();
            assertThat(client.primaryCompanies(List.of())).isEmpty();
            assertThat(client.writeFields(Map.of())).isEmpty();
            client.removeTags(List.of(), Set.of("ines"));
            assertThat(mautic.requests()).isEmpty();
        }
    }
}
