package org.inesconnector.simulator.mautic;

import java.util.List;
import java.util.Map;
import org.inesconnector.simulator.mautic.FieldGroups.Source;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A company in the shapes that Mautic gives it. */
final class CompanyJson {

    private static final List<String> FRESH_GROUPS = List.of("core", "professional", "social", "personal");
    private static final List<String> STORED_GROUPS = List.of("core", "professional", "other");

    private final MauticVersion version;
    private final Fields fields;

    CompanyJson(MauticVersion version, Fields fields) {
        this.version = version;
        this.fields = fields;
    }

    ObjectNode answer(Company company, Source source) {
        var node = Json.object();
        node.put("id", company.id());
        node.put("score", 0);
        var groups = groups(company, source);
        groups.set("all", FieldGroups.all(JsonNodeFactory.instance.numberNode(company.id()),
                fields.publishedOf(Fields.COMPANY), field -> company.value(field.alias())));
        node.set("fields", groups);
        return withProjects(node);
    }

    ObjectNode payload(Company company, Source source) {
        var node = company.publication().writeTo(Json.object());
        node.put("id", company.id());
        Fields.NATIVE_OF_COMPANY.forEach(name -> node.put(name, company.value("company" + name)));
        node.put("score", 0);
        node.set("fields", groups(company, source));
        return withProjects(node);
    }

    /** A row of {@code contacts/N/companies}: everything as text, without what is null. */
    ObjectNode row(Company company, Contact.CompanyLink link) {
        var node = Json.object();
        node.put("company_id", Long.toString(company.id()));
        node.put("date_associated", Json.sqlTime(link.since()));
        node.put("is_primary", link.primary() ? "1" : "0");
        node.put("id", Long.toString(company.id()));
        node.put("is_published", "1");
        publication(node, company.publication());
        node.put("social_cache", "a:0:{}");
        node.put("score", "0");
        Map<String, String> values = company.values();
        fields.of(Fields.COMPANY).stream().filter(field -> values.containsKey(field.alias()))
                .forEach(field -> node.put(field.alias(), values.get(field.alias())));
        return node;
    }

    private static void publication(ObjectNode node, Publication publication) {
        node.put("date_added", Json.sqlTime(publication.added()));
        putWho(node, "created_by", publication.createdBy());
        var modified = publication.modified();
        if (modified != null) {
            node.put("date_modified", Json.sqlTime(modified));
        }
        var modifiedBy = publication.modifiedBy();
        if (modifiedBy != null) {
            putWho(node, "modified_by", modifiedBy);
        }
    }

    private static void putWho(ObjectNode node, String key, Author author) {
        if (author.id() != null) {
            node.put(key, author.id().toString());
        }
        node.put(key + "_user", author.name());
    }

    private ObjectNode groups(Company company, Source source) {
        return FieldGroups.of(fields.publishedOf(Fields.COMPANY), field -> company.value(field.alias()), source,
                source == Source.FRESH ? FRESH_GROUPS : STORED_GROUPS);
    }

    private ObjectNode withProjects(ObjectNode node) {
        if (version.is7()) {
            node.putArray("projects");
        }
        return node;
    }
}
