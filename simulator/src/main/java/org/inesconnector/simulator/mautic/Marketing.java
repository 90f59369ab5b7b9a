package org.inesconnector.simulator.mautic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Forms, campaigns and segments, kept as the API gives them. */
final class Marketing {

    private final MauticVersion version;
    private final Mautic mautic;
    private final Map<Long, ObjectNode> forms = new ConcurrentSkipListMap<>();
    private final Map<Long, ObjectNode> campaigns = new ConcurrentSkipListMap<>();
    private final Map<Long, ObjectNode> segments = new ConcurrentSkipListMap<>();

    Marketing(Mautic mautic) {
        this.mautic = mautic;
        this.version = mautic.version;
    }

    void removeAll() {
        forms.clear();
        campaigns.clear();
        segments.clear();
    }

    Collection<ObjectNode> forms() {
        return forms.values();
    }

    Collection<ObjectNode> campaigns() {
        return campaigns.values();
    }

    Collection<ObjectNode> segments() {
        return segments.values();
    }

    ObjectNode form(long id) {
        return Optional.ofNullable(forms.get(id)).orElseThrow(ApiError::notFound);
    }

    ObjectNode campaign(long id) {
        return Optional.ofNullable(campaigns.get(id)).orElseThrow(ApiError::notFound);
    }

    ObjectNode createForm(JsonNode given) {
        var form = published(given, savedTwice(), Defaults.over(Defaults.FORM, given, forms.size() + 1L));
        form.put("alias", Json.text(given, "alias", Defaults.alias(Json.text(given, "name", ""))));
        form.set("fields", numbered(given.path("fields"), Defaults.FORM_FIELD, this::formField));
        form.set("actions", numbered(given.path("actions"), Defaults.FORM_ACTION, (node, action) -> {}));
        withProjects(form);
        forms.put(form.path("id").asLong(), form);
        return form;
    }

    ObjectNode createSegment(JsonNode given) {
        var segment = published(given, Publication.created(version, mautic.now(), Author.API),
                Defaults.over(Defaults.SEGMENT, given, segments.size() + 1L));
        var name = segment.path("name").asString("");
        segment.put("publicName", Json.text(given, "publicName", name));
        segment.put("alias", Json.text(given, "alias", Defaults.alias(name)));
        withProjects(segment);
        segments.put(segment.path("id").asLong(), segment);
        return segment;
    }

    ObjectNode createCampaign(JsonNode given) {
        var publication = Publication.created(version, mautic.now(), Author.API).savedAgain(Author.API);
        var campaign = published(given, publication, Defaults.over(Defaults.CAMPAIGN, given, campaigns.size() + 1L));
        campaign.set("events", numbered(given.path("events"), Defaults.CAMPAIGN_EVENT, (node, event) -> {}));
        var lists = campaign.putArray("lists");
        given.path("lists").forEach(list -> segment(list.path("id").asLong(0)).ifPresent(lists::add));
        withProjects(campaign);
        campaigns.put(campaign.path("id").asLong(), campaign);
        return campaign;
    }

    /** How a campaign shows a segment. */
    private Optional<ObjectNode> segment(long id) {
        return Optional.ofNullable(segments.get(id)).map(segment -> {
            var node = Json.object();
            for (var key : List.of("createdByUser", "modifiedByUser", "id", "name", "publicName", "alias",
                    "description", "category")) {
                node.set(key, segment.path(key));
            }
            return node;
        });
    }

    private Publication savedTwice() {
        return Publication.created(version, mautic.now(), Author.API).touched(mautic.now(), Author.API);
    }

    private void formField(ObjectNode node, JsonNode given) {
        var mapped = Json.text(given, "mappedField", Json.text(given, "leadField", ""));
        node.put("leadField", mapped.isEmpty() ? null : mapped);
        node.put("mappedField", mapped.isEmpty() ? null : mapped);
        if (version.is7()) {
            node.put("isReadOnly", false);
            node.put("fieldWidth", "100%");
        }
    }

    static ArrayNode numbered(JsonNode given, String defaults,
            BiConsumer<ObjectNode, JsonNode> more) {
        var list = Json.array();
        for (var item : new ArrayList<>(given.valueStream().toList())) {
            var node = Defaults.over(defaults, item, list.size() + 1L);
            node.put("order", list.size() + 1);
            more.accept(node, item);
            list.add(node);
        }
        return list;
    }

    private static ObjectNode published(JsonNode given, Publication publication, ObjectNode object) {
        return publication.writeTo(Json.object(), Json.flag(given, "isPublished", true)).setAll(object);
    }

    private void withProjects(ObjectNode node) {
        if (version.is7()) {
            node.putArray("projects");
        }
    }
}
