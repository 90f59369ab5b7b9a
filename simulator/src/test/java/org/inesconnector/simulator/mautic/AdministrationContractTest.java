package org.inesconnector.simulator.mautic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inesconnector.mautic.Automation;
import org.inesconnector.mautic.MauticAdministration;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticCredentials;
import org.inesconnector.mautic.MauticException;
import org.inesconnector.mautic.MauticField;
import org.inesconnector.mautic.MauticSettings;
import org.inesconnector.mautic.NewContactField;
import org.inesconnector.simulator.http.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the client sets up in the simulated Mautic, both versions. */
@ParameterizedClass
@EnumSource
class AdministrationContractTest {

    @Parameter
    private MauticVersion version = MauticVersion.V7_0_0;

    private MauticSimulator mautic;
    private MauticClient client;
    private MauticAdministration administration;

    @BeforeEach
    void start() {
        mautic = MauticSimulator.start(MauticSimulatorSettings.onPort(0).with(version));
        client = MauticClient.create(new MauticSettings(mautic.url(),
                new MauticCredentials.Basic(MauticSimulator.USERNAME, MauticSimulator.PASSWORD)));
        administration = client.administration();
    }

    @AfterEach
    void stop() {
        client.close();
        mautic.close();
    }

    @Test
    void fieldsOfEachTypeAreCreatedAndTakeValues() {
        var choices = List.of(new MauticField.Choice("p", "Petite & moyenne"), new MauticField.Choice("g", "Grande"));
        var made = List.of(administration.createContactField(NewContactField.text("remarque", "Remarque")),
                administration.createContactField(NewContactField.number("effectif", "Effectif")),
                administration.createContactField(NewContactField.yesOrNo("arret", "Arrêt", "Oui", "Non")),
                administration.createContactField(NewContactField.select("taille", "Taille", choices)));
        assertThat(client.contactFields()).containsAll(made);
        assertThat(made).extracting(MauticField::type).containsExactly("text", "number", "boolean", "select");
        assertThat(made.get(2).choices()).containsExactly(new MauticField.Choice("0", "Non"),
                new MauticField.Choice("1", "Oui"));
        assertThat(made.get(3).choices()).isEqualTo(choices);
        long contact = mautic.createContact(Map.of("email", "a@example.com"));
        client.writeFields(contact, Map.of("remarque", "oui", "effectif", "12", "arret", "1", "taille", "g"));
        assertThat(client.contact(contact).orElseThrow().fields()).containsEntry("effectif", "12")
                .containsEntry("arret", "1").containsEntry("taille", "g");
    }

    @Test
    void tagsAreListedAndCreatedOnce() {
        administration.createTag("ines");
        administration.createTag("ines");
        administration.createTag("de plus");
        assertThat(administration.tags()).containsExactlyInAnyOrder("ines", "de plus");
    }

    @Test
    void aSegmentAndItsCampaignAreCreatedUnpublishedAndTheCampaignAddsTheTag() {
        Automation segment = administration.createSegment("Pour INES", "Exemple");
        assertThat(segment.published()).isFalse();
        assertThat(administration.segments()).containsExactly(segment);
        Automation campaign = administration.createTaggingCampaign("Vers INES", "Exemple", segment.id(), "ines");
        assertThat(campaign).isEqualTo(new Automation(campaign.id(), "Vers INES", false));
        assertThat(administration.campaigns()).containsExactly(campaign);
        long contact = mautic.createContact(Map.of("email", "a@example.com"));
        mautic.runCampaign(campaign.id(), contact);
        assertThat(mautic.contact(contact).orElseThrow().tags()).containsExactly("ines");
    }

    @Test
    void aPointTriggerAddsItsTagOnceItIsPublished() {
        Automation trigger = administration.createTaggingPointTrigger("50 points", "Exemple", 50, "ines");
        assertThat(trigger).isEqualTo(new Automation(trigger.id(), "50 points", false));
        assertThat(administration.pointTriggers()).containsExactly(trigger);
        long contact = mautic.createContact(Map.of("email", "a@example.com"));
        mautic.addPoints(contact, 60);
        assertThat(mautic.contact(contact).orElseThrow().tags()).isEmpty();
    }

    @Test
    void aWebhookGetsAnotherAddressAndMoreTriggers() {
        var hook = client.createWebhook("INES", "http://127.0.0.1:1/a", "un", Set.of("mautic.form_on_submit"));
        var edited = administration.editWebhook(hook.id(), "http://127.0.0.1:1/b", "deux",
                Set.of("mautic.form_on_submit", "mautic.lead_post_delete"));
        assertThat(client.webhook(hook.id())).contains(edited);
        assertThat(edited.url()).endsWith("/b");
        assertThat(edited.secret()).isEqualTo("deux");
        assertThat(edited.name()).isEqualTo("INES");
        assertThat(edited.triggers()).containsExactlyInAnyOrder("mautic.form_on_submit", "mautic.lead_post_delete");
        assertThat(administration.webhookTriggers()).containsAll(edited.triggers()).hasSizeGreaterThan(10);
    }

    @Test
    void whatTheApiUserMayNotDoIsForbidden() {
        mautic.faults().next("POST points/triggers/new", Fault.status(403));
        assertThatThrownBy(() -> administration.createTaggingPointTrigger("50 points", "", 50, "ines"))
                .isInstanceOf(MauticException.Forbidden.class);
    }
}
