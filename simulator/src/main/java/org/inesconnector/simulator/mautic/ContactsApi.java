package org.inesconnector.simulator.mautic;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.inesconnector.simulator.mautic.Contacts.Selection;
import org.inesconnector.simulator.mautic.FieldGroups.Source;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code /api/contacts}. */
final class ContactsApi {

    static final int MOST_IN_A_BATCH = 200;

    private static final Set<String> COLUMNS = Set.of("id", "date_added", "date_modified", "date_identified",
            "is_published", "owner_id");

    private static final JsonNode ACTIVITY_TYPES = Json.resource("activity-types.json");

    private final Mautic mautic;
    private final ContactActions contacts;
    private final DoNotContactActions doNotContact;

    ContactsApi(Mautic mautic, ContactActions contacts, DoNotContactActions doNotContact) {
        this.mautic = mautic;
        this.contacts = contacts;
        this.doNotContact = doNotContact;
    }

    Reply list(ApiCall call) {
        var selection = select(call);
        var minimal = call.number("minimal", 0) == 1;
        var map = Json.object();
        selection.contacts().forEach(contact -> map.set(Long.toString(contact.id()), minimal
                ? mautic.contactJson.minimal(contact)
                : mautic.contactJson.answer(contact, Source.STORED)));
        var node = Json.object();
        node.put("total", Long.toString(selection.total()));
        node.set("contacts", mautic.version.map(map));
        return Reply.ok(node);
    }

    Reply get(ApiCall call) {
        return Reply.of("contact", mautic.contactJson.answer(mautic.contact(call.id()), Source.STORED));
    }

    Reply create(ApiCall call) {
        var known = known(call.body());
        return known == 0
                ? Reply.created(Reply.named("contact", created(call.body(), Manipulator.API_SINGLE)))
                : Reply.of("contact", edited(known, call.body(), Manipulator.API_SINGLE));
    }

    Reply edit(ApiCall call) {
        return Reply.of("contact", edited(mautic.contact(call.id()).id(), call.body(), Manipulator.API_SINGLE));
    }

    Reply delete(ApiCall call) {
        var contact = mautic.contact(call.id());
        contacts.delete(contact.id(), Author.API);
        return Reply.of("contact", mautic.contactJson.deleted(contact));
    }

    Reply batchCreate(ApiCall call) {
        return Reply.created(batch(call, given -> {
            long known = known(given);
            return known == 0
                    ? new Batch.Item(created(given, Manipulator.API_BATCH), 201)
                    : new Batch.Item(edited(known, given, Manipulator.API_BATCH), 200);
        }));
    }

    /** 7.0 finds who was merged away: its winner is edited, and answered. */
    Reply batchEdit(ApiCall call) {
        return Reply.ok(batch(call, given -> {
            long asked = given.path("id").asLong(0);
            long id = (mautic.version.is7() ? mautic.contacts.resolve(asked) : mautic.contacts.find(asked))
                    .map(Contact::id).orElseThrow(ApiError::notFound);
            return new Batch.Item(edited(id, given, Manipulator.API_BATCH), 200);
        }));
    }

    Reply companies(ApiCall call) {
        var list = Json.array();
        for (var link : mautic.contact(call.id()).links().reversed()) {
            list.add(mautic.companyJson.row(mautic.company(link.companyId()), link));
        }
        var node = Json.object();
        node.put("total", list.size());
        node.set("companies", list);
        return Reply.ok(node);
    }

    Reply activity(ApiCall call) {
        var contact = mautic.contact(call.id());
        var entries = mautic.timeline.of(contact);
        int limit = Math.max(1, call.number("limit", 25));
        int page = Math.max(1, call.number("page", 1));
        var node = Json.object();
        var events = node.putArray("events");
        entries.stream().skip((page - 1L) * limit).limit(limit)
                .forEach(entry -> events.add(entry.node(contact.id())));
        var filters = node.putObject("filters").put("search", "");
        filters.putArray("includeEvents");
        filters.putArray("excludeEvents");
        node.putArray("order").add("timestamp").add("DESC");
        node.set("types", ACTIVITY_TYPES);
        node.put("total", entries.size()).put("page", page).put("limit", limit);
        node.put("maxPages", Math.ceil((double) entries.size() / limit));
        return Reply.ok(node);
    }

    Reply addPoints(ApiCall call) {
        return points(call, (int) call.id("points"));
    }

    Reply subtractPoints(ApiCall call) {
        return points(call, -(int) call.id("points"));
    }

    Reply addDoNotContact(ApiCall call) {
        var id = mautic.contact(call.id()).id();
        doNotContact.add(id, call.word("channel"), call.body().path("reason").asInt(3),
                Json.text(call.body(), "comments", ""), Author.API);
        return Reply.of("contact", mautic.contactJson.doNotContactAnswer(mautic.contact(id)));
    }

    Reply removeDoNotContact(ApiCall call) {
        var id = mautic.contact(call.id()).id();
        var node = Json.object();
        node.put("recordFound", doNotContact.remove(id, call.word("channel"), Author.API));
        node.set("contact", mautic.contactJson.doNotContactAnswer(mautic.contact(id)));
        return Reply.ok(node);
    }

    private Reply points(ApiCall call, int delta) {
        var id = mautic.contact(call.id()).id();
        contacts.addPoints(id, delta, Json.text(call.body(), "eventName", "API"),
                Json.text(call.body(), "actionName", "API"), "API", Manipulator.unnamed(Author.API));
        return Reply.success();
    }

    private static JsonNode batch(ApiCall call, Function<JsonNode, Batch.Item> each) {
        if (call.body().size() > MOST_IN_A_BATCH) {
            throw ApiError.tooManyInABatch(MOST_IN_A_BATCH);
        }
        var batch = new Batch("contacts");
        for (var given : call.body()) {
            try {
                batch.add(each.apply(given));
            } catch (ApiError e) {
                batch.refused(e);
            }
        }
        return batch.node();
    }

    private JsonNode created(JsonNode given, Manipulator by) {
        return mautic.contactJson.answer(contacts.create(values(given, false), by), Source.FRESH);
    }

    private JsonNode edited(long id, JsonNode given, Manipulator by) {
        long known = known(given);
        if (known != 0 && known != id) {
            throw ApiError.notUnique("email");
        }
        return mautic.contactJson.answer(contacts.edit(id, values(given, true), by), Source.STORED);
    }

    private Values values(JsonNode given, boolean exists) {
        return Values.overApi(mautic.fields.publishedOf(Fields.LEAD), given, exists);
    }

    private long known(JsonNode given) {
        return mautic.contacts.findByEmail(Json.text(given, "email", "")).map(Contact::id).orElse(0L);
    }

    private Selection select(ApiCall call) {
        var conditions = Where.all(call);
        var search = call.parameter("search");
        Predicate<Contact> found = search.map(Search::predicate).orElse(any -> true);
        int start = call.number("start", 0);
        int limit = call.number("limit", 30);
        var ids = conditions.stream().filter(where -> where.is("id", "in")).findFirst();
        if (ids.isPresent()) {
            return page(mautic.contacts.withIds(ids.get().ids()).stream().filter(predicate(conditions).and(found))
                    .toList(), start, limit);
        }
        var order = call.parameter("orderBy").orElse("id").replaceFirst("^l\\.", "");
        boolean ascending = !call.parameter("orderByDir").orElse("asc").equalsIgnoreCase("desc");
        var others = conditions.stream().filter(where -> !where.isAfterId()).toList();
        var selected = new Contacts.Condition(List.of(others, search), predicate(others).and(found));
        return order.equals("id") && ascending
                ? mautic.contacts.select(Where.afterId(conditions), selected, start, limit)
                : mautic.contacts.select(Where.afterId(conditions), selected, comparator(order, ascending), start,
                        limit);
    }

    private static Selection page(List<Contact> found, int start, int limit) {
        return new Selection(found.size(), found.stream().skip(start).limit(limit).toList());
    }

    private Comparator<Contact> comparator(String column, boolean ascending) {
        known(Set.of(column));
        var order = Comparator.comparing((Contact contact) -> String.valueOf(column(contact, column)),
                Where::compare).thenComparingLong(Contact::id);
        return ascending ? order : order.reversed();
    }

    private Predicate<Contact> predicate(List<Where> conditions) {
        known(conditions.stream().map(Where::column).collect(Collectors.toUnmodifiableSet()));
        var matches = Where.all(conditions);
        return contact -> matches.test(name -> column(contact, name));
    }

    /** A column that does not exist is an error of the database, and Mautic says no more. */
    private void known(Set<String> columns) {
        columns.stream().filter(column -> !COLUMNS.contains(column)
                && mautic.fields.find(Fields.LEAD, column).isEmpty()).findFirst().ifPresent(column -> {
                    throw ApiError.internal();
                });
    }

    private static @Nullable String column(Contact contact, String name) {
        return switch (name) {
            case "id" -> Long.toString(contact.id());
            case "date_added" -> Json.sqlTime(contact.publication().added());
            case "date_modified" -> Json.sqlTime(contact.publication().changed());
            case "date_identified" -> contact.identified() == null ? null : Json.sqlTime(contact.identified());
            case "is_published" -> "1";
            default -> contact.value(name);
        };
    }
}
