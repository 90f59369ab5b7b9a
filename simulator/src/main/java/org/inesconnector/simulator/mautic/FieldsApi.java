package org.inesconnector.simulator.mautic;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/fields/contact} and {@code /api/fields/company}. */
final class FieldsApi {

    private static final Set<String> UNIQUE = Set.of("email", "companyname");
    private static final Set<String> SHORT = Set.of("firstname", "lastname", "email");
    private static final Map<String, String> OBJECTS = Map.of("contact", Fields.LEAD, "company", Fields.COMPANY);

    private final Mautic mautic;

    FieldsApi(Mautic mautic) {
        this.mautic = mautic;
    }

    Reply list(ApiCall call) {
        var fields = mautic.fields.of(object(call));
        var map = Json.object();
        fields.stream().skip(call.number("start", 0)).limit(call.number("limit", 30))
                .forEach(field -> map.set(Long.toString(field.id()), node(field)));
        var node = Json.object();
        node.put("total", fields.size());
        node.set("fields", Json.listWhenEmpty(map));
        return Reply.ok(node);
    }

    Reply create(ApiCall call) {
        var given = call.body();
        var label = Json.text(given, "label", "");
        var field = mautic.fields.add(object(call), Json.text(given, "alias", Defaults.alias(label)), label,
                Json.text(given, "type", "text"), Json.text(given, "group", "core"),
                encoded(Fields.properties(given.path("properties"))),
                Publication.created(mautic.version, mautic.now(), Author.API));
        return Reply.created(Reply.named("field", node(field)));
    }

    private static Map<String, Object> encoded(Map<String, Object> properties) {
        return properties.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> HtmlEntities.encoded(entry.getValue())));
    }

    private static String object(ApiCall call) {
        var object = OBJECTS.get(call.word("object"));
        if (object == null) {
            throw ApiError.notFound();
        }
        return object;
    }

    private ObjectNode node(Field field) {
        var node = published(field);
        node.put("id", field.id());
        node.put("label", field.label());
        node.put("alias", field.alias());
        node.put("type", field.type());
        node.put("group", field.group());
        node.put("order", field.order());
        node.put("object", field.object());
        node.put("defaultValue", field.defaultValue());
        node.put("isRequired", field.is("companyname"));
        node.put("isFixed", field.fixed());
        node.put("isListable", true);
        node.put("isVisible", true);
        node.put("isShortVisible", SHORT.contains(field.alias()));
        node.put("isUniqueIdentifier", UNIQUE.contains(field.alias()));
        node.put("isPubliclyUpdatable", false);
        node.set("properties", Json.MAPPER.valueToTree(field.properties()));
        if (mautic.version.is7()) {
            node.put("isIndex", UNIQUE.contains(field.alias()));
            node.put("charLengthLimit", field.publication() == null ? 64 : null);
        }
        return node;
    }

    private static ObjectNode published(Field field) {
        var publication = field.publication();
        if (publication != null) {
            return publication.writeTo(Json.object(), field.published());
        }
        var node = Json.object();
        node.put("isPublished", field.published());
        for (var key : new String[]{"dateAdded", "dateModified", "createdBy", "createdByUser", "modifiedBy",
                "modifiedByUser"}) {
            node.putNull(key);
        }
        return node;
    }
}
