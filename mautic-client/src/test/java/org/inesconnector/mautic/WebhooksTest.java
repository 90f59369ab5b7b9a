package org.inesconnector.mautic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksTest {

    private static final OptionalLong NONE = OptionalLong.empty();

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }

    private static WebhookEvent contact(String type, long id) {
        return new WebhookEvent(type, OptionalLong.of(id), NONE, NONE);
    }

    @Test
    void severalEventsOfSeveralTypesComeInTheirOrder() {
        assertThat(WebhookEvents.parse(bytes("""
                {'mautic.lead_post_save_update':[{'contact':{'id':7}},{'contact':{'id':'8'}}],
                 'mautic.lead_points_change':{'contact':{'id':7},'points':{'old_points':1,'new_points':2}}}""")))
                .containsExactly(contact("mautic.lead_post_save_update", 7), contact("mautic.lead_post_save_update", 8),
                        new WebhookEvent("mautic.lead_points_change", OptionalLong.of(7), NONE, NONE,
                                Optional.of(new WebhookEvent.PointsChange(1, 2)), Optional.empty()));
    }

    @Test
    void pointsAndTheMomentAreReadWhereTheyCanBe() {
        assertThat(WebhookEvents.parse(bytes("""
                {'mautic.lead_points_change':[
                  {'contact':{'id':7},'points':{'old_points':'5','new_points':99999999999},
                   'timestamp':'2026-11-23T12:52:01+01:00'},
                  {'contact':{'id':7},'points':{'old_points':null},'timestamp':'yesterday'}]}""")))
                .extracting(WebhookEvent::points, WebhookEvent::at)
                .containsExactly(
                        tuple(Optional.of(new WebhookEvent.PointsChange(5, Integer.MAX_VALUE)),
                                Optional.of(Instant.parse("2026-11-23T11:52:01Z"))),
                        tuple(Optional.empty(), Optional.empty()));
    }

    @Test
    void whatWasDeletedIsNamedByThePayload() {
        assertThat(WebhookEvents.parse(bytes("""
                {'mautic.lead_post_delete':[{'id':'9','contact':{'id':null}}],
                 'mautic.company_post_delete':[{'id':5,'company':{'id':null}}]}""")))
                .containsExactly(contact("mautic.lead_post_delete", 9),
                        new WebhookEvent("mautic.company_post_delete", NONE, OptionalLong.of(5), NONE));
    }

    @Test
    void anIdOfSomethingElseIsNoContact() {
        assertThat(
                WebhookEvents.parse(bytes("{'mautic.page_on_hit':[{'id':3,'hit':{'id':4}}],'mautic.new_thing':[1]}")))
                .containsExactly(new WebhookEvent("mautic.page_on_hit", NONE, NONE, NONE),
                        new WebhookEvent("mautic.new_thing", NONE, NONE, NONE));
    }

    @Test
    void aSubmissionNamesItsContactAsLeadOrAsContact() {
        assertThat(WebhookEvents.parse(bytes("""
                {'mautic.form_on_submit':[{'submission':{'id':1,'form':{'id':'2'},'lead':{'id':3}}},
                                          {'submission':{'id':1,'form':{'id':2},'contact':{'id':4}}}]}""")))
                .extracting(WebhookEvent::contactId).containsExactly(OptionalLong.of(3), OptionalLong.of(4));
    }

    @Test
    void aRequestWithoutEventsHasNone() {
        assertThat(WebhookEvents.parse(bytes("{}"))).isEmpty();
        assertThat(WebhookEvents.parse(bytes("{'mautic.lead_post_save_update':[]}"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "7", "{'a':", "<html>", "{'a':[]} trailing", "{'a':[]}{}",
            "{'a':[{'contact':"})
    void aBodyThatIsNoMapOfEventsIsNotUnderstood(String body) {
        assertThatExceptionOfType(MauticException.NotUnderstood.class)
                .isThrownBy(() -> WebhookEvents.parse(bytes(body)))
                .withMessageContaining("webhook");
    }

    @Test
    void aBodyNestedWithoutEndIsNotUnderstood() {
        assertThatExceptionOfType(MauticException.NotUnderstood.class)
                .isThrownBy(() -> WebhookEvents.parse(bytes("{'a':" + "[".repeat(1_000_000))));
    }

    @Property(tries = 500)
    void noBytesAreReadInAnyOtherWay(@ForAll byte[] body) {
        try {
            assertThat(WebhookEvents.parse(body)).isNotNull();
        } catch (MauticException.NotUnderstood refused) {
            assertThat(refused).hasMessageContaining("webhook");
        }
        assertThat(PushRequest.parse(body)).isNotNull();
    }

    @Test
    void aSignatureIsTheOneThatMauticComputes() {
        // printf '{"a":1}' | openssl dgst -sha256 -hmac secret -binary | base64
        String signature = "qp4uNXX11wmLbKzNeQiIw21f22M0KnO62i1qUXR6hJQ=";
        assertThat(WebhookSignature.of(bytes("{'a':1}"), "secret")).isEqualTo(signature);
        assertThat(WebhookSignature.matches(bytes("{'a':1}"), signature, "secret")).isTrue();
        assertThat(WebhookSignature.matches(bytes("{'a':1}"), signature, "Secret")).isFalse();
        assertThat(WebhookSignature.matches(bytes("{'a':2}"), signature, "secret")).isFalse();
    }

    @Test
    void noSignatureAndNoSecretNeverMatch() {
        byte[] body = bytes("{}");
        assertThat(WebhookSignature.matches(body, null, "secret")).isFalse();
        assertThat(WebhookSignature.matches(body, WebhookSignature.of(body, "secret"), "")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "=", "%%%", "é", "AAAA", "not base64 at all"})
    void aSignatureThatIsNoneDoesNotMatch(String header) {
        assertThat(WebhookSignature.matches(bytes("{}"), header, "secret")).isFalse();
    }

    @Test
    void aPushWithAnUnreplacedTokenNamesNobody() {
        PushRequest push = PushRequest
                .parse(bytes("contact_id=%7Bcontactfield%3Did%7D&email=%7Bcontactfield%3Demail%7D"));
        assertThat(push).isEqualTo(new PushRequest(NONE, Optional.empty(), NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "%0A", "%0D%0A", "%1B", "%C2%85", "%E2%80%A8"})
    void anAddressWithAControlCharacterIsNone(String character) {
        assertThat(PushRequest.parse(bytes("email=a" + character + "b%40x.example")).email()).isEmpty();
    }

    @Test
    void theContactOfAFormActionGoesBeforeTheFormsOwnFields() {
        assertThat(PushRequest.parse(bytes("email=other%40x.example&contact_id=9&mautic_contact%5Bid%5D=2"
                + "&mautic_contact%5Bemail%5D=a%40x.example&mautic_form%5Bid%5D=1&=&%zz=%zz&x")))
                .isEqualTo(new PushRequest(OptionalLong.of(2), Optional.of("a@x.example"), OptionalLong.of(1)));
    }
}
