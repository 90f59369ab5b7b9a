package org.inesconnector.simulator.mautic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.inesconnector.mautic.AuditEntry;
import org.inesconnector.mautic.AuditEntry.Change;
import org.inesconnector.mautic.CompanyLink;
import org.inesconnector.mautic.ContactFilter;
import org.inesconnector.mautic.ContactModified;
import org.inesconnector.mautic.DoNotContact;
import org.inesconnector.mautic.FieldsWritten;
import org.inesconnector.mautic.FormSubmission;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;
import org.inesconnector.mautic.MauticCredentials;
import org.inesconnector.mautic.MauticException;
import org.inesconnector.mautic.MauticField;
import org.inesconnector.mautic.MauticSettings;
import org.inesconnector.mautic.Webhook;
import org.inesconnector.simulator.http.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The client of this project against the simulated Mautic: every method, both versions. */
class ClientContractTest {

    private static final Set<String> CALLED = ConcurrentHashMap.newKeySet();
    private static final MauticCredentials BASIC = new MauticCredentials.Basic(MauticSimulator.USERNAME,
            MauticSimulator.PASSWORD);
    private static final MauticCredentials OAUTH = new MauticCredentials.ClientCredentials(MauticSimulator.CLIENT_ID,
            MauticSimulator.CLIENT_SECRET);

    @AfterAll
    static void everyMethodOfTheClientWasCalled() {
        assertThat(CALLED).containsAll(Arrays.stream(MauticClient.class.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers())).map(Method::getName).toList());
    }

    @TestFactory
    Stream<DynamicTest> theClientUnderstandsTheSimulator() {
        var rules = new LinkedHashMap<String, BiConsumer<MauticSimulator, MauticClient>>();
        rules.put("the version is known", ClientContractTest::version);
        rules.put("a contact is read with all it has", ClientContractTest::contact);
        rules.put("a field that is switched off is in no answer, and no call writes it",
                ClientContractTest::switchedOff);
        rules.put("contacts are read by ids, in pages and by filters", ClientContractTest::contacts);
        rules.put("contacts are counted by filters", ClientContractTest::count);
        rules.put("a merged contact is found under the loser's id", ClientContractTest::merged);
        rules.put("fields are written one contact at a time", ClientContractTest::writeOne);
        rules.put("fields are written for many, with an answer for each", ClientContractTest::writeMany);
        rules.put("tags are added, found and removed", ClientContractTest::tags);
        rules.put("primary companies are read in bulk", ClientContractTest::companies);
        rules.put("links to companies are read by date", ClientContractTest::links);
        rules.put("the contacts of companies are read in bulk", ClientContractTest::companions);
        rules.put("of given contacts those that meet filters are named", ClientContractTest::among);
        rules.put("who joined a segment is read by date", ClientContractTest::segments);
        rules.put("a form's submissions are read by date", ClientContractTest::submissions);
        rules.put("fields are listed with their choices", ClientContractTest::fields);
        rules.put("the last event is read", ClientContractTest::lastEvent);
        rules.put("the audit log is read from a cursor", ClientContractTest::auditLog);
        rules.put("the audit log says by which way a tag came", ClientContractTest::auditOfTags);
        rules.put("a merge is read from the audit log", ClientContractTest::auditOfMerge);
        rules.put("webhooks are made, watched and published again", ClientContractTest::webhooks);
        rules.put("refusals are told apart", ClientContractTest::refusals);
        return Arrays.stream(MauticVersion.values())
                .flatMap(version -> rules.entrySet().stream()
                        .map(rule -> DynamicTest.dynamicTest(version.number() + ": " + rule.getKey(),
                                () -> run(version, rule.getValue()))));
    }

    private static void run(MauticVersion version, BiConsumer<MauticSimulator, MauticClient> rule) {
        try (var mautic = MauticSimulator.start(MauticSimulatorSettings.onPort(0).with(version));
                var client = client(mautic, BASIC)) {
            rule.accept(mautic, client);
        }
    }

    private static MauticClient client(MauticSimulator mautic, MauticCredentials credentials) {
        var client = MauticClient.create(new MauticSettings(mautic.url(), credentials));
        return (MauticClient) Proxy.newProxyInstance(MauticClient.class.getClassLoader(),
                new Class<?>[]{MauticClient.class}, (proxy, method, arguments) -> {
                    CALLED.add(method.getName());
                    try {
                        return method.invoke(client, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static MauticContact read(MauticClient client, long id) {
        return client.contact(id).orElseThrow();
    }

    private static void version(MauticSimulator mautic, MauticClient client) {
        assertThat(client.version()).isIn("5.1.0", "7.0.0");
        try (var withToken = client(mautic, OAUTH)) {
            assertThat(withToken.version()).isEqualTo(client.version());
            mautic.expireTokens();
            assertThat(withToken.version()).isEqualTo(client.version());
        }
    }

    private static void contact(MauticSimulator mautic, MauticClient client) {
        mautic.addContactField("budget", "Budget", "number", Map.of());
        mautic.addContactField("themes", "Thèmes", "multiselect", Map.of("list",
                List.of(Map.of("label", "Un", "value", "1"), Map.of("label", "Deux", "value", "2"))));
        mautic.addContactField("naissance", "Naissance", "date", Map.of());
        long id = mautic.createContact(Map.of("email", "zoé@example.com", "lastname", "Müller 😀", "points", "12",
                "budget", "12.50", "themes", "1|2", "naissance", "1990-05-31", "stop_sync_ines", "yes"), "salon");
        mautic.unsubscribe(id, "email");
        mautic.bounce(id, "sms");
        var contact = read(client, id);
        assertThat(contact.points()).isEqualTo(12);
        assertThat(contact.tags()).containsExactly("salon");
        assertThat(contact.fields()).containsEntry("lastname", "Müller 😀").containsEntry("budget", "12.5")
                .containsEntry("themes", "1|2").containsEntry("naissance", "1990-05-31")
                .containsEntry("stop_sync_ines", "1").doesNotContainKey("city");
        assertThat(contact.doNotContact()).containsExactlyInAnyOrder(
                new DoNotContact("email", DoNotContact.Reason.UNSUBSCRIBED),
                new DoNotContact("sms", DoNotContact.Reason.BOUNCED));
        assertThat(client.contact(999)).isEmpty();
    }

    private static void switchedOff(MauticSimulator mautic, MauticClient client) {
        long company = mautic.createCompany(Map.of("companyname", "Acme", "companycity", "Lyon"));
        long id = mautic.createContact(Map.of("email", "zoe@example.com", "city", "Lyon"));
        mautic.publishContactField("city", false);
        mautic.publishCompanyField("companycity", false);
        client.writeFields(id, Map.of("city", "Metz", "fax", "0102"));
        var contact = read(client, id);
        assertThat(contact.field("city")).isEmpty();
        assertThat(contact.isSilentOn("city")).isTrue();
        assertThat(contact.isSilentOn("mobile")).isFalse();
        assertThat(contact.fields()).containsEntry("fax", "0102");
        assertThat(client.companies(List.of(company)).getFirst().isSilentOn("companycity")).isTrue();
        assertThat(client.contactFields().stream().filter(field -> !field.published()).map(MauticField::alias))
                .containsExactly("city");
        assertThat(client.contactsAfter(0, 5, List.of(new ContactFilter.IsNotEmpty("city")))).hasSize(1);
        mautic.publishContactField("city", true);
        assertThat(read(client, id).fields()).containsEntry("city", "Lyon");
    }

    private static void contacts(MauticSimulator mautic, MauticClient client) {
        mautic.seed(450, 10);
        mautic.editContact(300, Map.of("id_contact_ines", "7"));
        assertThat(client.contacts(LongStream.rangeClosed(1, 460).boxed().toList())).hasSize(450);
        assertThat(client.contactsAfter(10, 3, List.of())).extracting(MauticContact::id).containsExactly(11L, 12L, 13L);
        assertThat(client.contactsAfter(0, 500, List.of(new ContactFilter.IsEmpty("id_contact_ines")))).hasSize(449);
        assertThat(client.contactsAfter(0, 500, List.of(new ContactFilter.IsNotEmpty("id_contact_ines"))))
                .extracting(MauticContact::id).containsExactly(300L);
        assertThat(client.countContactsAfter(0, List.of(new ContactFilter.IsEmpty("id_contact_ines")))).isEqualTo(449);
        assertThat(client.countContactsAfter(300, List.of())).isEqualTo(150);
        assertThat(client.contactsAfter(0, 5, List.of(new ContactFilter.Equals("email", "contact5@" + domain(mautic)))))
                .extracting(MauticContact::id).containsExactly(5L);
    }

    private static String domain(MauticSimulator mautic) {
        return mautic.contact(5).orElseThrow().values().getOrDefault("email", "").replaceFirst(".*@", "");
    }

    private static void count(MauticSimulator mautic, MauticClient client) {
        mautic.createContact(Map.of("email", "a@example.com"));
        mautic.createContact(Map.of("email", "b@example.com", "id_contact_ines", "7"));
        mautic.createContact(Map.of("email", "c@example.com"));
        assertThat(client.countContactsAfter(1, List.of(new ContactFilter.IsEmpty("id_contact_ines")))).isEqualTo(1);
    }

    private static void merged(MauticSimulator mautic, MauticClient client) {
        long winner = mautic.createContact(Map.of("email", "a@example.com"));
        long loser = mautic.createContact(Map.of("email", "b@example.com", "city", "Lyon"));
        mautic.mergeContacts(winner, loser);
        assertThat(read(client, loser).id()).isEqualTo(winner);
        assertThat(client.contacts(List.of(winner, loser))).extracting(MauticContact::id).containsExactly(winner);
    }

    private static void writeOne(MauticSimulator mautic, MauticClient client) {
        long id = mautic.createContact(Map.of("email", "a@example.com", "city", "Lyon"));
        client.writeFields(id, Map.of("id_contact_ines", "1201", "city", "", "position", "Acheteuse & d'ici"));
        assertThat(read(client, id).fields()).containsEntry("id_contact_ines", "1201")
                .containsEntry("position", "Acheteuse & d'ici").doesNotContainKey("city");
        assertThatThrownBy(() -> client.writeFields(999, Map.of("city", "Lyon")))
                .isInstanceOf(MauticException.NotFound.class);
    }

    private static void writeMany(MauticSimulator mautic, MauticClient client) {
        mautic.seed(203, 1);
        var fields = new LinkedHashMap<Long, Map<String, String>>();
        LongStream.rangeClosed(1, 203)
                .forEach(id -> fields.put(id, Map.of("id_contact_ines", Long.toString(1000 + id))));
        fields.put(2L, Map.of("id_contact_ines", "no number"));
        fields.put(999L, Map.of("id_contact_ines", "1"));
        var outcomes = client.writeFields(fields);
        assertThat(outcomes).hasSize(204).extracting(FieldsWritten::contactId)
                .containsExactlyElementsOf(fields.keySet());
        assertThat(outcomes.get(0)).isInstanceOf(FieldsWritten.Written.class);
        assertThat(outcomes.get(1)).isInstanceOf(FieldsWritten.Refused.class);
        assertThat(outcomes.getLast()).isInstanceOf(FieldsWritten.Missing.class);
        assertThat(read(client, 203).fields()).containsEntry("id_contact_ines", "1203");
    }

    private static void tags(MauticSimulator mautic, MauticClient client) {
        var ids = IntStream.range(0, 3).mapToObj(i -> mautic.createContact(Map.of("email", i + "@example.com")))
                .toList();
        mautic.addTags(ids.getLast(), "ines-autre");
        client.addTags(List.of(ids.get(0), ids.get(1), 999L), Set.of("ines", "de plus"));
        assertThat(client.contactsWithTag("ines", 10)).extracting(MauticContact::id).containsExactly(ids.get(0),
                ids.get(1));
        assertThat(client.contactsWithTagAfter(ids.get(0), "ines", 10)).extracting(MauticContact::id)
                .containsExactly(ids.get(1));
        assertThat(client.contactsWithTag("de plus", 10)).hasSize(2);
        client.removeTags(ids, Set.of("ines"));
        assertThat(client.contactsWithTag("ines", 10)).isEmpty();
        assertThat(read(client, ids.getFirst()).tags()).containsExactly("de plus");
    }

    private static void companies(MauticSimulator mautic, MauticClient client) {
        long first = mautic.createCompany(Map.of("companyname", "Un & Fils", "companycity", "Lyon"));
        long second = mautic.createCompany(Map.of("companyname", "Deux"));
        long both = mautic.createContact(Map.of("email", "a@example.com"));
        long none = mautic.createContact(Map.of("email", "b@example.com"));
        mautic.addToCompany(both, first);
        mautic.addToCompany(both, second);
        mautic.setPrimaryCompany(both, first);
        var primary = client.primaryCompanies(List.of(both, none));
        assertThat(primary).containsOnlyKeys(both);
        assertThat(primary.get(both)).isNotNull()
                .satisfies(company -> assertThat(company.fields()).containsEntry("companyname", "Un & Fils")
                        .containsEntry("companycity", "Lyon"));
        assertThat(client.companies(List.of(first, second, 999L))).hasSize(2);
        assertThat(client.companiesNamed("un & fils", 2)).extracting(MauticCompany::id).containsExactly(first);
        assertThat(client.companiesNamed("Un", 2)).isEmpty();
    }

    private static void companions(MauticSimulator mautic, MauticClient client) {
        long first = mautic.createCompany(Map.of("companyname", "Un"));
        long second = mautic.createCompany(Map.of("companyname", "Deux"));
        long other = mautic.createCompany(Map.of("companyname", "Autre"));
        var contacts = Stream.of("a", "b", "c", "d")
                .map(name -> mautic.createContact(Map.of("email", name + "@example.com"))).toList();
        mautic.addToCompany(contacts.get(0), second);
        mautic.addToCompany(contacts.get(1), first);
        mautic.addToCompany(contacts.get(2), second);
        mautic.addToCompany(contacts.get(3), other);
        assertThat(client.companyLinksOf(List.of(second, first), 10)).extracting(CompanyLink::contactId)
                .containsExactly(contacts.get(1), contacts.get(0), contacts.get(2));
        assertThat(client.companyLinksOf(List.of(second, first), 2)).hasSize(2);
        mautic.setPrimaryCompany(contacts.get(1), first);
        assertThat(client.primaryCompanyIds(contacts)).containsEntry(contacts.get(1), first);
    }

    private static void among(MauticSimulator mautic, MauticClient client) {
        long with = mautic.createContact(Map.of("email", "a@example.com"));
        long without = mautic.createContact(Map.of("lastname", "Dupont"));
        mautic.createContact(Map.of("email", "b@example.com"));
        assertThat(client.idsAmong(List.of(with, without, 999L), List.of(new ContactFilter.IsNotEmpty("email"))))
                .containsExactly(with);
    }

    private static void links(MauticSimulator mautic, MauticClient client) {
        // Those that are seeded were there long ago.
        mautic.seed(3, 1);
        long company = mautic.createCompany(Map.of("companyname", "Un"));
        long contact = mautic.createContact(Map.of("email", "a@example.com"));
        mautic.addToCompany(contact, company);
        assertThat(client.companyLinksSince(Instant.now().minusSeconds(3600))).singleElement().satisfies(link -> {
            assertThat(link.contactId()).isEqualTo(contact);
            assertThat(link.companyId()).isEqualTo(company);
            assertThat(link.primary()).isTrue();
        });
        assertThat(client.companyLinksSince(Instant.now().plusSeconds(3600))).isEmpty();
        assertThat(client.companyLinksSince(Instant.EPOCH, 2, 2)).extracting(CompanyLink::contactId)
                .containsExactly(3L, contact);
        assertThat(client.contactsModifiedSince(Instant.now().minusSeconds(3600)))
                .extracting(ContactModified::contactId).containsExactly(contact);
        assertThat(client.contactsModifiedSince(Instant.now().plusSeconds(3600))).isEmpty();
    }

    private static void segments(MauticSimulator mautic, MauticClient client) {
        long segment = mautic.createSegment("{\"name\": \"Clients\"}");
        long other = mautic.createSegment("{\"name\": \"Autres\"}");
        long contact = mautic.createContact(Map.of("email", "a@example.com"));
        long removed = mautic.createContact(Map.of("email", "b@example.com"));
        mautic.addToSegment(contact, segment);
        mautic.addToSegment(contact, segment);
        mautic.addToSegment(contact, other);
        mautic.addToSegment(removed, segment);
        mautic.removeFromSegment(removed, segment);
        var hourAgo = Instant.now().minusSeconds(3600);
        assertThat(client.segmentMembershipsSince(segment, hourAgo)).singleElement().satisfies(membership -> {
            assertThat(membership.contactId()).isEqualTo(contact);
            assertThat(membership.segmentId()).isEqualTo(segment);
            assertThat(membership.since()).isAfter(hourAgo);
        });
        assertThat(client.segmentMembershipsSince(segment, Instant.now().plusSeconds(3600))).isEmpty();
    }

    private static void submissions(MauticSimulator mautic, MauticClient client) {
        var json = "{\"name\": \"F\", \"fields\": [{\"alias\": \"courriel\", \"mappedField\": \"email\"}]}";
        long form = mautic.createForm(json);
        long other = mautic.createForm(json);
        long contact = mautic.submitForm(form, Map.of("courriel", "a@example.com")).contactId();
        mautic.submitForm(other, Map.of("courriel", "b@example.com"));
        mautic.submitForm(form, Map.of("courriel", "a@example.com"));
        var hourAgo = Instant.now().minusSeconds(3600);
        assertThat(client.formSubmissionsSince(form, hourAgo)).hasSize(2).allSatisfy(submission -> {
            assertThat(submission.contactId()).isEqualTo(contact);
            assertThat(submission.formId()).isEqualTo(form);
            assertThat(submission.at()).isAfter(hourAgo);
        }).extracting(FormSubmission::id).doesNotHaveDuplicates();
        assertThat(client.formSubmissionsSince(form, Instant.now().plusSeconds(3600))).isEmpty();
    }

    private static void fields(MauticSimulator mautic, MauticClient client) {
        mautic.addContactField("taille", "Taille", "select",
                Map.of("list", List.of(Map.of("label", "Petite", "value", "p"))));
        mautic.addCompanyField("effectif", "Effectif", "number", Map.of());
        assertThat(client.contactFields()).extracting(MauticField::alias).contains("id_contact_ines", "id_client_ines",
                "stop_sync_ines", "email", "taille").hasSize(32);
        assertThat(client.contactFields()).filteredOn(field -> field.alias().equals("taille")).first()
                .satisfies(field -> assertThat(field.choices())
                        .containsExactly(new MauticField.Choice("p", "Petite")));
        assertThat(client.companyFields()).extracting(MauticField::alias).contains("companyname", "effectif");
    }

    private static void lastEvent(MauticSimulator mautic, MauticClient client) {
        long contact = mautic.createContact(Map.of("email", "a@example.com"));
        mautic.addTimelineEvent(contact, "page.hit", "Page hit", "Tarifs", Instant.now().plusSeconds(60));
        assertThat(client.lastEvent(contact)).hasValueSatisfying(event -> {
            assertThat(event.event()).isEqualTo("page.hit");
            assertThat(event.label()).isEqualTo("Tarifs");
        });
        assertThat(client.lastEvent(999)).isEmpty();
    }

    private static void auditLog(MauticSimulator mautic, MauticClient client) {
        assertThat(client.newestAuditEntry()).isEmpty();
        long contact = mautic.createContact(Map.of("email", "a@example.com"), "salon");
        mautic.editContact(contact, Map.of("city", "Nîmes"));
        mautic.addPoints(contact, 5);
        mautic.unsubscribe(contact, "email");
        mautic.removeTags(contact, "salon");
        mautic.deleteContact(contact);
        var rows = client.auditLog(0, 100);
        assertThat(rows).extracting(AuditEntry::action).containsExactly("create", "identified", "update", "update",
                "update", "update", "delete");
        assertThat(rows).allSatisfy(row -> assertThat(row.readable()).isTrue());
        assertThat(rows.get(2).changes()).containsExactly(new Change("city", "", "Nîmes"));
        assertThat(rows.get(3).changes()).containsExactly(new Change("points", "0", "5"));
        assertThat(rows.get(4).changes()).extracting(Change::field).containsExactly("dnc_channel_status");
        assertThat(rows.get(5).changes()).containsExactly(new Change("tags", "salon", ""));
        assertThat(client.auditLog(rows.get(4).id(), 1)).containsExactly(rows.get(5));
        assertThat(client.newestAuditEntry()).contains(rows.getLast());
    }

    private static void auditOfTags(MauticSimulator mautic, MauticClient client) {
        var action = "{\"name\": \"Tag\", \"type\": \"lead.changetags\", \"properties\": {\"add_tags\": [\"%s\"]}}";
        long form = mautic.createForm("{\"name\": \"F\", \"actions\": [" + action.formatted("a")
                + "], \"fields\": [{\"alias\": \"courriel\", \"mappedField\": \"email\"}]}");
        long campaign = mautic.createCampaign("{\"name\": \"C\", \"events\": [" + action.formatted("b") + "]}");
        mautic.addPointTrigger(50, "c");
        long contact = mautic.submitForm(form, Map.of("courriel", "a@example.com")).contactId();
        mautic.runCampaign(campaign, contact);
        mautic.addPoints(contact, 60);
        client.addTags(List.of(contact), Set.of("d"));
        var rows = client.auditLog(0, 100).stream()
                .filter(row -> row.changes().stream().anyMatch(change -> change.field().equals("tags"))).toList();
        assertThat(rows).extracting(AuditEntry::manipulator).containsExactly("form:submission:" + form,
                "campaign:trigger-action:1", "page:hit:1", "lead:api-batch");
    }

    private static void auditOfMerge(MauticSimulator mautic, MauticClient client) {
        long winner = mautic.createContact(Map.of("email", "a@example.com"));
        long loser = mautic.createContact(Map.of("email", "b@example.com"));
        mautic.mergeContacts(winner, loser);
        assertThat(client.auditLog(0, 100)).filteredOn(row -> row.action().equals("merge")).singleElement()
                .satisfies(row -> {
                    assertThat(row.objectId()).isEqualTo(loser);
                    assertThat(row.mergedInto()).isEqualTo(OptionalLong.of(winner));
                });
    }

    private static void webhooks(MauticSimulator mautic, MauticClient client) {
        var triggers = Set.of("mautic.lead_post_save_update", "mautic.lead_post_delete");
        Webhook made = client.createWebhook("INES", "http://127.0.0.1:1/hook", "un secret", triggers);
        assertThat(made.triggers()).isEqualTo(triggers);
        assertThat(made.secret()).isEqualTo("un secret");
        assertThat(client.webhooks()).containsExactly(made);
        Api.of(mautic).patch("/api/hooks/" + made.id() + "/edit", "{\"isPublished\": false}");
        assertThat(client.webhook(made.id())).hasValueSatisfying(hook -> assertThat(hook.published()).isFalse());
        assertThat(client.publishWebhook(made.id()).published()).isTrue();
        assertThat(client.webhook(999)).isEmpty();
        assertThat(client.administration().webhookTriggers()).containsAll(triggers);
    }

    private static void refusals(MauticSimulator mautic, MauticClient client) {
        try (var wrong = client(mautic, new MauticCredentials.Basic(MauticSimulator.USERNAME, "wrong"))) {
            assertThatThrownBy(wrong::version).isInstanceOf(MauticException.Unauthorized.class);
        }
        for (var access : List.of(StatsAccess.REFUSED_WITH_403, StatsAccess.REFUSED_WITH_ERRORS)) {
            mautic.statsAccess(access);
            assertThatThrownBy(() -> client.auditLog(0, 10)).isInstanceOf(MauticException.Forbidden.class);
        }
        mautic.faults().next("GET contacts/{id}", Fault.status(503));
        assertThatThrownBy(() -> client.contact(1)).isInstanceOf(MauticException.Unavailable.class);
        mautic.faults().next("GET contacts/{id}", Fault.htmlPage());
        assertThatThrownBy(() -> client.contact(1)).isInstanceOf(MauticException.NotUnderstood.class);
        mautic.switchBasicAuth(false);
        assertThatThrownBy(client::version).isInstanceOf(MauticException.Forbidden.class)
                .hasMessageContaining("Basic Auth disabled");
        mautic.switchApi(false);
        assertThatThrownBy(client::version).isInstanceOf(MauticException.Forbidden.class)
                .hasMessageContaining("API disabled");
    }
}
