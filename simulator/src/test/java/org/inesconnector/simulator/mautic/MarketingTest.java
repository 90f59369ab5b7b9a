package org.inesconnector.simulator.mautic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Forms, campaigns and points, with what they do. */
class MarketingTest {

    private final MauticSimulator mautic = MauticSimulator.start(0);
    private final Receiver receiver = new Receiver();
    private final Api api = Api.of(mautic);

    @AfterEach
    void stop() {
        mautic.close();
        receiver.close();
    }

    private long form(String action) {
        return mautic.createForm("""
                {"name": "Contact", "fields": [{"label": "E-mail", "alias": "courriel", "mappedField": "email"},
                 {"label": "Ville", "alias": "ville", "mappedField": "city"}], "actions": [%s]}""".formatted(action));
    }

    private static String repost(Receiver receiver) {
        return """
                {"name": "Repost", "type": "form.repost", "properties": {"post_url": "%s/push",
                 "authorization_header": "Bearer jeton"}}""".formatted(receiver.url());
    }

    private static String changeTags(String type) {
        return """
                {"name": "Tag", "type": "%s", "properties": {"add_tags": ["ines"], "remove_tags": ["ancien"]}}"""
                .formatted(type);
    }

    @Test
    void aSubmissionMakesAContactOrFindsIt() {
        long form = form("");
        long first = mautic.submitForm(form, Map.of("courriel", "zoe@example.com", "ville", "Lyon")).contactId();
        long again = mautic.submitForm(form, Map.of("courriel", "Zoe@example.com", "ville", "Nice")).contactId();
        assertThat(again).isEqualTo(first);
        assertThat(mautic.contact(first).orElseThrow().values()).containsEntry("city", "Nice");
        assertThat(api.get("/api/stats/form_submissions", "where[0][col]=lead_id", "where[0][expr]=eq",
                "where[0][val]=" + first).path("total").stringValue()).isEqualTo("2");
        assertThat(api.get("/api/contacts/" + first + "/activity").path("events").path(0).path("eventLabel")
                .path("label").stringValue()).isEqualTo("Contact");
    }

    @Test
    void aRepostRunsInsideTheSubmissionAndSendsOnlyWhatWasGiven() {
        var submission = mautic.submitForm(form(repost(receiver)), Map.of("courriel", "zoe@example.com"));
        assertThat(submission.statuses()).containsExactly(200);
        var sent = receiver.all().getFirst();
        assertThat(sent.headers()).containsEntry("Authorization", "Bearer jeton");
        assertThat(sent.body()).contains("mautic_contact%5Bemail%5D=zoe%40example.com", "courriel=zoe%40example.com")
                .doesNotContain("city");
    }

    @Test
    void aRepostThatIsRefusedIsNotTriedAgain() {
        receiver.answer(503);
        assertThat(mautic.submitForm(form(repost(receiver)), Map.of("courriel", "zoe@example.com")).statuses())
                .containsExactly(503);
        assertThat(receiver.all()).hasSize(1);
    }

    @Test
    void aFormCanChangeTags() {
        long contact = mautic.submitForm(form(changeTags("lead.changetags")), Map.of("courriel", "zoe@example.com"))
                .contactId();
        assertThat(mautic.contact(contact).orElseThrow().tags()).containsExactly("ines");
    }

    @Test
    void aCampaignCanChangeTags() {
        long contact = mautic.createContact(Map.of("email", "zoe@example.com"), "ancien");
        long campaign = mautic.createCampaign(
                "{\"name\": \"C\", \"events\": [" + changeTags("lead.changetags") + "]}");
        assertThat(mautic.runCampaign(campaign, contact)).containsExactly(200);
        assertThat(mautic.contact(contact).orElseThrow().tags()).containsExactly("ines");
        assertThat(api.get("/api/stats/campaign_lead_event_log").path("total").stringValue()).isEqualTo("1");
    }

    @Test
    void aPointTriggerAddsItsTagOnceToWhoReachesThePoints() {
        mautic.addPointTrigger(50, "ines");
        long contact = mautic.createContact(Map.of("email", "zoe@example.com"));
        api.post("/api/contacts/" + contact + "/points/plus/40", "");
        assertThat(mautic.contact(contact).orElseThrow().tags()).isEmpty();
        api.post("/api/contacts/" + contact + "/points/plus/20", "");
        assertThat(mautic.contact(contact).orElseThrow().tags()).containsExactly("ines");
        assertThat(api.get("/api/contacts", "search=tag:ines").path("total").stringValue()).isEqualTo("1");
        assertThat(api.get("/api/stats/point_lead_event_log").path("stats").path(0).path("lead_id").stringValue())
                .isEqualTo(Long.toString(contact));
        api.patch("/api/contacts/" + contact + "/edit", "{\"tags\": [\"-ines\"]}");
        mautic.addPoints(contact, 10);
        assertThat(mautic.contact(contact).orElseThrow().tags()).isEmpty();
    }

    private List<String> details(long afterId) {
        return api.get("/api/stats/audit_log", "where[0][col]=id", "where[0][expr]=gt", "where[0][val]=" + afterId)
                .path("stats").valueStream()
                .map(row -> row.path("user_name").stringValue() + ": " + row.path("details").stringValue()).toList();
    }

    @Test
    void aPointTriggersTagHasARowOfItsOwnUnderWhomThePointsCameFrom() {
        mautic.addPointTrigger(50, "ines");
        long first = mautic.createContact(Map.of("email", "zoe@example.com"));
        long second = mautic.createContact(Map.of("email", "luc@example.com"));
        long third = mautic.createContact(Map.of("email", "eva@example.com"));
        long before = mautic.lastAuditId();
        api.post("/api/contacts/" + first + "/points/plus/60", "");
        api.patch("/api/contacts/" + second + "/edit", "{\"points\": 70}");
        mautic.addPoints(third, 60);
        var tagged = "{s:4:\"tags\";a:1:{s:5:\"added\";a:1:{i:0;s:4:\"ines\";}}";
        assertThat(details(before)).hasSize(6).contains("Ada Admin: a:1:" + tagged + "}",
                "Ada Admin: a:3:" + tagged
                        + "s:14:\"manipulated_by\";s:9:\"Ada Admin\";s:15:\"manipulator_key\";s:15:\"lead:api-single\";}",
                "System: a:3:" + tagged + "s:14:\"manipulated_by\";s:24:\"https://www.example.com/\";"
                        + "s:15:\"manipulator_key\";s:10:\"page:hit:1\";}");
    }

    @Test
    void theTagOfAFormAndThatOfACampaignSayByWhichWayTheyCame() {
        form("");
        long form = form(changeTags("lead.changetags"));
        long contact = mautic.submitForm(form, Map.of("courriel", "zoe@example.com")).contactId();
        assertThat(details(mautic.lastAuditId() - 1)).first().asString().startsWith("System: ").endsWith(
                "s:14:\"manipulated_by\";s:7:\"Contact\";s:15:\"manipulator_key\";s:17:\"form:submission:2\";}");
        mautic.removeTags(contact, "ines");
        mautic.runCampaign(mautic.createCampaign(
                "{\"name\": \"C\", \"events\": [" + changeTags("lead.changetags") + "]}"), contact);
        assertThat(details(mautic.lastAuditId() - 1)).first().asString().startsWith("System: ").endsWith(
                "s:14:\"manipulated_by\";s:7:\"Tag (C)\";s:15:\"manipulator_key\";s:25:\"campaign:trigger-action:1\";}");
    }

    @Test
    void pointsCanBeTakenAway() {
        long contact = mautic.createContact(Map.of("email", "zoe@example.com", "points", "30"));
        api.post("/api/contacts/" + contact + "/points/minus/10", "");
        assertThat(mautic.contact(contact).orElseThrow().points()).isEqualTo(20);
    }

    @Test
    void doNotContactHasItsReasonAndCanBeLifted() {
        long contact = mautic.createContact(Map.of("email", "zoe@example.com"));
        mautic.unsubscribe(contact, "email");
        mautic.bounce(contact, "sms");
        assertThat(mautic.contact(contact).orElseThrow().doNotContact()).isEqualTo(Map.of("email", 1, "sms", 2));
        mautic.doNotContactByHand(contact, "email");
        assertThat(mautic.contact(contact).orElseThrow().doNotContact()).containsEntry("email", 3);
        assertThat(api.post("/api/contacts/" + contact + "/dnc/email/remove", "").path("recordFound").booleanValue())
                .isTrue();
        mautic.allowContact(contact, "sms");
        assertThat(mautic.contact(contact).orElseThrow().doNotContact()).isEmpty();
    }

    @Test
    void whatIsSetUpCanBeListed() {
        form("");
        api.post("/api/tags/new", "{\"tag\": \"salon\"}");
        api.post("/api/segments/new", "{\"name\": \"Tous\"}");
        for (var list : List.of("forms", "tags", "segments", "campaigns")) {
            assertThat(api.get("/api/" + list).path("total").isNumber()).as(list).isTrue();
        }
        assertThat(api.get("/api/tags").path("tags").path(0).path("tag").stringValue()).isEqualTo("salon");
    }
}
