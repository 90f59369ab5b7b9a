package org.inesconnector.mautic;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Contacts and companies, and what hangs on them, in Mautic's answers. */
final class ContactJson {

    /** A campaign's step that waits, or that was cancelled: Mautic dates it with the moment at which it is asked. */
    private static final String NOT_HAPPENED = "campaign.event.scheduled";

    private ContactJson() {}

    static MauticContact one(JsonNode answer) {
        return contact(Json.object(answer, "contact"));
    }

    /** What is in a map by id, or in {@code []}. */
    static List<JsonNode> many(JsonNode answer) {
        return Json.items(answer, "contacts");
    }

    static List<MauticCompany> companies(JsonNode answer) {
        return Json.items(answer, "companies").stream().map(ContactJson::company).toList();
    }

    /** Rows of {@code stats/companies_leads}. */
    static List<CompanyLink> companyLinks(JsonNode answer) {
        return Json.items(answer, "stats").stream().map(ContactJson::companyLink).toList();
    }

    /** The newest of {@code contacts/N/activity}; of several at one moment the one Mautic puts first. */
    static Optional<TimelineEvent> newestEvent(JsonNode answer) {
        return Json.items(answer, "events").stream().map(ContactJson::event).flatMap(Optional::stream)
                .filter(event -> !event.event().equals(NOT_HAPPENED))
                .max(Comparator.comparing(TimelineEvent::at));
    }

    static MauticContact contact(JsonNode node) {
        JsonNode fields = node.path("fields");
        return new MauticContact(Json.id(node, "id"), points(node), FieldValues.of(fields), FieldValues.told(fields),
                Json.items(node.path("doNotContact")).stream().map(ContactJson::doNotContact).toList(),
                Json.items(node.path("tags")).stream().map(ContactJson::tag).toList());
    }

    /** Without those that never were. */
    static List<ContactModified> modified(List<JsonNode> nodes) {
        return nodes.stream().map(ContactJson::modified).flatMap(Optional::stream).toList();
    }

    private static Optional<ContactModified> modified(JsonNode node) {
        return Json.moment(node.path("dateModified")).map(at -> new ContactModified(Json.id(node, "id"), at));
    }

    private static int points(JsonNode node) {
        return Math.clamp(Json.whole(node.path("points")).orElse(0), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static String tag(JsonNode node) {
        return node.isObject() ? Json.text(node, "tag") : Json.text(node);
    }

    private static DoNotContact doNotContact(JsonNode node) {
        return new DoNotContact(Json.text(node, "channel"), switch (Json.text(node, "reason")) {
            case "1" -> DoNotContact.Reason.UNSUBSCRIBED;
            case "2" -> DoNotContact.Reason.BOUNCED;
            case "3" -> DoNotContact.Reason.BY_HAND;
            default -> DoNotContact.Reason.OTHER;
        });
    }

    private static MauticCompany company(JsonNode node) {
        JsonNode fields = node.path("fields");
        return new MauticCompany(Json.id(node, "id"), FieldValues.of(fields), FieldValues.told(fields));
    }

    private static CompanyLink companyLink(JsonNode row) {
        return new CompanyLink(Json.id(row, "lead_id"), Json.id(row, "company_id"),
                Json.moment(row.path("date_added"))
                        .orElseThrow(() -> Json.notUnderstood("has a link to a company without a date")),
                Json.isTrue(row.path("is_primary")));
    }

    private static Optional<TimelineEvent> event(JsonNode node) {
        return Json.moment(node.path("timestamp")).map(at -> new TimelineEvent(Json.text(node, "event"),
                Json.text(node, "eventType"), label(node.path("eventLabel")), at));
    }

    /** Text, or a link: {@code {label, href}}. */
    private static String label(JsonNode node) {
        return node.isObject() ? Json.text(node, "label") : Json.text(node);
    }
}
