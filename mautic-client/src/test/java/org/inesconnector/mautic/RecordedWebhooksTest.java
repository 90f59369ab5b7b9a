package org.inesconnector.mautic;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every request recorded of a Mautic 5.1.0 and a Mautic 7.0.0: its signature, and what happened to whom. */
class RecordedWebhooksTest {

    /** Contact, company and form by the recording's file; - where there is none. */
    private static final Map<String, String> WHO = Map.ofEntries(entry("5.1.0/001-company_post_save", "- 1 -"),
            entry("5.1.0/002-lead_post_save_new", "1 - -"), entry("5.1.0/003-lead_company_change", "1 1 -"),
            entry("5.1.0/004-lead_post_save_update", "1 - -"), entry("5.1.0/005-lead_points_change", "1 - -"),
            entry("5.1.0/006-lead_post_save_update", "1 - -"),
            entry("5.1.0/007-lead_channel_subscription_changed", "1 - -"),
            entry("5.1.0/008-lead_post_save_update", "1 - -"), entry("5.1.0/009-lead_post_save_update", "1 - -"),
            entry("5.1.0/010-lead_points_change", "1 - -"), entry("5.1.0/011-lead_post_save_update", "1 - -"),
            entry("5.1.0/012-company_post_save", "- 2 -"), entry("5.1.0/013-lead_post_save_new", "2 - -"),
            entry("5.1.0/014-lead_company_change", "2 2 -"), entry("5.1.0/015-company_post_save", "- 2 -"),
            entry("5.1.0/016-push-form", "2 - 1"), entry("5.1.0/017-form_on_submit", "2 - 1"),
            entry("5.1.0/018-push-campaign", "1 - -"), entry("5.1.0/019-lead_post_delete", "2 - -"),
            entry("5.1.0/031-merge-lead_company_change", "4 5 -"),
            entry("5.1.0/032-merge-lead_post_save_update", "3 - -"),
            entry("5.1.0/033-merge-lead_post_delete", "4 - -"), entry("7.0.0/001-company_post_save", "- 1 -"),
            entry("7.0.0/002-lead_post_save_new", "1 - -"), entry("7.0.0/003-lead_company_change", "1 1 -"),
            entry("7.0.0/004-lead_post_save_update", "1 - -"), entry("7.0.0/005-lead_points_change", "1 - -"),
            entry("7.0.0/006-lead_post_save_update", "1 - -"),
            entry("7.0.0/007-lead_channel_subscription_changed", "1 - -"),
            entry("7.0.0/008-lead_post_save_update", "1 - -"), entry("7.0.0/009-lead_post_save_update", "1 - -"),
            entry("7.0.0/010-company_post_save", "- 2 -"), entry("7.0.0/011-lead_post_save_new", "2 - -"),
            entry("7.0.0/012-lead_company_change", "2 2 -"), entry("7.0.0/013-company_post_save", "- 2 -"),
            entry("7.0.0/014-push-form", "2 - 1"), entry("7.0.0/015-form_on_submit", "2 - 1"),
            entry("7.0.0/016-push-campaign", "1 - -"), entry("7.0.0/017-lead_post_delete", "2 - -"),
            entry("7.0.0/494-merge-lead_post_save_update", "203 - -"),
            entry("7.0.0/495-merge-lead_company_change", "203 45 -"),
            entry("7.0.0/496-merge-lead_post_delete", "204 - -"));

    static List<Recording> pushes() {
        return Recording.all("webhooks").stream().filter(recording -> recording.name().contains("-push-")).toList();
    }

    static List<Recording> webhooks() {
        return Recording.all("webhooks").stream().filter(recording -> !recording.name().contains("-push-")).toList();
    }

    @Test
    void everyRecordedRequestIsExpectedHere() {
        assertThat(WHO.keySet()).isEqualTo(Recording.all("webhooks").stream().map(RecordedWebhooksTest::file)
                .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("webhooks")
    void aWebhookSaysWhatHappenedToWhom(Recording recording) {
        String type = "mautic." + recording.name().replaceFirst("^\\d+-(merge-)?", "");
        WebhookEvent event = WebhookEvents.parse(recording.body()).getFirst();
        assertThat(WebhookEvents.parse(recording.body())).hasSize(1);
        assertThat(event.type()).isEqualTo(type);
        assertThat(who(event.contactId(), event.companyId(), event.formId())).isEqualTo(WHO.get(file(recording)));
    }

    @ParameterizedTest
    @MethodSource("webhooks")
    void aWebhookIsSignedWithItsSecret(Recording recording) {
        assertThat(recording.body()).hasSize(Integer.parseInt(header(recording, "Content-Length")));
        assertThat(WebhookSignature.matches(recording.body(), header(recording, WebhookSignature.HEADER),
                secret(recording))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("webhooks")
    void aWebhookWithOneByteChangedIsNotSigned(Recording recording) {
        byte[] changed = recording.body();
        changed[changed.length / 2] ^= 1;
        assertThat(WebhookSignature.matches(changed, header(recording, WebhookSignature.HEADER), secret(recording)))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("pushes")
    void aPushActionNamesTheContact(Recording recording) {
        PushRequest push = PushRequest.parse(recording.body());
        assertThat(who(push.contactId(), OptionalLong.empty(), push.formId())).isEqualTo(WHO.get(file(recording)));
        assertThat(push.email()).contains(
                recording.name().endsWith("form") ? "paul.martin@example.com" : "zoe.lefevre@example.com");
    }

    private static String file(Recording recording) {
        return recording.version() + '/' + recording.name();
    }

    private static String header(Recording recording, String name) {
        return Json.text(recording.json().path("headers"), name);
    }

    private static String secret(Recording recording) {
        JsonNode hook = recording.sibling("api", "hook").json().path("hook");
        return Json.text(hook, "secret");
    }

    private static String who(OptionalLong contact, OptionalLong company, OptionalLong form) {
        return id(contact) + ' ' + id(company) + ' ' + id(form);
    }

    private static String id(OptionalLong id) {
        return id.isPresent() ? Long.toString(id.getAsLong()) : "-";
    }
}
