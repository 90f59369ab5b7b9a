package org.inesconnector.simulator.mautic;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.inesconnector.simulator.http.Calls;
import org.inesconnector.simulator.http.Control;
import org.inesconnector.simulator.http.FaultFilter;
import org.inesconnector.simulator.http.Faults;
import org.inesconnector.simulator.http.SimulatorServer;

/**
 * A running Mautic. What its methods do, a person does at Mautic's own pages, or a visitor on a web site: it shows in the
 * audit log and in the webhooks. What comes through the API is the API user's.
 */
public final class MauticSimulator implements AutoCloseable {

    public static final String USERNAME = "ada";
    public static final String PASSWORD = "simulated-password";
    public static final String CLIENT_ID = "simulated-client";
    public static final String CLIENT_SECRET = "simulated-secret";

    private final Mautic mautic;
    private final CompanyActions companies;
    private final ContactActions contacts;
    private final DoNotContactActions doNotContact;
    private final Merging merging;
    private final Marketing marketing;
    private final Actions actions;
    private final SegmentMembers members;
    private final StatsApi stats;
    private final SignIn signIn;
    private final Faults faults = new Faults();
    private final Calls calls = new Calls();
    private final MauticServlet servlet;
    private final SimulatorServer server;

    private MauticSimulator(MauticSimulatorSettings settings) {
        mautic = new Mautic(settings.version(), settings.clock());
        companies = new CompanyActions(mautic);
        contacts = new ContactActions(mautic, companies);
        doNotContact = new DoNotContactActions(mautic, contacts);
        merging = new Merging(mautic, contacts, companies);
        marketing = new Marketing(mautic);
        actions = new Actions(mautic, marketing, contacts);
        members = new SegmentMembers(mautic);
        stats = new StatsApi(mautic);
        signIn = new SignIn(settings.clock());
        var routes = routes();
        servlet = new MauticServlet(settings.version(), signIn,
                new Control(faults, calls, new MauticControl(this, mautic)), routes);
        server = SimulatorServer.start(settings.port(), servlet,
                new FaultFilter(new MauticProtocol(routes, signIn), faults, calls, settings.clock()));
        mautic.webhooks.origin(server.url().toString());
    }

    /** @param port 0 for any free one */
    public static MauticSimulator start(int port) {
        return start(MauticSimulatorSettings.onPort(port));
    }

    public static MauticSimulator start(MauticSimulatorSettings settings) {
        return new MauticSimulator(settings);
    }

    private List<Route> routes() {
        return Routes.all(new ContactsApi(mautic, contacts, doNotContact), new CompaniesApi(mautic, companies),
                new FieldsApi(mautic), stats, new HooksApi(mautic),
                new MarketingApi(mautic, marketing, contacts.triggers()),
                new ControlApi(contacts, merging, actions), new ContactsPage(mautic));
    }

    public URI url() {
        return server.url();
    }

    /** @param values by alias; numbers and booleans as text */
    public long createContact(Map<String, String> values, String... tags) {
        var given = values(Fields.LEAD, values);
        return contacts.create(new Values(given.byAlias(), given.points(), List.of(tags)), Manipulator.PERSON).id();
    }

    /** An empty text empties a field. */
    public void editContact(long id, Map<String, String> values) {
        contacts.edit(id, values(Fields.LEAD, values), Manipulator.PERSON);
    }

    public void deleteContact(long id) {
        contacts.delete(id, Author.PERSON);
    }

    /** The loser's id leads to the winner from now on. The values of the one that was changed last win. */
    public void mergeContacts(long winner, long loser) {
        merging.merge(winner, loser);
    }

    /** Also by an id that was merged away. */
    public Optional<SimulatedContact> contact(long id) {
        return mautic.contacts.resolve(id).map(MauticSimulator::view);
    }

    public int contactCount() {
        return mautic.contacts.count();
    }

    /** Many contacts at once, without audit rows and events. */
    public void seed(int contactCount, int companyCount) {
        new Seeder(mautic).seed(contactCount, companyCount);
    }

    /**
     * Likewise; who is of which company is shuffled.
     *
     * @param shuffle the seed of the random numbers, so that a run can be repeated
     */
    public void seed(int contactCount, int companyCount, long shuffle) {
        new Seeder(mautic).seed(contactCount, companyCount, shuffle);
    }

    /** How many contacts have a value in a field. */
    public int countWithValue(String alias) {
        return mautic.contacts.count(contact -> contact.value(alias) != null);
    }

    public long createCompany(Map<String, String> values) {
        return companies.create(values(Fields.COMPANY, values), Author.PERSON).id();
    }

    public void editCompany(long id, Map<String, String> values) {
        companies.edit(id, values(Fields.COMPANY, values), Author.PERSON);
    }

    public void deleteCompany(long id) {
        companies.delete(id, Author.PERSON);
    }

    public Optional<Map<String, String>> company(long id) {
        return mautic.companies.find(id).map(Company::values);
    }

    /** The company becomes the contact's primary one; those it had before stay. */
    public void addToCompany(long contactId, long companyId) {
        companies.addContact(companyId, contactId, Author.PERSON);
    }

    public void removeFromCompany(long contactId, long companyId) {
        companies.removeContact(companyId, contactId, Author.PERSON);
    }

    public void setPrimaryCompany(long contactId, long companyId) {
        contacts.setPrimaryCompany(contactId, companyId, Author.PERSON);
    }

    /** Points for a visit, with what follows from them. */
    public void addPoints(long contactId, int points) {
        contacts.visit(contactId, points, "Visite du site");
    }

    /** @param channel such as {@code email} */
    public void unsubscribe(long contactId, String channel) {
        doNotContact.add(contactId, channel, 1, "unsubscribed", Author.SYSTEM);
    }

    public void bounce(long contactId, String channel) {
        doNotContact.add(contactId, channel, 2, "bounced", Author.SYSTEM);
    }

    public void doNotContactByHand(long contactId, String channel) {
        doNotContact.add(contactId, channel, 3, "", Author.PERSON);
    }

    public void allowContact(long contactId, String channel) {
        doNotContact.remove(contactId, channel, Author.PERSON);
    }

    public void addTags(long contactId, String... tags) {
        contacts.changeTags(contactId, List.of(tags), List.of(), Manipulator.PERSON);
    }

    public void removeTags(long contactId, String... tags) {
        contacts.changeTags(contactId, List.of(), List.of(tags), Manipulator.PERSON);
    }

    /** Something on the contact's timeline, and nowhere else. */
    public void addTimelineEvent(long contactId, String event, String type, String label, Instant at) {
        mautic.timeline.add(contactId, event, type, label, at);
    }

    /** @param label as Mautic makes it: with HTML in it where the step was cancelled */
    public void scheduleCampaignStep(long contactId, String label, String campaign) {
        mautic.timeline.schedule(contactId, label, campaign);
    }

    /** @param properties such as {@code {"list": [{"label": "Un", "value": "1"}]}} or {@code {"yes": "Oui", "no": "Non"}} */
    public void addContactField(String alias, String label, String type, Map<String, Object> properties) {
        addField(Fields.LEAD, alias, label, type, properties);
    }

    /** Its values go with it. */
    public void removeContactField(String alias) {
        mautic.fields.remove(Fields.LEAD, alias);
    }

    /** Contacts keep what they have in it. */
    public void publishContactField(String alias, boolean isPublished) {
        mautic.fields.publish(Fields.LEAD, alias, isPublished);
    }

    /** Likewise, companies. */
    public void publishCompanyField(String alias, boolean isPublished) {
        mautic.fields.publish(Fields.COMPANY, alias, isPublished);
    }

    public void addCompanyField(String alias, String label, String type, Map<String, Object> properties) {
        addField(Fields.COMPANY, alias, label, type, properties);
    }

    /** @param json as the API takes it, with {@code fields} and {@code actions} */
    public long createForm(String json) {
        return marketing.createForm(Json.object(json)).path("id").asLong();
    }

    /** Returns after the form's actions have run. */
    public Submission submitForm(long formId, Map<String, String> results) {
        return actions.submit(formId, results);
    }

    /** @param json as the API takes it, with {@code events} */
    public long createCampaign(String json) {
        return marketing.createCampaign(Json.object(json)).path("id").asLong();
    }

    /** @return the status of each action, as for a form */
    public List<Integer> runCampaign(long campaignId, long contactId) {
        return actions.run(campaignId, contactId);
    }

    /** @param json as the API takes it */
    public long createSegment(String json) {
        return marketing.createSegment(Json.object(json)).path("id").asLong();
    }

    /** A contact that is in it already stays in it. */
    public void addToSegment(long contactId, long segmentId) {
        addToSegment(contactId, segmentId, mautic.now());
    }

    /** @param at when the run of Mautic's command began that does it */
    public void addToSegment(long contactId, long segmentId, Instant at) {
        members.add(contactId, segmentId, at);
    }

    /** By hand: Mautic keeps that in mind. */
    public void removeFromSegment(long contactId, long segmentId) {
        members.removeByHand(contactId, segmentId);
    }

    /** A point trigger that adds a tag to whoever reaches so many points. */
    public void addPointTrigger(int points, String tag) {
        contacts.triggers().create(Json.MAPPER.valueToTree(Map.of("name", tag, "points", points, "events", List.of(
                Map.of("type", "lead.changetags", "properties", Map.of("add_tags", List.of(tag)))))));
    }

    public void switchApi(boolean on) {
        servlet.switchApi(on);
    }

    /** Mautic's setting {@code api_enable_basic_auth}. */
    public void switchBasicAuth(boolean on) {
        servlet.switchBasicAuth(on);
    }

    public void statsAccess(StatsAccess access) {
        stats.access(access);
    }

    /** What goes wrong on demand with calls of the API. */
    public Faults faults() {
        return faults;
    }

    /** The calls of the API, named as {@code GET contacts/{id}}. */
    public Calls calls() {
        return calls;
    }

    /** The access tokens that were given. */
    public Set<String> tokens() {
        return signIn.tokens();
    }

    public void expireTokens() {
        signIn.expireTokens();
    }

    public long lastAuditId() {
        return mautic.audit.lastId();
    }

    /** As Mautic's clean-up command does. */
    public void removeOldestAuditRows(int count) {
        mautic.audit.removeOldest(count);
    }

    /** As a transaction that is rolled back does. */
    public void loseAuditId() {
        mautic.audit.loseId();
    }

    public void deliverWebhooks(WebhookDelivery way) {
        mautic.webhooks.deliver(way);
    }

    /**
     * How many webhooks there really were of each way: {@code DROPPED} those that somebody would have got, the others those
     * that were taken, of {@code DUPLICATED} the second ones and of {@code REORDERED} the earlier ones.
     */
    public Map<WebhookDelivery, Integer> deliveredWebhooks() {
        return mautic.webhooks.delivered();
    }

    /** How long each webhook is on its way. */
    public void delayWebhooks(Duration delay) {
        mautic.webhooks.delay(delay);
    }

    /** As 7.0.0 does by itself an hour after a failure. */
    public void retryFailedWebhooks() {
        mautic.webhooks.retryFailed();
    }

    /** 7.0.0's setting {@code webhook_allowed_private_addresses}; 5.1.0 has none and allows them. */
    public void allowPrivateAddresses(boolean allowed) {
        mautic.webhooks.outbox.allowPrivateAddresses(allowed || !mautic.version.is7());
    }

    public boolean webhookIsPublished(long hookId) {
        return mautic.webhooks.find(hookId).filter(Hook::published).isPresent();
    }

    /** @return whether all webhooks that were due have been sent within {@code atMost} */
    public boolean awaitWebhooks(Duration atMost) {
        return mautic.webhooks.awaitIdle(atMost);
    }

    /** Nothing and nobody in it any more; ids go on. Fields stay. */
    public void reset() {
        mautic.removeAll();
        marketing.removeAll();
        faults.clear();
        calls.reset();
    }

    @Override
    public void close() {
        faults.clear();
        mautic.webhooks.close();
        server.close();
    }

    private void addField(String object, String alias, String label, String type, Map<String, Object> properties) {
        mautic.fields.add(object, alias, label, type, "core", properties,
                Publication.created(mautic.version, mautic.now(), Author.PERSON));
    }

    private Values values(String object, Map<String, String> values) {
        return Values.of(mautic.fields.of(object), Json.MAPPER.valueToTree(values));
    }

    private static SimulatedContact view(Contact contact) {
        return new SimulatedContact(contact.id(), contact.points(), contact.values(), contact.tags(),
                contact.doNotContact().stream().collect(
                        Collectors.toMap(Contact.DoNotContact::channel, Contact.DoNotContact::reason)),
                contact.links().stream().sorted(Comparator.comparing(Contact.CompanyLink::primary))
                        .map(Contact.CompanyLink::companyId).toList());
    }
}
