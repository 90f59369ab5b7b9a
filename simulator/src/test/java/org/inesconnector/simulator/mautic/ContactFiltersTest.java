package org.inesconnector.simulator.mautic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContactFiltersTest {

    private final MauticSimulator mautic = MauticSimulator.start(0);
    private final Api api = Api.of(mautic);

    @AfterEach
    void stop() {
        mautic.close();
    }

    private long contact(String email, Map<String, String> more) {
        var values = new HashMap<>(more);
        values.put("email", email);
        return mautic.createContact(values);
    }

    private List<String> ids(String... parameters) {
        return List.copyOf(api.get("/api/contacts", parameters).path("contacts").propertyNames());
    }

    private List<String> where(String column, String operator, String value) {
        return ids("where[0][col]=" + column, "where[0][expr]=" + operator, "where[0][val]=" + value);
    }

    @Test
    void idsThatDoNotExistAreLeftOutOfAnIn() {
        contact("a@example.com", Map.of());
        contact("b@example.com", Map.of());
        assertThat(where("id", "in", "2,1,999")).containsExactly("1", "2");
    }

    @Test
    void valuesOfAnInAreALineOfCsv() {
        contact("a@example.com", Map.of("city", "Aix, dite \"la belle\""));
        contact("b@example.com", Map.of("city", "Lyon"));
        contact("c@example.com", Map.of("city", "Nice"));
        assertThat(where("city", "in", "\"Aix, dite \"\"la belle\"\"\",Lyon")).containsExactly("1", "2");
    }

    @Test
    void aFieldWithoutAValueIsNotOneOfSeveralThoughAnEmptyTextIsAmongThem() {
        contact("a@example.com", Map.of("id_contact_ines", "7"));
        contact("b@example.com", Map.of());
        contact("c@example.com", Map.of("id_contact_ines", "0"));
        assertThat(where("id_contact_ines", "in", "\"0\",\"\"")).containsExactly("3");
    }

    @Test
    void aFieldWithoutAValueIsNull() {
        contact("a@example.com", Map.of("id_contact_ines", "7"));
        contact("b@example.com", Map.of());
        assertThat(where("id_contact_ines", "isNull", "")).containsExactly("2");
        assertThat(where("id_contact_ines", "isNotNull", "")).containsExactly("1");
    }

    @Test
    void theTotalIsOfAllThatMatchFromTheCursorOnWhicheverOfManyWereChangedMeanwhile() {
        mautic.seed(1200, 10);
        assertThat(unlinkedAfter(0, 0)).isEqualTo("1200: 1 2 3");
        mautic.editContact(2, Map.of("id_contact_ines", "7"));
        mautic.editContact(700, Map.of("id_contact_ines", "8"));
        mautic.deleteContact(1100);
        assertThat(unlinkedAfter(0, 0)).isEqualTo("1197: 1 3 4");
        assertThat(unlinkedAfter(699, 0)).isEqualTo("499: 701 702 703");
        assertThat(unlinkedAfter(0, 1100)).isEqualTo("1197: 1104 1105 1106");
        mautic.reset();
        mautic.seed(600, 10);
        assertThat(unlinkedAfter(0, 0)).isEqualTo("600: 1201 1202 1203");
    }

    private String unlinkedAfter(long id, int start) {
        var answer = api.get("/api/contacts", "where[0][col]=id", "where[0][expr]=gt", "where[0][val]=" + id,
                "where[1][col]=id_contact_ines", "where[1][expr]=isNull", "where[1][val]=", "limit=3",
                "start=" + start);
        return answer.path("total").asString() + ": " + String.join(" ", answer.path("contacts").propertyNames());
    }

    @Test
    void aShuffledSeedIsTheSameForTheSameNumberAndScattersCompanies() {
        mautic.seed(100, 10, 5);
        mautic.seed(100, 10, 5);
        var companies = IntStream.rangeClosed(1, 200)
                .mapToObj(id -> (mautic.contact(id).orElseThrow().companies().getFirst() - 1) % 10).toList();
        assertThat(companies.subList(0, 100)).isEqualTo(companies.subList(100, 200))
                .isNotEqualTo(IntStream.range(0, 100).mapToObj(i -> (long) i % 10).toList());
        assertThat(mautic.countWithValue("company")).isEqualTo(200);
    }

    @Test
    void numbersCompareAsNumbers() {
        contact("a@example.com", Map.of("points", "9"));
        contact("b@example.com", Map.of("points", "10"));
        contact("c@example.com", Map.of("points", "100"));
        assertThat(where("points", "gt", "9")).containsExactly("2", "3");
        assertThat(where("points", "gte", "9")).containsExactly("1", "2", "3");
        assertThat(where("points", "lt", "10")).containsExactly("1");
        assertThat(where("points", "lte", "10")).containsExactly("1", "2");
        assertThat(where("points", "eq", "10")).containsExactly("2");
        assertThat(where("points", "neq", "10")).containsExactly("1", "3");
        assertThat(where("points", "between", "9,10")).containsExactly("1", "2");
    }

    @Test
    void textComparesWithoutAccentsAsTheDatabaseDoes() {
        contact("zoé@example.com", Map.of("city", "Évry"));
        assertThat(where("city", "eq", "evry")).containsExactly("1");
        assertThat(where("city", "in", "EVRY")).containsExactly("1");
        assertThat(where("city", "like", "ev%")).containsExactly("1");
        assertThat(where("email", "eq", "zoe@example.com")).containsExactly("1");
    }

    @Test
    void textComparesWithoutLetterCaseAndWithSqlPatterns() {
        contact("a@example.com", Map.of("city", "Lyon"));
        contact("b@example.com", Map.of("city", "Lille"));
        assertThat(where("city", "eq", "LYON")).containsExactly("1");
        assertThat(where("city", "like", "l%l_")).containsExactly("2");
        assertThat(where("city", "notLike", "%y%")).containsExactly("2");
    }

    @Test
    void theTotalIsATextAndCountsMoreThanThePage() {
        IntStream.range(0, 7).forEach(i -> contact("c" + i + "@example.com", Map.of()));
        var answer = api.get("/api/contacts", "where[0][col]=id", "where[0][expr]=gt", "where[0][val]=2", "limit=2",
                "start=1");
        assertThat(answer.path("total").stringValue()).isEqualTo("5");
        assertThat(answer.path("contacts").propertyNames()).containsExactly("4", "5");
    }

    @Test
    void noContactsAreAnEmptyMap() {
        var answer = api.get("/api/contacts");
        assertThat(answer.path("contacts").isObject()).isTrue();
        assertThat(answer.path("total").stringValue()).isEqualTo("0");
    }

    @Test
    void contactsComeInTheOrderAskedFor() {
        contact("a@example.com", Map.of("points", "5"));
        contact("b@example.com", Map.of("points", "50"));
        assertThat(ids("orderBy=id", "orderByDir=desc")).containsExactly("2", "1");
        assertThat(ids("orderBy=points", "orderByDir=asc")).containsExactly("1", "2");
    }

    @Test
    void aSearchForATagAlsoFindsTagsThatBeginLikeIt() {
        mautic.createContact(Map.of("email", "a@example.com"), "ines");
        mautic.createContact(Map.of("email", "b@example.com"), "INES-test");
        mautic.createContact(Map.of("email", "c@example.com"), "salon");
        assertThat(ids("search=tag:ines")).containsExactly("1", "2");
        assertThat(ids("search=tag:\"in_s-test\"")).containsExactly("2");
    }

    @Test
    void aSearchForAnEmailFindsOnlyIt() {
        contact("zoe@example.com", Map.of());
        contact("zoe@example.company", Map.of());
        assertThat(ids("search=email:ZOE@example.com")).containsExactly("1");
    }

    @Test
    void aColumnThatDoesNotExistIsAnErrorOfTheServer() {
        assertThat(
                api.request("GET", "/api/contacts" + Api.query("where[0][col]=nonsense", "where[0][expr]=isNull"), "")
                        .statusCode())
                .isEqualTo(500);
    }

    @Test
    void bracketsMayStandInTheQueryAsTheyAre() {
        contact("a@example.com", Map.of());
        var url = mautic.url() + "/api/contacts?where[0][col]=id&where[0][expr]=gt&where[0][val]=0";
        assertThat(RawHttp.get(url, Api.basic(MauticSimulator.USERNAME, MauticSimulator.PASSWORD))).contains(" 200 ");
    }
}
