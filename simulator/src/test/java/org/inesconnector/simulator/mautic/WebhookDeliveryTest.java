package org.inesconnector.simulator.mautic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inesconnector.mautic.WebhookSignature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookDeliveryTest {

    private static final Duration SOON = Duration.ofSeconds(90);

    private final Receiver receiver = new Receiver();
    private MauticSimulator mautic = MauticSimulator.start(0);

    @AfterEach
    void stop() {
        mautic.close();
        receiver.close();
    }

    private long hook() {
        var triggers = Json.resource("triggers.json").path("triggers").propertyNames().stream()
                .map(name -> "\"" + name + "\"").collect(Collectors.joining(",", "[", "]"));
        return Api.of(mautic).post("/api/hooks/new", """
                {"name": "h", "webhookUrl": "%s/hook", "secret": "un secret", "triggers": %s}"""
                .formatted(receiver.url(), triggers)).path("hook").path("id").longValue();
    }

    private void restartAs(MauticVersion version) {
        mautic.close();
        mautic = MauticSimulator.start(MauticSimulatorSettings.onPort(0).with(version));
    }

    private List<String> sent() {
        assertThat(mautic.awaitWebhooks(SOON)).isTrue();
        return receiver.events();
    }

    @Test
    void theSignatureIsThatOfTheExactBody() {
        hook();
        mautic.createContact(Map.of("email", "zoé@example.com"));
        sent();
        var webhook = receiver.all().getFirst();
        assertThat(WebhookSignature.matches(webhook.body().getBytes(StandardCharsets.UTF_8),
                webhook.headers().get(WebhookSignature.HEADER), "un secret")).isTrue();
    }

    @Test
    void twoHundredContactsOfFortyCompaniesSend440Events() {
        hook();
        var contacts = IntStream.range(0, 200)
                .mapToObj(i -> "{\"email\": \"p%d@example.com\", \"company\": \"S %d\"}".formatted(i, i % 40))
                .collect(Collectors.joining(",", "[", "]"));
        Api.of(mautic).post("/api/contacts/batch/new", contacts);
        var events = sent();
        assertThat(events).hasSize(440);
        assertThat(Collections.frequency(events, "company_post_save")).isEqualTo(40);
        assertThat(Collections.frequency(events, "lead_company_change")).isEqualTo(200);
    }

    @Test
    void aBatchEditTellsOfPointsThatAreTheSame() {
        long contact = mautic.createContact(Map.of("email", "a@example.com", "points", "20"));
        hook();
        Api.of(mautic).patch("/api/contacts/batch/edit", "[{\"id\": " + contact + ", \"id_contact_ines\": 5}]");
        assertThat(sent()).containsExactly("lead_points_change", "lead_post_save_update");
        var points = Api.tree(receiver.all().getFirst().body()).path("mautic.lead_points_change").path(0)
                .path("points");
        assertThat(points.path("old_points").intValue()).isEqualTo(20);
        assertThat(points.path("new_points").intValue()).isEqualTo(20);
    }

    @Test
    void theUpdateAfterAPointTriggerCarriesTheTag() {
        mautic.addPointTrigger(50, "ines");
        long contact = mautic.createContact(Map.of("email", "a@example.com"));
        hook();
        mautic.addPoints(contact, 60);
        assertThat(sent()).containsExactly("lead_points_change", "lead_post_save_update", "lead_post_save_update");
        assertThat(receiver.all()).extracting(request -> request.body().contains("\"tag\":\"ines\""))
                .containsExactly(false, true, true);
    }

    @Test
    void companiesTellOfTheirChanges() {
        hook();
        long company = mautic.createCompany(Map.of("companyname", "Un"));
        long contact = mautic.createContact(Map.of("email", "a@example.com"));
        mautic.addToCompany(contact, company);
        mautic.removeFromCompany(contact, company);
        mautic.setPrimaryCompany(contact, company);
        mautic.deleteCompany(company);
        mautic.deleteContact(contact);
        assertThat(sent()).containsExactly("company_post_save", "lead_post_save_new", "lead_company_change",
                "lead_company_change", "lead_post_save_update", "company_post_delete", "lead_post_delete");
    }

    @Test
    void aFormThatIsSentAgainIsToldOfThoughNothingChanged() {
        long form = mautic.createForm("""
                {"name": "Contact", "fields": [{"label": "E-mail", "alias": "courriel", "mappedField": "email"}],
                 "actions": [{"type": "lead.changetags", "properties": {"add_tags": ["ines"], "remove_tags": []}}]}""");
        mautic.submitForm(form, Map.of("courriel", "a@example.com"));
        long before = mautic.lastAuditId();
        hook();
        mautic.submitForm(form, Map.of("courriel", "a@example.com"));
        assertThat(sent()).containsExactly("lead_post_save_update", "lead_post_save_update", "form_on_submit");
        assertThat(mautic.lastAuditId()).isEqualTo(before);
    }

    @Test
    void aCompanyThatIsSavedUnchangedIsToldOfAllTheSame() {
        long company = mautic.createCompany(Map.of("companyname", "Un"));
        hook();
        mautic.editCompany(company, Map.of("companyname", "Un"));
        assertThat(sent()).containsExactly("company_post_save");
    }

    @Test
    void theLogSaysThatAPrivateAddressIsNotAllowed() {
        hook();
        mautic.allowPrivateAddresses(false);
        mautic.createContact(Map.of("email", "a@example.com"));
        assertThat(sent()).isEmpty();
        var log = Api.of(mautic).get("/api/stats/webhook_logs").path("stats").path(0);
        assertThat(log.path("status_code").stringValue()).isEqualTo("N/A");
        assertThat(log.path("note").stringValue()).isEqualTo("Access to private addresses is not allowed.");
    }

    @Test
    void version5ForgetsWhatWasNotTaken() {
        restartAs(MauticVersion.V5_1_0);
        hook();
        receiver.answer(503);
        mautic.createContact(Map.of("email", "a@example.com"));
        assertThat(sent()).hasSize(1);
        receiver.answer(200);
        mautic.retryFailedWebhooks();
        assertThat(sent()).hasSize(1);
    }

    @Test
    void version7TriesAgain() {
        hook();
        receiver.answer(503);
        mautic.createContact(Map.of("email", "a@example.com"));
        assertThat(sent()).hasSize(1);
        receiver.answer(200);
        mautic.retryFailedWebhooks();
        assertThat(sent()).hasSize(2);
        mautic.retryFailedWebhooks();
        assertThat(sent()).hasSize(2);
    }

    @Test
    void anAnswer410UnpublishesTheWebhookAtOnce() {
        long hook = hook();
        receiver.answer(410);
        mautic.createContact(Map.of("email", "a@example.com"));
        sent();
        assertThat(mautic.webhookIsPublished(hook)).isFalse();
        mautic.createContact(Map.of("email", "b@example.com"));
        assertThat(sent()).hasSize(1);
        receiver.answer(200);
        Api.of(mautic).patch("/api/hooks/" + hook + "/edit", "{\"isPublished\": true}");
        mautic.createContact(Map.of("email", "c@example.com"));
        assertThat(sent()).hasSize(2);
    }

    @Test
    void manyFailuresUnpublishTheWebhook() {
        long hook = hook();
        receiver.answer(500);
        for (int i = 0; i < Webhooks.MOST_FAILURES; i++) {
            mautic.createContact(Map.of("email", i + "@example.com"));
        }
        sent();
        assertThat(mautic.webhookIsPublished(hook)).isFalse();
    }

    @Test
    void privateAddressesCanBeRefused() {
        hook();
        mautic.allowPrivateAddresses(false);
        mautic.createContact(Map.of("email", "a@example.com"));
        assertThat(sent()).isEmpty();
        mautic.allowPrivateAddresses(true);
        mautic.createContact(Map.of("email", "b@example.com"));
        assertThat(sent()).hasSize(1);
    }

    @Test
    void webhooksCanGetLostComeTwiceOrWait() {
        hook();
        mautic.deliverWebhooks(WebhookDelivery.DROPPED);
        long contact = mautic.createContact(Map.of("email", "a@example.com"));
        assertThat(sent()).isEmpty();
        mautic.deliverWebhooks(WebhookDelivery.DUPLICATED);
        mautic.addTags(contact, "un");
        assertThat(sent()).containsExactly("lead_post_save_update", "lead_post_save_update");
        receiver.clear();
        mautic.deliverWebhooks(WebhookDelivery.HELD);
        mautic.removeTags(contact, "un");
        assertThat(sent()).isEmpty();
        mautic.deliverWebhooks(WebhookDelivery.IN_ORDER);
        assertThat(sent()).containsExactly("lead_post_save_update");
    }

    @Test
    void neighboursCanChangePlaces() {
        long contact = mautic.createContact(Map.of("email", "a@example.com"));
        hook();
        mautic.deliverWebhooks(WebhookDelivery.REORDERED);
        mautic.addPoints(contact, 5);
        await().atMost(SOON).untilAsserted(() -> assertThat(receiver.events()).containsExactly("lead_post_save_update",
                "lead_points_change"));
        mautic.addTags(contact, "seul");
        await().atMost(SOON).untilAsserted(() -> assertThat(receiver.all()).hasSize(3));
    }

    @Test
    void whatReallyBecameOfThemIsCounted() {
        mautic.deliverWebhooks(WebhookDelivery.DROPPED);
        long contact = mautic.createContact(Map.of("email", "a@example.com"));
        assertThat(mautic.deliveredWebhooks()).as("nobody would have got one").isEmpty();
        hook();
        mautic.addTags(contact, "un");
        mautic.deliverWebhooks(WebhookDelivery.DUPLICATED);
        mautic.addTags(contact, "deux");
        mautic.deliverWebhooks(WebhookDelivery.HELD);
        mautic.addTags(contact, "trois");
        assertThat(sent()).hasSize(2);
        assertThat(mautic.deliveredWebhooks()).isEqualTo(Map.of(WebhookDelivery.DROPPED, 1, WebhookDelivery.IN_ORDER, 1,
                WebhookDelivery.DUPLICATED, 1));
        receiver.answer(500);
        mautic.deliverWebhooks(WebhookDelivery.IN_ORDER);
        assertThat(sent()).hasSize(3);
        assertThat(mautic.deliveredWebhooks()).as("the held one was not taken").doesNotContainKey(WebhookDelivery.HELD);
    }

    @Test
    void onlyWhoseNeighbourCameFirstCountsAsReordered() {
        long contact = mautic.createContact(Map.of("email", "a@example.com"));
        hook();
        mautic.deliverWebhooks(WebhookDelivery.REORDERED);
        mautic.addTags(contact, "seul");
        await().atMost(SOON).untilAsserted(() -> assertThat(mautic.deliveredWebhooks())
                .isEqualTo(Map.of(WebhookDelivery.IN_ORDER, 1)));
        mautic.addPoints(contact, 5);
        await().atMost(SOON).untilAsserted(() -> assertThat(mautic.deliveredWebhooks())
                .isEqualTo(Map.of(WebhookDelivery.IN_ORDER, 2, WebhookDelivery.REORDERED, 1)));
    }

    @Test
    void webhooksCanBeSlow() {
        hook();
        mautic.delayWebhooks(Duration.ofSeconds(30));
        mautic.createContact(Map.of("email", "a@example.com"));
        assertThat(mautic.awaitWebhooks(Duration.ofMillis(50))).isFalse();
        assertThat(receiver.all()).isEmpty();
    }

    @Test
    void onlyTheTriggersAskedForAreSent() {
        Api.of(mautic).post("/api/hooks/new", """
                {"name": "h", "webhookUrl": "%s/hook", "triggers": ["mautic.lead_post_delete"]}"""
                .formatted(receiver.url()));
        mautic.deleteContact(mautic.createContact(Map.of("email", "a@example.com")));
        assertThat(Set.copyOf(sent())).containsExactly("lead_post_delete");
    }
}
