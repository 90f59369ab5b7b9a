package org.inesconnector.mautic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** Which request answers which question. */
final class RestMauticClient implements MauticClient {

    /** The most that Mautic takes in one batch. */
    private static final int BATCH = 200;
    /** About what it answers in a second; more ids would make an address longer than web servers take. */
    private static final int READ = 400;
    private static final int ROWS = 1000;

    private final MauticHttp http;

    RestMauticClient(MauticHttp http) {
        this.http = http;
    }

    @Override
    public String version() {
        return http.version();
    }

    @Override
    public Optional<MauticContact> contact(long id) {
        return found(() -> http.get("contacts/" + id)).map(ContactJson::one);
    }

    @Override
    public List<MauticContact> contacts(Collection<Long> ids) {
        Set<Long> asked = new HashSet<>(ids);
        return inBatches(ids, READ,
                batch -> contactsIn(new Query().whereIn("id", batch).with("limit", batch.size())).stream()
                        .map(ContactJson::contact).filter(contact -> asked.contains(contact.id())).toList());
    }

    @Override
    public Set<Long> idsAmong(Collection<Long> ids, List<ContactFilter> filters) {
        Set<Long> asked = new HashSet<>(ids);
        return new HashSet<>(inBatches(ids, READ, batch -> {
            Query query = new Query().whereIn("id", batch);
            filters.forEach(query::where);
            return contactsIn(query.with("limit", batch.size()).with("minimal", 1)).stream()
                    .map(contact -> Json.id(contact, "id")).filter(asked::contains).toList();
        }));
    }

    @Override
    public List<MauticContact> contactsAfter(long afterId, int limit, List<ContactFilter> filters) {
        return walk(afterId, limit, query -> filters.forEach(query::where),
                contact -> filters.stream().noneMatch(filter -> contradicts(contact, filter)));
    }

    @Override
    public long countContactsAfter(long afterId, List<ContactFilter> filters) {
        Query query = new Query().where("id", "gt", afterId);
        filters.forEach(query::where);
        JsonNode total = http.get("contacts", query.with("limit", 1).with("minimal", 1)).path("total");
        return Json.whole(total).orElseThrow(() -> Json.notUnderstood("does not say how many there are"));
    }

    /** {@code isNotNull} lets an empty text through. */
    private static boolean contradicts(JsonNode contact, ContactFilter filter) {
        return filter instanceof ContactFilter.IsNotEmpty(var field)
                && FieldValues.isEmpty(contact.path("fields"), field);
    }

    @Override
    public List<ContactModified> contactsModifiedSince(Instant moment) {
        Conditions modified = query -> query.where("date_modified", "gte", Json.sql(moment)).with("minimal", 1);
        List<JsonNode> page = page(0, READ, modified);
        List<ContactModified> all = new ArrayList<>(ContactJson.modified(page));
        while (page.size() == READ) {
            page = page(Json.id(page.getLast(), "id"), READ, modified);
            all.addAll(ContactJson.modified(page));
        }
        return all;
    }

    /** Mautic's search finds every tag that begins like the one asked for ({@code LIKE 'NAME%'}). */
    @Override
    public List<MauticContact> contactsWithTagAfter(long afterId, String tag, int limit) {
        return walk(afterId, limit, query -> query.withTag(tag),
                contact -> ContactJson.contact(contact).tags().stream().anyMatch(tag::equalsIgnoreCase));
    }

    private interface Conditions {
        void addTo(Query query);
    }

    private List<MauticContact> walk(long afterId, int limit, Conditions conditions, Predicate<JsonNode> meets) {
        List<MauticContact> found = new ArrayList<>();
        long cursor = afterId;
        int size = Math.min(limit, READ);
        while (found.size() < limit) {
            List<JsonNode> page = page(cursor, size, conditions);
            page.stream().filter(meets).map(ContactJson::contact).forEach(found::add);
            if (page.size() < size) {
                break;
            }
            cursor = Json.id(page.getLast(), "id");
            size = READ;
        }
        return found.subList(0, Math.min(found.size(), limit));
    }

    private List<JsonNode> page(long cursor, int size, Conditions conditions) {
        Query query = new Query().where("id", "gt", cursor);
        conditions.addTo(query);
        query.with("orderBy", "id").with("orderByDir", "asc").with("limit", size);
        return contactsIn(query).stream().filter(contact -> Json.id(contact, "id") > cursor)
                .sorted(Comparator.comparingLong(contact -> Json.id(contact, "id"))).toList();
    }

    private List<JsonNode> contactsIn(Query query) {
        return ContactJson.many(http.get("contacts", query));
    }

    @Override
    public void writeFields(long contactId, Map<String, String> fields) {
        http.send(HttpMethod.PATCH, "contacts/" + contactId + "/edit", ContactEdit.withBlanks(fields));
    }

    @Override
    public List<FieldsWritten> writeFields(Map<Long, Map<String, String>> fieldsByContact) {
        return inBatches(fieldsByContact.keySet(), BATCH,
                batch -> edit(batch, id -> Optional.ofNullable(fieldsByContact.get(id)).orElseGet(Map::of)));
    }

    private List<FieldsWritten> edit(List<Long> contactIds, Function<Long, Map<String, ?>> changes) {
        List<Map<String, Object>> edits = contactIds.stream().map(id -> ContactEdit.of(id, changes.apply(id))).toList();
        Answer answer = http.succeed(HttpMethod.PATCH, "contacts/batch/edit", edits);
        return BatchAnswer.outcomes(answer.json(), contactIds, answer.secrets());
    }

    @Override
    public void addTags(Collection<Long> contactIds, Set<String> tags) {
        changeTags(contactIds, tags.stream().sorted().toList());
    }

    @Override
    public void removeTags(Collection<Long> contactIds, Set<String> tags) {
        changeTags(contactIds, tags.stream().sorted().map(tag -> '-' + tag).toList());
    }

    private void changeTags(Collection<Long> contactIds, List<String> tags) {
        inBatches(contactIds, BATCH, batch -> edit(batch, _ -> Map.of("tags", tags))).forEach(outcome -> {
            if (outcome instanceof FieldsWritten.Refused(var id, var reason)) {
                throw new MauticException.Refused(
                        "Mautic refuses to change the tags of contact " + id + ": " + reason, reason);
            }
        });
    }

    @Override
    public Map<Long, Long> primaryCompanyIds(Collection<Long> contactIds) {
        Map<Long, Long> companyOf = new HashMap<>();
        inBatches(contactIds, READ, this::primaryLinks)
                .forEach(link -> companyOf.put(link.contactId(), link.companyId()));
        return companyOf;
    }

    @Override
    public Map<Long, MauticCompany> primaryCompanies(Collection<Long> contactIds) {
        Map<Long, Long> companyOf = primaryCompanyIds(contactIds);
        Map<Long, MauticCompany> companies = companies(companyOf.values()).stream()
                .collect(Collectors.toMap(MauticCompany::id, Function.identity(), (one, _) -> one));
        Map<Long, MauticCompany> primary = new HashMap<>();
        companyOf.forEach((contact, company) -> Optional.ofNullable(companies.get(company))
                .ifPresent(found -> primary.put(contact, found)));
        return primary;
    }

    private List<CompanyLink> primaryLinks(List<Long> contactIds) {
        return companyLinks(() -> new Query().whereIn("lead_id", contactIds).where("is_primary", "eq", 1));
    }

    @Override
    public List<CompanyLink> companyLinksSince(Instant moment) {
        return companyLinks(() -> linkedSince(moment));
    }

    @Override
    public List<CompanyLink> companyLinksSince(Instant moment, int start, int limit) {
        return ContactJson.companyLinks(http.get("stats/companies_leads",
                oldestFirst(linkedSince(moment)).with("limit", limit).with("start", start)));
    }

    private static Query linkedSince(Instant moment) {
        return new Query().where("date_added", "gte", Json.sql(moment));
    }

    private static Query oldestFirst(Query links) {
        return links.orderBy("date_added").orderBy("lead_id").orderBy("company_id");
    }

    private List<CompanyLink> companyLinks(Supplier<Query> conditions) {
        return Pages.all(http, "stats/companies_leads", () -> oldestFirst(conditions.get()), ROWS,
                ContactJson::companyLinks);
    }

    @Override
    public List<CompanyLink> companyLinksOf(Collection<Long> companyIds, int limit) {
        return ContactJson.companyLinks(http.get("stats/companies_leads",
                new Query().whereIn("company_id", companyIds).orderBy("company_id").orderBy("lead_id").with("limit",
                        limit)));
    }

    @Override
    public List<CompanyLink> companyLinksOf(Collection<Long> companyIds) {
        return inBatches(companyIds, READ, batch -> Pages.all(http, "stats/companies_leads",
                () -> new Query().whereIn("company_id", batch).orderBy("company_id").orderBy("lead_id"), ROWS,
                ContactJson::companyLinks));
    }

    @Override
    public List<MauticCompany> companies(Collection<Long> ids) {
        return inBatches(ids, READ, batch -> ContactJson
                .companies(http.get("companies", new Query().whereIn("id", batch).with("limit", batch.size()))));
    }

    @Override
    public List<MauticCompany> companiesNamed(String name, int limit) {
        return ContactJson.companies(http.get("companies",
                new Query().where(new ContactFilter.Equals("companyname", name)).with("limit", limit)));
    }

    @Override
    public List<MauticField> contactFields() {
        return Pages.all(http, "fields/contact", Query::new, BATCH, FieldJson::fields);
    }

    @Override
    public List<MauticField> companyFields() {
        return Pages.all(http, "fields/company", Query::new, BATCH, FieldJson::fields);
    }

    @Override
    public Optional<TimelineEvent> lastEvent(long contactId) {
        return found(() -> http.get("contacts/" + contactId + "/activity"))
                .flatMap(ContactJson::newestEvent);
    }

    @Override
    public List<AuditEntry> auditLog(long afterId, int limit) {
        List<AuditEntry> entries = new ArrayList<>();
        long cursor = afterId;
        while (entries.size() < limit) {
            int size = Math.min(limit - entries.size(), ROWS);
            List<AuditEntry> page = auditPage(cursor, size);
            entries.addAll(page);
            if (page.size() < size) {
                break;
            }
            cursor = page.getLast().id();
        }
        return entries;
    }

    private List<AuditEntry> auditPage(long cursor, int size) {
        Query query = new Query().where("id", "gt", cursor).orderBy("id").with("limit", size);
        return AuditJson.entries(http.get("stats/audit_log", query)).stream().filter(entry -> entry.id() > cursor)
                .sorted(Comparator.comparingLong(AuditEntry::id)).toList();
    }

    @Override
    public Optional<AuditEntry> newestAuditEntry() {
        Query query = new Query().newestFirst("id").with("limit", 1);
        return AuditJson.entries(http.get("stats/audit_log", query)).stream()
                .max(Comparator.comparingLong(AuditEntry::id));
    }

    @Override
    public List<SegmentMembership> segmentMembershipsSince(long segmentId, Instant moment) {
        return Pages.all(http, "stats/lead_lists_leads", () -> EventTables.joined(segmentId, moment), ROWS,
                EventTables::memberships);
    }

    @Override
    public List<FormSubmission> formSubmissionsSince(long formId, Instant moment) {
        return Pages.all(http, "stats/form_submissions", () -> EventTables.sent(formId, moment), ROWS,
                EventTables::submissions);
    }

    @Override
    public List<Webhook> webhooks() {
        return Pages.all(http, "hooks", Query::new, BATCH, WebhookJson::many);
    }

    @Override
    public Optional<Webhook> webhook(long id) {
        return found(() -> http.get("hooks/" + id)).map(WebhookJson::one);
    }

    @Override
    public Webhook createWebhook(String name, String url, String secret, Set<String> triggers) {
        return WebhookJson
                .one(http.send(HttpMethod.POST, "hooks/new", WebhookJson.request(name, url, secret, triggers)));
    }

    @Override
    public Webhook publishWebhook(long id) {
        return WebhookJson.one(http.send(HttpMethod.PATCH, "hooks/" + id + "/edit", Map.of("isPublished", true)));
    }

    @Override
    public MauticAdministration administration() {
        return new RestMauticAdministration(http);
    }

    @Override
    public void close() {
        http.close();
    }

    private static Optional<JsonNode> found(Supplier<JsonNode> call) {
        try {
            return Optional.of(call.get());
        } catch (MauticException.NotFound none) {
            return Optional.empty();
        }
    }

    private static <T> List<T> inBatches(Collection<Long> ids, int size, Function<List<Long>, List<T>> call) {
        return new LinkedHashSet<>(ids).stream().gather(Gatherers.windowFixed(size))
                .flatMap(batch -> call.apply(batch).stream()).toList();
    }
}
