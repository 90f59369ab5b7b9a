package org.inesconnector.simulator.mautic;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A contact at one moment; a change makes another one.
 *
 * @param values by alias, without points; a field without a value is absent
 * @param tracked that a visit made it known, rather than the API
 */
record Contact(long id, Publication publication, int points, Map<String, String> values, List<String> tags,
        List<CompanyLink> links, List<DoNotContact> doNotContact, @Nullable Instant identified, boolean tracked) {

    record CompanyLink(long companyId, Instant since, boolean primary) {}

    /** @param reason 1 unsubscribed, 2 bounced, 3 by hand */
    record DoNotContact(long id, String channel, int reason, String comments, Instant since) {}

    static Contact created(long id, Publication publication, Map<String, String> values) {
        return new Contact(id, publication, 0, Map.copyOf(values), List.of(), List.of(), List.of(), null, false);
    }

    @Nullable
    String value(String alias) {
        return switch (alias) {
            case "points" -> Integer.toString(points);
            case "last_active" -> tracked ? Json.sqlTime(publication.added()) : values.get(alias);
            default -> values.get(alias);
        };
    }

    Optional<String> email() {
        return Optional.ofNullable(values.get("email"));
    }

    /** What Mautic calls a contact by. */
    String name() {
        var name = (values.getOrDefault("firstname", "") + " " + values.getOrDefault("lastname", "")).strip();
        return name.isEmpty() ? values.getOrDefault("company", values.getOrDefault("email", "")) : name;
    }

    boolean isAnonymous() {
        return identified == null;
    }

    Optional<CompanyLink> primaryLink() {
        return links.stream().filter(CompanyLink::primary).findFirst();
    }

    Contact with(Publication newPublication) {
        return new Contact(id, newPublication, points, values, tags, links, doNotContact, identified, tracked);
    }

    Contact withPoints(int newPoints) {
        return new Contact(id, publication, newPoints, values, tags, links, doNotContact, identified, tracked);
    }

    Contact withValues(Map<String, String> newValues) {
        return new Contact(id, publication, points, Map.copyOf(newValues), tags, links, doNotContact, identified,
                tracked);
    }

    Contact withTags(List<String> newTags) {
        return new Contact(id, publication, points, values, List.copyOf(newTags), links, doNotContact, identified,
                tracked);
    }

    Contact withLinks(List<CompanyLink> newLinks) {
        return new Contact(id, publication, points, values, tags, List.copyOf(newLinks), doNotContact, identified,
                tracked);
    }

    Contact withDoNotContact(List<DoNotContact> entries) {
        return new Contact(id, publication, points, values, tags, links, List.copyOf(entries), identified, tracked);
    }

    Contact identifiedAt(@Nullable Instant at) {
        return new Contact(id, publication, points, values, tags, links, doNotContact, at, tracked);
    }

    Contact seenOnSite() {
        return new Contact(id, publication, points, values, tags, links, doNotContact, identified, true);
    }
}
