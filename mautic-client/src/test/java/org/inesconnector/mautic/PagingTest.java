package org.inesconnector.mautic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.inesconnector.mautic.FakeMautic.Reply;
import org.inesconnector.mautic.FakeMautic.Request;
import org.junit.jupiter.api.Test;

/** More than fits into one request or one answer. */
class PagingTest {

    private static final List<Long> MANY = ids(1, 450);

    private static List<Long> ids(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static String mapOf(Stream<Long> ids, LongFunction<String> item) {
        return ids.map(id -> "\"" + id + "\":" + item.apply(id)).collect(Collectors.joining(",", "{", "}"));
    }

    private static List<Long> asked(Request request) {
        return Stream.of(request.parameter("where[0][val]").split(",", -1)).map(Long::valueOf).toList();
    }

    /** A Mautic with the contacts 1 to {@code last}, whose answers leave out some. */
    private static FakeMautic contacts(long last, LongFunction<String> contact, Predicate<Long> found) {
        return new FakeMautic(request -> {
            long after = asked(request).getFirst();
            long limit = Long.parseLong(request.parameter("limit"));
            Stream<Long> ids = ids(after + 1, last).stream().filter(found).limit(limit);
            return Reply.json("{\"total\":\"" + last + "\",\"contacts\":" + mapOf(ids, contact) + "}");
        });
    }

    @Test
    void howManyContactsThereAreIsReadFromTheTotalOfAPageOfOne() {
        try (FakeMautic mautic = contacts(450, id -> "{\"id\":" + id + ",\"fields\":[]}", _ -> true);
                MauticClient client = mautic.client()) {
            assertThat(client.countContactsAfter(7, List.of(new ContactFilter.IsNotEmpty("email")))).isEqualTo(450);
            assertThat(mautic.requests()).singleElement()
                    .matches(request -> request.parameter("limit").equals("1"))
                    .matches(request -> request.parameter("where[0][val]").equals("7"))
                    .matches(request -> request.parameter("where[1][expr]").equals("isNotNull"));
        }
    }

    @Test
    void fourHundredAndFiftyContactsAreAskedForInTwoRequests() {
        try (FakeMautic mautic = new FakeMautic(request -> Reply.json(
                "{\"contacts\":" + mapOf(asked(request).stream(), id -> "{\"id\":" + id + ",\"fields\":[]}") + "}"));
                MauticClient client = mautic.client()) {
            assertThat(client.contacts(MANY)).extracting(MauticContact::id).isEqualTo(MANY);
            assertThat(mautic.requests()).extracting(request -> asked(request).size()).containsExactly(400, 50);
            assertThat(mautic.requests()).extracting(request -> request.parameter("limit")).containsExactly("400",
                    "50");
        }
    }

    @Test
    void fourHundredAndFiftyWritesAreSentInThreeRequestsAndAnsweredInOrder() {
        try (FakeMautic mautic = new FakeMautic(request -> {
            List<String> codes = Json
                    .items(Json.parse(request.body().getBytes(UTF_8)))
                    .stream().map(edit -> Json.id(edit, "id") == 250 ? "404" : "200").toList();
            return Reply.json("{\"statusCodes\":[" + String.join(",", codes) + "]}");
        }); MauticClient client = mautic.client()) {
            Map<Long, Map<String, String>> edits = new LinkedHashMap<>();
            MANY.forEach(id -> edits.put(id, Map.of("city", "Lyon")));
            List<FieldsWritten> outcomes = client.writeFields(edits);
            assertThat(outcomes).extracting(FieldsWritten::contactId).isEqualTo(MANY);
            assertThat(outcomes).filteredOn(outcome -> !(outcome instanceof FieldsWritten.Written))
                    .containsExactly(new FieldsWritten.Missing(250));
            assertThat(mautic.requests()).hasSize(3);
        }
    }

    @Test
    void whoseFieldsWentToAWinnerIsSaidByTheContactThatIsAnswered() {
        String answer = """
                {"contacts": {"1": {"id": 2}, "2": {"id": 2}}, "statusCodes": [404, 200, 200],
                "errors": [{"message": "Item was not found.", "code": 404, "type": "api"}]}""";
        Map<Long, Map<String, String>> edits = new LinkedHashMap<>();
        List.of(1L, 2L, 3L).forEach(id -> edits.put(id, Map.of("city", "Lyon")));
        try (FakeMautic mautic = FakeMautic.replying(answer); MauticClient client = mautic.client()) {
            assertThat(client.writeFields(edits)).containsExactly(new FieldsWritten.Missing(1),
                    new FieldsWritten.Written(2), new FieldsWritten.WrittenToWinner(3, 2));
        }
    }

    @Test
    void aWalkGoesOnUntilTheLimit() {
        try (FakeMautic mautic = contacts(1000, id -> "{\"id\":" + id + "}", _ -> true);
                MauticClient client = mautic.client()) {
            assertThat(client.contactsAfter(10, 450, List.of())).extracting(MauticContact::id)
                    .isEqualTo(ids(11, 460));
            assertThat(mautic.requests()).extracting(request -> request.parameter("where[0][val]"))
                    .containsExactly("10", "410");
        }
    }

    @Test
    void aWalkEndsWithTheLastContact() {
        try (FakeMautic mautic = contacts(250, id -> "{\"id\":\"" + id + "\"}", id -> id % 2 == 0);
                MauticClient client = mautic.client()) {
            assertThat(client.contactsAfter(0, 100_000, List.of())).hasSize(125);
            assertThat(mautic.requests()).hasSize(1);
        }
    }

    @Test
    void anEmptyTextIsNoValueAndTheWalkGoesOnBehindIt() {
        LongFunction<String> emptyUpTo5 = id -> "{\"id\":%d,\"fields\":{\"all\":{\"email\":\"%s\"}}}".formatted(id,
                id <= 5 ? "" : "p@ex.example");
        try (FakeMautic mautic = contacts(9, emptyUpTo5, _ -> true); MauticClient client = mautic.client()) {
            assertThat(client.contactsAfter(0, 3, List.of(new ContactFilter.IsNotEmpty("email"))))
                    .extracting(MauticContact::id).containsExactly(6L, 7L, 8L);
        }
    }

    @Test
    void aTagIsNotFoundByTheBeginningOfItsName() {
        LongFunction<String> tagged = id -> "{\"id\":%d,\"tags\":[{\"id\":1,\"tag\":\"%s\"}]}".formatted(id,
                id == 2 ? "INES" : "ines-old");
        try (FakeMautic mautic = contacts(3, tagged, _ -> true); MauticClient client = mautic.client()) {
            assertThat(client.contactsWithTag("ines", 10)).extracting(MauticContact::id).containsExactly(2L);
        }
    }

    /** A table of 2,500 rows behind {@code stats/}. */
    private static FakeMautic table(LongFunction<String> row) {
        return new FakeMautic(request -> {
            long start = Long.parseLong(request.parameter("start"));
            String rows = ids(start + 1, Math.min(start + 1000, 2500)).stream().map(row::apply)
                    .collect(Collectors.joining(","));
            return Reply.json("{\"total\":\"2500\",\"stats\":[" + rows + "]}");
        });
    }

    @Test
    void allRowsOfATableAreRead() {
        LongFunction<String> link = id -> "{\"company_id\":\"1\",\"lead_id\":\"%d\",\"date_added\":\"2026-11-23 12:41:28\",\"is_primary\":\"0\"}"
                .formatted(id);
        try (FakeMautic mautic = table(link); MauticClient client = mautic.client()) {
            assertThat(client.companyLinksSince(Instant.EPOCH)).hasSize(2500).extracting(CompanyLink::contactId)
                    .doesNotHaveDuplicates();
            assertThat(mautic.requests()).extracting(request -> request.parameter("start")).containsExactly("0",
                    "1000", "2000");
        }
    }

    @Test
    void aServerThatRepeatsItsPageDoesNotHoldTheCallForEver() {
        try (FakeMautic mautic = FakeMautic.replying(
                "{\"total\":99,\"fields\":{\"1\":{\"id\":1,\"alias\":\"a\",\"label\":\"A\",\"type\":\"text\"}}}");
                MauticClient client = mautic.client()) {
            assertThat(client.contactFields()).hasSize(1);
        }
    }

    @Test
    void theAuditLogIsReadInPagesUpToTheLimit() {
        try (FakeMautic mautic = new FakeMautic(request -> {
            long after = asked(request).getFirst();
            long limit = Long.parseLong(request.parameter("limit"));
            return Reply.json(ids(after + 1, after + limit).stream()
                    .map("{\"id\":\"%d\",\"object_id\":\"1\",\"details\":\"a:0:{}\"}"::formatted)
                    .collect(Collectors.joining(",", "{\"stats\":[", "]}")));
        }); MauticClient client = mautic.client()) {
            assertThat(client.auditLog(100, 1500)).extracting(AuditEntry::id).isEqualTo(ids(101, 1600));
            assertThat(mautic.requests()).extracting(request -> request.parameter("where[0][val]"))
                    .containsExactly("100", "1100");
        }
    }

    @Test
    void aBatchAnswerThatIsTooShortIsNotUnderstood() {
        try (FakeMautic mautic = FakeMautic.replying("{\"contacts\":[],\"statusCodes\":[200]}");
                MauticClient client = mautic.client()) {
            assertThatExceptionOfType(MauticException.NotUnderstood.class)
                    .isThrownBy(() -> client.writeFields(Map.of(1L, Map.of("a", "b"), 2L, Map.of("a", "b"))));
        }
    }

    @Test
    void whatABatchRefusesIsSaidInMauticsWords() {
        try (FakeMautic mautic = FakeMautic.replying(
                """
                {"contacts":[],"statusCodes":{"0":"400"},"errors":[{"code":400,"message":"city: This value is too long."}]}""");
                MauticClient client = mautic.client()) {
            assertThat(client.writeFields(Map.of(1L, Map.of("city", "x"))))
                    .containsExactly(new FieldsWritten.Refused(1, "city: This value is too long."));
            assertThatExceptionOfType(MauticException.Refused.class)
                    .isThrownBy(() -> client.addTags(List.of(1L), Set.of("a")))
                    .withMessageContaining("This value is too long");
        }
    }
}
