package org.inesconnector.simulator.mautic;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inesconnector.simulator.mautic.Receiver.Received;
import tools.jackson.databind.JsonNode;

/** What was done to the real Mautic while it was recorded, done to the simulated one. */
final class RecordedScenario {

    private static final String TRIGGERS = List.of("lead_post_save_new", "lead_post_save_update", "lead_points_change",
            "lead_post_delete", "lead_channel_subscription_changed", "lead_company_change", "company_post_save",
            "company_post_delete", "form_on_submit").stream().map(name -> "\"mautic." + name + "\"")
            .collect(Collectors.joining(",", "[", "]"));

    private final Map<String, JsonNode> answers = new LinkedHashMap<>();
    private final MauticSimulator mautic;
    private final Receiver receiver;
    private final Api api;
    private final boolean is7;
    private List<Received> firstWebhooks = List.of();
    private List<Received> mergeWebhooks = List.of();

    private RecordedScenario(MauticSimulator mautic, Receiver receiver, MauticVersion version) {
        this.mautic = mautic;
        this.receiver = receiver;
        this.api = Api.of(mautic);
        this.is7 = version == MauticVersion.V7_0_0;
    }

    record Outcome(Map<String, JsonNode> answers, List<Received> webhooks, List<Received> mergeWebhooks) {}

    static Outcome play(MauticVersion version) {
        try (var receiver = new Receiver();
                var mautic = MauticSimulator
                        .start(MauticSimulatorSettings.onPort(0).with(version).with(clock(version)))) {
            var scenario = new RecordedScenario(mautic, receiver, version);
            scenario.setUp();
            scenario.oneContact();
            if (!scenario.is7) {
                scenario.batchEdit(1);
            }
            scenario.marketing();
            scenario.firstWebhooks = scenario.received();
            scenario.manyContacts();
            scenario.lists();
            if (scenario.is7) {
                scenario.batchEdit(3);
            }
            scenario.merge();
            return new Outcome(scenario.answers, scenario.firstWebhooks, scenario.mergeWebhooks);
        }
    }

    /** The two contacts that were merged in 5.1.0 had been made within one second, those in 7.0.0 had not. */
    private static InstantSource clock(MauticVersion version) {
        var start = Instant.parse("2026-11-23T12:41:00Z");
        var seconds = new AtomicLong();
        return () -> version == MauticVersion.V7_0_0 ? start.plusSeconds(seconds.incrementAndGet()) : start;
    }

    private List<Received> received() {
        mautic.awaitWebhooks(Duration.ofSeconds(90));
        return receiver.all();
    }

    private void setUp() {
        answers.put("contact-fields", api.get("/api/fields/contact", "limit=200"));
        answers.put("company-fields", api.get("/api/fields/company", "limit=200"));
        answers.put("hook", api.post("/api/hooks/new", """
                {"name": "INES connector", "description": "d", "webhookUrl": "%s/webhooks/mautic", "triggers": %s}
                """.formatted(receiver.url(), TRIGGERS)));
        answers.put("triggers", api.get("/api/hooks/triggers"));
        answers.put("company", api.post("/api/companies/new", """
                {"companyname": "Ateliers Dupont & Fils", "companyaddress1": "12 rue de la Paix",
                 "companyphone": "+33 4 50 00 00 00", "companycity": "Annecy", "companyzipcode": "74000",
                 "companycountry": "France", "companywebsite": "https://dupont.example"}"""));
    }

    private void oneContact() {
        answers.put("contact-new", api.post("/api/contacts/new", """
                {"firstname": "Zoé", "lastname": "Lefèvre", "email": "zoe.lefevre@example.com",
                 "company": "Ateliers Dupont & Fils", "position": "Acheteuse", "phone": "+33 4 50 11 22 33",
                 "city": "Annecy", "zipcode": "74000", "country": "France", "points": 5, "tags": ["salon"]}"""));
        answers.put("contact-update", api.patch("/api/contacts/1/edit", """
                {"position": "Directrice achats", "mobile": "+33 6 01 02 03 04"}"""));
        answers.put("contact-points", api.post("/api/contacts/1/points/plus/20", """
                {"eventName": "Salon", "actionName": "visite"}"""));
        answers.put("contact-dnc", api.post("/api/contacts/1/dnc/email/add", """
                {"reason": 1, "comments": "unsubscribed"}"""));
        answers.put("contact-get", api.get("/api/contacts/1"));
        answers.put("contact-companies", api.get("/api/contacts/1/companies"));
        answers.put("contact-activity", api.get("/api/contacts/1/activity"));
        answers.put("contacts-list",
                api.get("/api/contacts", "limit=2", "orderBy=id", "orderByDir=asc", "minimal=1"));
        answers.put("contacts-list-full", api.get("/api/contacts", "limit=2", "orderBy=id", "orderByDir=asc"));
        answers.put("bad", api.get("/api/contacts/999999"));
        answers.put("contact-writeback", api.patch("/api/contacts/1/edit", """
                {"id_contact_ines": 1201, "id_client_ines": 873}"""));
    }

    private void batchEdit(long contact) {
        answers.put("contacts-batch-edit", api.patch("/api/contacts/batch/edit", """
                [{"id": %d, "id_contact_ines": 77, "id_client_ines": 88}, {"id": 999999, "id_contact_ines": 1}]
                """.formatted(contact)));
        if (contact == 1) {
            answers.put("contacts-by-ids",
                    api.get("/api/contacts", "where[0][col]=id", "where[0][expr]=in", "where[0][val]=1,999"));
        }
    }

    private void marketing() {
        answers.put("form", api.post("/api/forms/new", """
                {"name": "Demande de contact", "postActionProperty": "Merci", "fields": [
                  {"label": "Email", "alias": "email", "type": "email", "isRequired": true, "mappedField": "email"},
                  {"label": "Société", "alias": "societe", "type": "text", "mappedField": "company"},
                  {"label": "Prénom", "alias": "prenom", "type": "text", "mappedField": "firstname"}],
                 "actions": [{"name": "Repost", "type": "form.repost", "properties": {
                   "post_url": "%s/push/form", "authorization_header": "Bearer tok", "failure_email": null}}]}
                """.formatted(receiver.url())));
        var results = new LinkedHashMap<String, String>();
        results.put("email", "paul.martin@example.com");
        results.put("societe", "Boulangerie Martin");
        results.put("prenom", "Paul");
        mautic.submitForm(1, results);
        answers.put("segment", api.post("/api/segments/new", "{\"name\": \"Tous\"}"));
        answers.put("campaign", api.post("/api/campaigns/new", """
                {"name": "Pousser vers INES", "lists": [{"id": 1}], "events": [
                  {"id": "new_1", "name": "Webhook INES", "type": "campaign.sendwebhook", "eventType": "action",
                   "properties": {"url": "%s/push/campaign", "method": "post", "timeout": 10,
                     "headers": {"list": [{"label": "Authorization", "value": "Bearer tok"}]},
                     "additional_data": {"list": [{"label": "contact_id", "value": "{contactfield=id}"},
                       {"label": "email", "value": "{contactfield=email}"}]}}}],
                 "canvasSettings": {"nodes": [{"id": "1", "positionX": "400", "positionY": "200"}],
                   "connections": [{"sourceId": "lists", "targetId": "1",
                     "anchors": {"source": "leadsource", "target": "top"}}]}}
                """.formatted(receiver.url())));
        mautic.runCampaign(1, 1);
        answers.put("contact-delete", api.delete("/api/contacts/2/delete"));
        answers.put("audit-log", api.get("/api/stats/audit_log", "limit=200"));
    }

    private void manyContacts() {
        var contacts = IntStream.range(0, 20).mapToObj(i -> """
                {"firstname": "P%d", "lastname": "Nom%d", "email": "p%d@ex%d.example", "city": "Lyon",
                 "company": "Société %d"}""".formatted(i, i, i, i, i % 5)).collect(Collectors.joining(",", "[", "]"));
        api.post("/api/contacts/batch/new", contacts);
        api.post("/api/contacts/4/dnc/email/add", "{}");
        api.post("/api/companies/2/contact/4/add", "");
    }

    private void lists() {
        if (!is7) {
            return;
        }
        answers.put("contacts-by-ids",
                api.get("/api/contacts", "where[0][col]=id", "where[0][expr]=in", "where[0][val]=1,3,999"));
        answers.put("contacts-without-reference", api.get("/api/contacts", "where[0][col]=id_contact_ines",
                "where[0][expr]=isNull", "where[1][col]=id", "where[1][expr]=gt", "where[1][val]=3", "limit=2"));
        answers.put("companies-by-ids",
                api.get("/api/companies", "where[0][col]=id", "where[0][expr]=in", "where[0][val]=1,2,3"));
        answers.put("stats", api.get("/api/stats"));
        answers.put("stats-companies-leads", api.get("/api/stats/companies_leads", "where[0][col]=lead_id",
                "where[0][expr]=in", "where[0][val]=1,3,4"));
        answers.put("stats-companies-leads-since", api.get("/api/stats/companies_leads", "where[0][col]=date_added",
                "where[0][expr]=gte", "where[0][val]=2020-01-01 00:00:00", "limit=1"));
        answers.put("stats-do-not-contact", api.get("/api/stats/lead_donotcontact"));
    }

    private void merge() {
        receiver.clear();
        api.post("/api/contacts/new", """
                {"firstname": "Merge", "email": "m1@merge.example", "company": "Merge SA",
                 "id_contact_ines": 501, "id_client_ines": 601}""");
        long winner = mautic.contactCount() + 1L;
        api.post("/api/contacts/new", """
                {"lastname": "Merged", "email": "m2@merge.example", "company": "Merge SARL",
                 "id_contact_ines": 502, "id_client_ines": 602}""");
        mautic.mergeContacts(winner, winner + 1);
        mergeWebhooks = received();
        if (is7) {
            answers.put("contact-get-merged-away", api.get("/api/contacts/" + (winner + 1)));
            answers.put("audit-log-merge", api.get("/api/stats/audit_log", "where[0][col]=id", "where[0][expr]=gt",
                    "where[0][val]=" + (mautic.lastAuditId() - 3)));
        }
    }
}
