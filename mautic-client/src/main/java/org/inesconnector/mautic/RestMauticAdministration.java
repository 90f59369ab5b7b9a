package org.inesconnector.mautic;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpMethod;

/** Which request sets up what. */
final class RestMauticAdministration implements MauticAdministration {

    private static final int PAGE = 200;

    private final MauticHttp http;

    RestMauticAdministration(MauticHttp http) {
        this.http = http;
    }

    @Override
    public MauticField createContactField(NewContactField field) {
        return FieldJson.one(http.send(HttpMethod.POST, "fields/contact/new", FieldJson.request(field)));
    }

    @Override
    public MauticField createCompanyField(NewContactField field) {
        return FieldJson.one(http.send(HttpMethod.POST, "fields/company/new", FieldJson.request(field)));
    }

    @Override
    public Set<String> tags() {
        return Set.copyOf(Pages.all(http, "tags", Query::new, PAGE,
                answer -> Json.items(answer, "tags").stream().map(tag -> Json.text(tag, "tag")).toList()));
    }

    @Override
    public void createTag(String name) {
        http.send(HttpMethod.POST, "tags/new", Map.of("tag", name));
    }

    @Override
    public List<Automation> segments() {
        return automations("segments", "lists");
    }

    @Override
    public List<Automation> campaigns() {
        return automations("campaigns", "campaigns");
    }

    @Override
    public List<Automation> pointTriggers() {
        return automations("points/triggers", "triggers");
    }

    private List<Automation> automations(String path, String name) {
        return Pages.all(http, path, Query::new, PAGE, answer -> AutomationJson.many(answer, name));
    }

    @Override
    public Automation createSegment(String name, String description) {
        return AutomationJson.one(
                http.send(HttpMethod.POST, "segments/new", AutomationJson.segment(name, description)), "list");
    }

    @Override
    public Automation createTaggingCampaign(String name, String description, long segmentId, String tag) {
        return AutomationJson.one(http.send(HttpMethod.POST, "campaigns/new",
                AutomationJson.campaign(name, description, segmentId, tag)), "campaign");
    }

    @Override
    public Automation createTaggingPointTrigger(String name, String description, int points, String tag) {
        return AutomationJson.one(http.send(HttpMethod.POST, "points/triggers/new",
                AutomationJson.pointTrigger(name, description, points, tag)), "trigger");
    }

    @Override
    public Webhook editWebhook(long id, String url, String secret, Set<String> triggers) {
        return WebhookJson.one(http.send(HttpMethod.PATCH, "hooks/" + id + "/edit",
                Map.of("webhookUrl", url, "secret", secret, "triggers", triggers.stream().sorted().toList())));
    }

    @Override
    public Optional<WebhookDelivery> lastDelivery(long webhookId) {
        Query query = new Query().where("webhook_id", "eq", webhookId).newestFirst("id").with("limit", 1);
        return Json.items(http.get("stats/webhook_logs", query), "stats").stream().findFirst()
                .map(WebhookJson::delivery);
    }

    @Override
    public Set<String> webhookTriggers() {
        return Set.copyOf(Json.object(http.get("hooks/triggers"), "triggers").propertyNames());
    }
}
