package org.inesconnector.mautic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.inesconnector.mautic.FakeMautic.Request;
import org.junit.jupiter.api.Test;

/** The requests that set something up, as Mautic takes them. */
class AdministrationRequestsTest {

    private static final String FIELD = "{\"field\":{\"id\":7}}";

    private static Request only(String answer, Consumer<MauticAdministration> call) {
        try (FakeMautic mautic = FakeMautic.replying(answer); MauticClient client = mautic.client()) {
            call.accept(client.administration());
            return assertThat(mautic.requests()).singleElement().actual();
        }
    }

    private static void assertPosted(String line, String body, Request request) {
        assertThat(request.line()).isEqualTo(line);
        assertThat(Json.parse(request.body().getBytes(UTF_8)))
                .isEqualTo(Json.parse(body.replace('\'', '"').getBytes(UTF_8)));
    }

    @Test
    void aFieldIsCreatedWithItsAliasAndType() {
        assertPosted("POST /mautic/api/fields/contact/new", """
                {'alias':'id_contact_ines','label':'ID contact INES','type':'number','group':'core','isPublished':true,
                 'properties':{}}""", only(FIELD,
                administration -> administration
                        .createContactField(NewContactField.number("id_contact_ines", "ID contact INES"))));
    }

    @Test
    void aBooleanHasItsWordsAndASelectItsList() {
        assertPosted("POST /mautic/api/fields/contact/new", """
                {'alias':'arret','label':'Arrêt','type':'boolean','group':'core','isPublished':true,
                 'properties':{'yes':'Oui','no':'Non'}}""", only(FIELD, administration -> administration
                .createContactField(NewContactField.yesOrNo("arret", "Arrêt", "Oui", "Non"))));
        assertPosted("POST /mautic/api/fields/contact/new", """
                {'alias':'taille','label':'Taille','type':'select','group':'core','isPublished':true,
                 'properties':{'list':[{'label':'Petite','value':'p'}]}}""", only(FIELD,
                administration -> administration.createContactField(NewContactField.select("taille", "Taille",
                        List.of(new MauticField.Choice("p", "Petite"))))));
    }

    @Test
    void aFieldOfCompaniesIsCreatedAmongThoseOfCompanies() {
        assertPosted("POST /mautic/api/fields/company/new", """
                {'alias':'taille','label':'Taille','type':'select','group':'core','isPublished':true,
                 'properties':{'list':[{'label':'Petite','value':'p'}]}}""", only(FIELD,
                administration -> administration.createCompanyField(NewContactField.select("taille", "Taille",
                        List.of(new MauticField.Choice("p", "Petite"))))));
    }

    @Test
    void aTagIsCreatedByItsName() {
        assertPosted("POST /mautic/api/tags/new", "{'tag':'ines'}",
                only("{\"tag\":{\"id\":1}}", administration -> administration.createTag("ines")));
    }

    @Test
    void aSegmentIsCreatedUnpublished() {
        assertPosted("POST /mautic/api/segments/new",
                "{'name':'Pour INES','description':'d','isPublished':false,'isGlobal':true,'filters':[]}",
                only("{\"list\":{\"id\":3}}", administration -> administration.createSegment("Pour INES", "d")));
    }

    @Test
    void aCampaignAddsTheTagToWhoComesIntoItsSegment() {
        assertPosted("POST /mautic/api/campaigns/new", """
                {'name':'Vers INES','description':'d','isPublished':false,'lists':[{'id':3}],'forms':[],
                 'events':[{'id':'new1','name':'+ ines','type':'lead.changetags','eventType':'action','order':1,
                   'triggerMode':'immediate','triggerInterval':0,
                   'properties':{'add_tags':['ines'],'remove_tags':[]},'children':[]}],
                 'canvasSettings':{
                   'nodes':[{'id':'new1','positionX':'400','positionY':'200'},
                            {'id':'lists','positionX':'400','positionY':'50'}],
                   'connections':[{'sourceId':'lists','targetId':'new1',
                                   'anchors':{'source':'leadsource','target':'top'}}]}}""",
                only("{\"campaign\":{\"id\":4}}",
                        administration -> administration.createTaggingCampaign("Vers INES", "d", 3, "ines")));
    }

    @Test
    void aPointTriggerAddsTheTagToWhoReachesThePoints() {
        assertPosted("POST /mautic/api/points/triggers/new", """
                {'name':'50 points','description':'d','points':50,'color':'a0acb8','isPublished':false,
                 'triggerExistingLeads':false,
                 'events':[{'name':'+ ines','type':'lead.changetags','order':1,
                            'properties':{'add_tags':['ines'],'remove_tags':[]}}]}""",
                only("{\"trigger\":{\"id\":5}}",
                        administration -> administration.createTaggingPointTrigger("50 points", "d", 50, "ines")));
    }

    @Test
    void aWebhookIsEditedWithoutItsNameAndPublication() {
        assertPosted("PATCH /mautic/api/hooks/7/edit",
                "{'webhookUrl':'https://c.example/hook','secret':'s3cret','triggers':['mautic.a','mautic.b']}",
                only("{\"hook\":{\"id\":7}}", administration -> administration.editWebhook(7,
                        "https://c.example/hook", "s3cret", Set.of("mautic.b", "mautic.a"))));
    }

    @Test
    void listsAreReadPageByPage() {
        assertThat(only("{\"total\":1,\"tags\":[{\"id\":1,\"tag\":\"ines\"}]}",
                administration -> assertThat(administration.tags()).containsExactly("ines")).line())
                .isEqualTo("GET /mautic/api/tags?limit=200&start=0");
        assertThat(only("{\"total\":1,\"triggers\":{\"5\":{\"id\":\"5\",\"name\":\"n\",\"isPublished\":true}}}",
                administration -> assertThat(administration.pointTriggers())
                        .containsExactly(new Automation(5, "n", true)))
                .line())
                .isEqualTo("GET /mautic/api/points/triggers?limit=200&start=0");
    }

    @Test
    void theLastDeliveryIsAskedForAlone() {
        String refused = """
                {"total":"3","stats":[{"id":"9","webhook_id":"7","status_code":"N/A","date_added":"2026-11-24 16:08:29",
                 "note":"Access to private addresses is not allowed.","runtime":"0"}]}""";
        assertThat(only(refused, administration -> assertThat(administration.lastDelivery(7))
                .hasValueSatisfying(delivery -> {
                    assertThat(delivery.arrived()).isFalse();
                    assertThat(delivery.refusedAsPrivate()).isTrue();
                    assertThat(delivery.at()).contains(Instant.parse("2026-11-24T16:08:29Z"));
                })).line()).isEqualTo("GET /mautic/api/stats/webhook_logs?where[0][col]=webhook_id&where[0][expr]=eq"
                        + "&where[0][val]=7&order[0][col]=id&order[0][dir]=DESC&limit=1");
        assertThat(new WebhookDelivery("200", "{}", Optional.empty()).arrived()).isTrue();
    }
}
