package org.inesconnector.mautic;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every answer recorded of a Mautic 5.1.0 and a Mautic 7.0.0, served over HTTP and read by the client. */
class RecordedAnswersTest {

    private interface Check {
        void of(MauticClient client, Recording recording);
    }

    private static final Map<String, Check> CHECKS = Map.ofEntries(
            entry("audit-log", RecordedAuditLog::changes),
            entry("audit-log-merge", RecordedAuditLog::merge),
            entry("bad", RecordedAnswersTest::missing),
            entry("campaign", RecordedAnswersTest::somethingElse),
            entry("companies-by-ids", RecordedAnswersTest::companiesByIds),
            entry("company", RecordedAnswersTest::company),
            entry("company-fields", RecordedAnswersTest::companyFields),
            entry("contact-activity", RecordedAnswersTest::activity),
            entry("contact-companies", RecordedAnswersTest::companiesOfOneContact),
            entry("contact-delete", RecordedAnswersTest::deleted),
            entry("contact-dnc", RecordedAnswersTest::withoutAll),
            entry("contact-fields", RecordedAnswersTest::contactFields),
            entry("contact-get", RecordedAnswersTest::contact),
            entry("contact-get-merged-away", RecordedAnswersTest::mergedAway),
            entry("contact-new", RecordedAnswersTest::contact),
            entry("contact-points", RecordedAnswersTest::somethingElse),
            entry("contact-update", RecordedAnswersTest::contact),
            entry("contact-writeback", RecordedAnswersTest::writeBack),
            entry("contacts-batch-edit", RecordedAnswersTest::batchEdit),
            entry("contacts-by-ids", RecordedAnswersTest::contactsByIds),
            entry("contacts-list", RecordedAnswersTest::firstContact),
            entry("contacts-list-full", RecordedAnswersTest::firstContact),
            entry("contacts-without-reference", RecordedAnswersTest::withoutReference),
            entry("form", RecordedAnswersTest::somethingElse),
            entry("hook", RecordedAnswersTest::hook),
            entry("segment", RecordedAnswersTest::somethingElse),
            entry("stats", RecordedAnswersTest::tables),
            entry("stats-companies-leads", RecordedAnswersTest::links),
            entry("stats-companies-leads-since", RecordedAnswersTest::linksSince),
            entry("stats-do-not-contact", RecordedAnswersTest::doNotContactRows),
            entry("triggers", RecordedAnswersTest::triggers));

    static List<Recording> recordings() {
        return Recording.all("api");
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void everyRecordedAnswerIsReadAsWhatItSays(Recording recording) {
        assertThat(CHECKS).as("a check that reads %s", recording).containsKey(recording.name());
        Check check = CHECKS.getOrDefault(recording.name(), RecordedAnswersTest::somethingElse);
        int status = recording.name().equals("bad") ? 404 : 200;
        try (FakeMautic mautic = FakeMautic.replying(status, recording.text()); MauticClient client = mautic.client()) {
            check.of(client, recording);
        }
    }

    @Test
    void everyRecordingHasItsCheckAndEveryCheckItsRecording() {
        assertThat(CHECKS.keySet()).isEqualTo(recordings().stream().map(Recording::name).collect(Collectors.toSet()));
    }

    private static void contact(MauticClient client, Recording recording) {
        MauticContact contact = client.contact(1).orElseThrow();
        assertThat(contact.id()).isEqualTo(1);
        assertThat(contact.email()).contains("zoe.lefevre@example.com");
        assertThat(contact.fields()).containsEntry("firstname", "Zoé").containsEntry("lastname", "Lefèvre")
                .containsEntry("company", "Ateliers Dupont & Fils").containsEntry("zipcode", "74000")
                .containsEntry("points", Integer.toString(contact.points()))
                .doesNotContainKeys("id", "id_contact_ines", "fax");
        assertThat(contact.told()).contains("id_contact_ines", "fax", "stop_sync_ines").doesNotContain("id");
        assertThat(contact.tags()).containsExactly("salon");
        boolean later = recording.name().equals("contact-get");
        assertThat(contact.points()).isEqualTo(later ? 25 : 5);
        assertThat(contact.doNotContact()).isEqualTo(later ? UNSUBSCRIBED : List.of());
        assertThat(contact.field("position"))
                .contains(recording.name().equals("contact-new") ? "Acheteuse" : "Directrice achats");
    }

    private static final List<DoNotContact> UNSUBSCRIBED = List
            .of(new DoNotContact("email", DoNotContact.Reason.UNSUBSCRIBED));

    private static void writeBack(MauticClient client, Recording recording) {
        MauticContact contact = client.contact(1).orElseThrow();
        assertThat(contact.fields()).containsEntry("id_contact_ines", "1201").containsEntry("id_client_ines", "873");
        assertThat(contact.points()).isEqualTo(25);
    }

    private static void withoutAll(MauticClient client, Recording recording) {
        MauticContact contact = client.contact(1).orElseThrow();
        assertThat(recording.json().at("/contact/fields").has("all")).isFalse();
        assertThat(contact.fields()).containsEntry("email", "zoe.lefevre@example.com").containsEntry("points", "25")
                .containsEntry("mobile", "+33 6 01 02 03 04").doesNotContainKey("id_contact_ines");
        assertThat(contact.doNotContact()).isEqualTo(UNSUBSCRIBED);
    }

    private static void mergedAway(MauticClient client, Recording recording) {
        MauticContact winner = client.contact(204).orElseThrow();
        assertThat(winner.id()).isEqualTo(203);
        assertThat(winner.fields()).containsEntry("id_contact_ines", "502").containsEntry("id_client_ines", "602");
    }

    private static void deleted(MauticClient client, Recording recording) {
        assertThatExceptionOfType(MauticException.NotUnderstood.class).isThrownBy(() -> client.contact(2))
                .withMessageContaining("without id");
    }

    private static void missing(MauticClient client, Recording recording) {
        assertThat(client.contact(999999)).isEmpty();
        assertThat(client.lastEvent(999999)).isEmpty();
        assertThat(client.webhook(999999)).isEmpty();
        assertThatExceptionOfType(MauticException.NotFound.class)
                .isThrownBy(() -> client.writeFields(999999, Map.of("city", "Lyon")))
                .withMessageContaining("Item was not found.");
    }

    private static void somethingElse(MauticClient client, Recording recording) {
        assertThatExceptionOfType(MauticException.NotUnderstood.class).isThrownBy(() -> client.contact(1))
                .withMessageContaining("has no contact");
        assertThatExceptionOfType(MauticException.NotUnderstood.class).isThrownBy(() -> client.auditLog(0, 10))
                .withMessageContaining("has no stats");
    }

    private static void contactsByIds(MauticClient client, Recording recording) {
        List<Long> expected = recording.isOf("7.0.0") ? List.of(1L, 3L) : List.of(1L);
        assertThat(client.contacts(List.of(1L, 3L, 999L))).extracting(MauticContact::id)
                .containsExactlyElementsOf(expected);
        assertThat(client.contacts(List.of(3L, 999L))).extracting(MauticContact::id).doesNotContain(1L);
    }

    private static void firstContact(MauticClient client, Recording recording) {
        List<MauticContact> contacts = client.contactsAfter(0, 2, List.of());
        assertThat(contacts).extracting(MauticContact::id).containsExactly(1L);
        assertThat(contacts.getFirst().points()).isEqualTo(25);
        boolean full = recording.name().endsWith("-full");
        assertThat(contacts.getFirst().tags()).isEqualTo(full ? List.of("salon") : List.of());
        assertThat(contacts.getFirst().doNotContact()).isEqualTo(full ? UNSUBSCRIBED : List.of());
    }

    private static void withoutReference(MauticClient client, Recording recording) {
        List<MauticContact> contacts = client.contactsAfter(3, 2,
                List.of(new ContactFilter.IsEmpty("id_contact_ines"), new ContactFilter.IsNotEmpty("email")));
        assertThat(contacts).extracting(MauticContact::id).containsExactly(4L, 7L);
        assertThat(contacts.getFirst().doNotContact())
                .containsExactly(new DoNotContact("email", DoNotContact.Reason.BY_HAND));
        assertThat(contacts).allSatisfy(contact -> assertThat(contact.field("id_contact_ines")).isEmpty());
    }

    private static void batchEdit(MauticClient client, Recording recording) {
        Map<Long, Map<String, String>> edits = new LinkedHashMap<>();
        long known = recording.isOf("7.0.0") ? 3 : 1;
        edits.put(known, Map.of("id_contact_ines", "77"));
        edits.put(999999L, Map.of("id_contact_ines", "78"));
        assertThat(client.writeFields(edits)).containsExactly(new FieldsWritten.Written(known),
                new FieldsWritten.Missing(999999));
    }

    private static void companiesByIds(MauticClient client, Recording recording) {
        List<MauticCompany> companies = client.companies(List.of(1L, 2L, 3L));
        assertThat(companies).extracting(MauticCompany::id).containsExactly(1L, 2L, 3L);
        assertThat(companies.getFirst().name()).contains("Ateliers Dupont & Fils");
        assertThat(companies.getFirst().fields()).containsEntry("companycity", "Lyon")
                .containsEntry("companyzipcode", "74000").doesNotContainKeys("id", "companyfax");
        assertThat(companies.getFirst().told()).contains("companyfax");
    }

    private static void company(MauticClient client, Recording recording) {
        assertThat(FieldValues.of(recording.json().at("/company/fields"))).containsOnlyKeys("companyaddress1",
                "companyphone", "companycity", "companyzipcode", "companycountry", "companyname", "companywebsite");
        assertThatExceptionOfType(MauticException.NotUnderstood.class).isThrownBy(() -> client.companies(List.of(1L)))
                .withMessageContaining("has no companies");
    }

    /** The call for one contact that the tables in bulk stand for. */
    private static void companiesOfOneContact(MauticClient client, Recording recording) {
        JsonNode row = Json.items(recording.json(), "companies").getFirst();
        assertThat(Json.isTrue(row.path("is_primary"))).isTrue();
        assertThat(Json.id(row, "company_id")).isEqualTo(1);
        assertThat(Json.moment(row.path("date_associated"))).isPresent();
    }

    private static void contactFields(MauticClient client, Recording recording) {
        List<MauticField> fields = client.contactFields();
        assertThat(fields).hasSize(31).allMatch(MauticField::published);
        assertThat(fields).filteredOn("alias", "stop_sync_ines").singleElement().satisfies(stop -> {
            assertThat(stop.id()).isEqualTo(46);
            assertThat(stop.type()).isEqualTo("boolean");
            assertThat(stop.choices()).containsExactly(new MauticField.Choice("0", "Non"),
                    new MauticField.Choice("1", "Oui"));
        });
        assertThat(fields).filteredOn("alias", "title").singleElement().extracting(MauticField::choices)
                .isEqualTo(Stream.of("Mr", "Mrs", "Miss").map(title -> new MauticField.Choice(title, title)).toList());
        assertThat(fields).filteredOn("alias", "attribution").singleElement()
                .satisfies(number -> assertThat(number.choices()).isEmpty());
    }

    private static void companyFields(MauticClient client, Recording recording) {
        List<MauticField> fields = client.companyFields();
        assertThat(fields).hasSize(15).extracting(MauticField::alias).contains("companyname", "companywebsite");
        assertThat(fields).filteredOn("alias", "companyindustry").singleElement().satisfies(
                industry -> assertThat(industry.choices()).hasSizeGreaterThan(20).contains(new MauticField.Choice(
                        "Aerospace & Defense", "Aerospace & Defense")));
    }

    private static void activity(MauticClient client, Recording recording) {
        Instant at = Instant.parse(recording.isOf("7.0.0") ? "2026-11-23T12:41:29Z" : "2026-11-23T12:52:01Z");
        assertThat(client.lastEvent(1)).contains(new TimelineEvent("point.gained", "Point gained", "Salon / 20", at));
    }

    private static void hook(MauticClient client, Recording recording) {
        Webhook hook = client.webhook(1).orElseThrow();
        assertThat(hook.name()).isEqualTo("INES connector");
        assertThat(hook.url()).endsWith("/webhooks/mautic");
        assertThat(hook.secret()).hasSize(64);
        assertThat(hook.published()).isTrue();
        assertThat(hook.triggers()).hasSize(9).contains("mautic.lead_post_delete", "mautic.form_on_submit");
        assertThat(hook.toString()).doesNotContain(hook.secret());
    }

    private static void triggers(MauticClient client, Recording recording) {
        Set<String> offered = Set.copyOf(recording.json().path("triggers").propertyNames());
        JsonNode hook = recording.sibling("api", "hook").json().at("/hook/triggers");
        assertThat(offered).containsAll(Json.items(hook).stream().map(Json::text).toList());
        somethingElse(client, recording);
    }

    private static void tables(MauticClient client, Recording recording) {
        JsonNode columns = recording.json().path("tableColumns");
        assertThat(Json.text(columns, "audit_log").split("\\|")).contains("id", "bundle", "object", "object_id",
                "action",
                "details", "user_name", "date_added");
        assertThat(Json.text(columns, "companies_leads").split("\\|")).contains("company_id", "lead_id", "date_added",
                "is_primary");
        somethingElse(client, recording);
    }

    private static void links(MauticClient client, Recording recording) {
        List<CompanyLink> links = client.companyLinksSince(Instant.EPOCH);
        assertThat(links).hasSize(4).contains(
                new CompanyLink(1, 1, Instant.parse("2026-11-23T12:41:28Z"), true),
                new CompanyLink(3, 3, Instant.parse("2026-11-23T12:50:15Z"), true));
    }

    private static void linksSince(MauticClient client, Recording recording) {
        assertThat(client.companyLinksSince(Instant.parse("2026-11-23T12:51:00Z")))
                .containsExactly(new CompanyLink(4, 2, Instant.parse("2026-11-23T12:51:04Z"), true));
    }

    private static void doNotContactRows(MauticClient client, Recording recording) {
        assertThat(Json.items(recording.json(), "stats")).extracting(row -> Json.id(row, "lead_id"))
                .containsExactly(1L, 4L);
        assertThatExceptionOfType(MauticException.NotUnderstood.class)
                .isThrownBy(() -> client.companyLinksSince(Instant.EPOCH));
    }
}
