package org.inesconnector.simulator.mautic;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/stats}: the database's tables. */
final class StatsApi {

    private static final Pattern COLUMN_OF_ORDER = Pattern.compile("order\\[(\\w+)]\\[col]");

    private static final Pattern SECOND = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");

    private final Mautic mautic;
    private final ObjectNode tables = Json.resource("stats.json");
    private volatile StatsAccess access = StatsAccess.ADMINISTRATOR;

    StatsApi(Mautic mautic) {
        this.mautic = mautic;
    }

    void access(StatsAccess newAccess) {
        access = newAccess;
    }

    Reply tables(ApiCall call) {
        return Reply.ok(tables);
    }

    /** A table that does not exist is answered with those that do. */
    Reply rows(ApiCall call) {
        var table = call.word("table");
        var columns = tables.path("tableColumns").path(table);
        if (columns.isMissingNode()) {
            return Reply.ok(tables);
        }
        if (table.equals("audit_log") && access != StatsAccess.ADMINISTRATOR) {
            return refused(table);
        }
        var conditions = Where.all(call);
        var names = columns.valueStream().map(name -> name.asString()).toList();
        var unknown = Stream.concat(conditions.stream().map(Where::column), ordered(call)).filter(
                column -> !names.contains(column)).findFirst();
        if (unknown.isPresent()) {
            return error("An exception occurred while executing a query: SQLSTATE[42S22]: Column not found: 1054 "
                    + "Unknown column 'e." + unknown.get() + "'", 1054);
        }
        if (table.equals("audit_log") && conditions.stream().allMatch(where -> where.is("id", "gt"))
                && !isDescending(call, "0")) {
            return Reply.ok(feed(call, Where.afterId(conditions)));
        }
        var matches = Where.all(conditions);
        return Reply.ok(page(call, rows(table, conditions).filter(row -> matches.test(row::get))));
    }

    /** The audit log from a cursor, without turning all that follows into rows. */
    private ObjectNode feed(ApiCall call, long afterId) {
        var page = mautic.audit.after(afterId, call.number("start", 0), call.number("limit", 100));
        return answer(page.total(), page.rows().stream().map(AuditLog.Row::columns));
    }

    private Reply refused(String table) {
        if (access == StatsAccess.REFUSED_WITH_403) {
            throw ApiError.forbidden();
        }
        return error("You do not have the view permission to load data from the " + table + " table", 403);
    }

    /** The tables' errors come with status 200. */
    private static Reply error(String message, int code) {
        var node = Json.object();
        node.putArray("errors").addObject().put("message", message).put("code", code);
        return Reply.ok(node);
    }

    private static ObjectNode page(ApiCall call, Stream<Map<String, String>> rows) {
        var all = order(call, rows).toList();
        return answer(all.size(), all.stream().skip(call.number("start", 0)).limit(call.number("limit", 100)));
    }

    private static ObjectNode answer(int total, Stream<Map<String, String>> page) {
        var node = Json.object();
        node.put("total", Integer.toString(total));
        var list = node.putArray("stats");
        page.forEach(row -> {
            var item = list.addObject();
            row.forEach(item::put);
        });
        return node;
    }

    private static Stream<Map<String, String>> order(ApiCall call, Stream<Map<String, String>> rows) {
        return orders(call).map(rows::sorted).orElse(rows);
    }

    private static Optional<Comparator<Map<String, String>>> orders(ApiCall call) {
        return call.query().keySet().stream().map(COLUMN_OF_ORDER::matcher).filter(Matcher::matches)
                .map(order -> order(call, order.group(1))).reduce(Comparator::thenComparing);
    }

    private static Stream<String> ordered(ApiCall call) {
        return call.query().keySet().stream().filter(COLUMN_OF_ORDER.asMatchPredicate())
                .map(key -> call.parameter(key).orElse(""));
    }

    private static Comparator<Map<String, String>> order(ApiCall call, String index) {
        var column = call.parameter("order[" + index + "][col]").orElse("");
        var order = Comparator.comparing((Map<String, String> row) -> row.getOrDefault(column, ""), Where::compare);
        return isDescending(call, index) ? order.reversed() : order;
    }

    private static boolean isDescending(ApiCall call, String index) {
        return call.parameter("order[" + index + "][dir]").orElse("").equalsIgnoreCase("desc");
    }

    private Stream<Map<String, String>> rows(String table, List<Where> conditions) {
        return switch (table) {
            case "audit_log" -> mautic.audit.after(Where.afterId(conditions)).stream().map(AuditLog.Row::columns);
            case "companies_leads" -> linked(conditions).flatMap(StatsApi::links);
            case "lead_donotcontact" -> contacts(conditions, mautic.contacts::all).flatMap(StatsApi::doNotContact)
                    .sorted(Comparator.comparing(row -> Long.valueOf(row.getOrDefault("id", "0"))));
            default -> mautic.tables.rows(table).stream();
        };
    }

    private Stream<Contact> linked(List<Where> conditions) {
        return contacts(conditions, () -> ids(conditions, "company_id")
                .map(mautic.contacts::ofCompanies)
                .orElseGet(() -> mautic.contacts.linkedSince(earliest(conditions))));
    }

    /** @param others where none are named */
    private Stream<Contact> contacts(List<Where> conditions, Supplier<List<Contact>> others) {
        return ids(conditions, "lead_id").map(mautic.contacts::withIds).orElseGet(others).stream();
    }

    private static Optional<List<Long>> ids(List<Where> conditions, String column) {
        return conditions.stream().filter(where -> where.is(column, "in") || where.is(column, "eq")).findFirst()
                .map(Where::ids);
    }

    /** Before this no row is made: the conditions would not let it pass. */
    private static Instant earliest(List<Where> conditions) {
        return conditions.stream().filter(where -> where.is("date_added", "gte")).map(Where::first)
                .filter(SECOND.asMatchPredicate()).map(text -> Instant.parse(text.replace(' ', 'T') + "Z"))
                .max(Instant::compareTo).orElse(Instant.MIN);
    }

    private static Stream<Map<String, String>> links(Contact contact) {
        return contact.links().stream().sorted(Comparator.comparingLong(Contact.CompanyLink::companyId))
                .map(link -> Map.of("company_id", Long.toString(link.companyId()), "lead_id",
                        Long.toString(contact.id()), "date_added", Json.sqlTime(link.since()), "is_primary",
                        link.primary() ? "1" : "0"));
    }

    private static Stream<Map<String, String>> doNotContact(Contact contact) {
        return contact.doNotContact().stream()
                .map(entry -> Map.of("id", Long.toString(entry.id()), "lead_id", Long.toString(contact.id()),
                        "date_added", Json.sqlTime(entry.since()), "reason", Integer.toString(entry.reason()),
                        "channel", entry.channel(), "comments", entry.comments()));
    }
}
