package org.inesconnector.connector.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.inesconnector.connector.Connector;
import org.inesconnector.connector.H2;
import org.inesconnector.connector.direct.DirectPushSettings;
import org.inesconnector.connector.mapping.MappingSettings;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.secrets.Secrets;
import org.inesconnector.connector.setup.SetupStep.Outcome;
import org.inesconnector.mautic.Automation;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticCredentials;
import org.inesconnector.mautic.MauticException;
import org.inesconnector.mautic.MauticField;
import org.inesconnector.mautic.MauticSettings;
import org.inesconnector.mautic.Webhook;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.FaultRule;
import org.inesconnector.simulator.mautic.MauticSimulator;
import org.inesconnector.simulator.mautic.MauticSimulatorSettings;
import org.inesconnector.simulator.mautic.MauticVersion;
import org.inesconnector.simulator.mautic.StatsAccess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;

/** What the connector needs in Mautic, on both versions. */
@ParameterizedClass
@EnumSource
class MauticSetupTest {

    private static final String PUBLIC = "https://203.0.113.7";
    private static final String ADDRESS = PUBLIC + "/mautic/webhook";

    @AutoClose
    private static final ConfigurableApplicationContext CONNECTOR = Connector.start(
            "connector.database.url=" + H2.newDatabase(),
            "connector.secret-key=" + Base64.getEncoder().encodeToString(new byte[32]));

    @Parameter
    private MauticVersion version = MauticVersion.V7_0_0;

    private final JdbcClient jdbc = CONNECTOR.getBean(JdbcClient.class);
    private final Secrets secrets = CONNECTOR.getBean(Secrets.class);
    private MauticSimulator mautic;
    private MauticClient client;
    private MauticSetup setup;

    @BeforeEach
    void start() {
        mautic = MauticSimulator.start(MauticSimulatorSettings.onPort(0).with(version));
        client = MauticClient.create(new MauticSettings(mautic.url(),
                new MauticCredentials.Basic(MauticSimulator.USERNAME, MauticSimulator.PASSWORD)));
        newDatabase();
        setup = setup(PUBLIC);
    }

    @AfterEach
    void stop() {
        client.close();
        mautic.close();
    }

    private void newDatabase() {
        List.of("mautic_setup", "webhook_watch", "secret").forEach(table -> jdbc.sql("DELETE FROM " + table).update());
    }

    private MauticSetup setup(String publicUrl) {
        return setup(publicUrl, new WebhookSettings(null));
    }

    private MauticSetup setup(String publicUrl, WebhookSettings webhook) {
        var settings = new SetupSettings(URI.create(publicUrl), Duration.ofMinutes(5));
        var clock = InstantSource.system();
        var made = new Made(jdbc, clock);
        return new MauticSetup(
                provider(MauticClient.class, client),
                new MappingSettings("ref_contact", "ref_client", "arret", Map.of(), Map.of()),
                settings,
                new DirectPushSettings("ines", Duration.ofSeconds(30),
                        new DirectPushSettings.PushRules(Set.of(), Set.of(), Set.of())),
                new WebhookSecret(provider(Secrets.class, secrets), webhook),
                made,
                new WebhookWatch(jdbc, clock, settings, made),
                clock);
    }

    private static <T> ObjectProvider<T> provider(Class<T> type, T bean) {
        return new StaticListableBeanFactory(Map.of("bean", bean)).getBeanProvider(type);
    }

    private List<SetupStep> create() {
        return setup.create(new SetupOptions(false, Locale.FRENCH));
    }

    private List<SetupStep> createWithExamples() {
        return setup.create(new SetupOptions(true, Locale.FRENCH));
    }

    private static Map<Thing, Outcome> outcomes(List<SetupStep> steps) {
        return steps.stream().collect(Collectors.toMap(step -> step.item().thing(), SetupStep::outcome));
    }

    private SetupItem item(Thing thing) {
        return setup.look().stream().filter(item -> item.thing() == thing).findFirst().orElseThrow();
    }

    private static String text(SetupItem item) {
        var why = switch (item.state()) {
            case SetupState.Different(var reason) -> reason;
            case SetupState.CannotTell(var reason) -> reason;
            case SetupState.Present _,SetupState.Missing _ -> item.name();
        };
        var english = Messages.in(Locale.ENGLISH);
        return english.text(why) + "\n" + item.advice().stream().map(english::text).collect(Collectors.joining("\n"));
    }

    private int writes() {
        return mautic.calls()
                .counts()
                .entrySet()
                .stream()
                .filter(call -> !call.getKey().startsWith("GET "))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** What a person does at Mautic's own pages. */
    private void byHand(HttpMethod method, String path, Map<String, ?> body) {
        RestClient.builder()
                .requestFactory(new JdkClientHttpRequestFactory())
                .baseUrl(mautic.url() + "/api/")
                .build()
                .method(method)
                .uri(path)
                .headers(headers -> headers.setBasicAuth(MauticSimulator.USERNAME, MauticSimulator.PASSWORD))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toBodilessEntity();
        mautic.calls().reset();
    }

    private void editWebhook(Map<String, ?> change) {
        byHand(HttpMethod.PATCH, "hooks/" + webhook().id() + "/edit", change);
    }

    private Webhook webhook() {
        assertThat(client.webhooks()).hasSize(1);
        return client.webhooks().getFirst();
    }

    private Optional<String> secret() {
        return secrets.read("mautic.webhook");
    }

    @Test
    void aLookSaysWhatIsMissingAndWritesNothing() {
        assertThat(setup.look())
                .filteredOn(item -> item.state() instanceof SetupState.Missing && item.canCreate())
                .extracting(SetupItem::thing)
                .containsExactly(
                        Thing.CONTACT_REFERENCE,
                        Thing.CLIENT_REFERENCE,
                        Thing.STOP_SYNC,
                        Thing.TAG,
                        Thing.WEBHOOK,
                        Thing.EXAMPLE_SEGMENT,
                        Thing.EXAMPLE_CAMPAIGN,
                        Thing.EXAMPLE_POINT_TRIGGER);
        assertThat(writes()).isZero();
    }

    @Test
    void everythingIsCreatedOnceAndTheSecondTimeNothingIsWritten() {
        assertThat(outcomes(create()))
                .containsEntry(Thing.WEBHOOK, Outcome.CREATED)
                .containsEntry(Thing.AUDIT_LOG, Outcome.UNCHANGED)
                .containsEntry(Thing.EXAMPLE_SEGMENT, Outcome.UNCHANGED);
        assertThat(writes()).isEqualTo(5);
        assertThat(client.contactFields()).filteredOn(field -> field.alias().matches("ref_c.*|arret"))
                .extracting(MauticField::label, MauticField::type)
                .containsExactlyInAnyOrder(
                        tuple("ID contact INES", "number"),
                        tuple("ID client INES", "number"),
                        tuple("Stop sync INES", "boolean"));
        assertThat(client.administration().tags()).containsExactly("ines");
        assertThat(webhook().name()).isEqualTo("Ines Connector");
        assertThat(webhook().url()).isEqualTo(ADDRESS);
        assertThat(webhook().triggers()).hasSize(10).contains("mautic.lead_list_change", "mautic.form_on_submit");
        assertThat(secret()).contains(webhook().secret()).hasValueSatisfying(kept -> assertThat(kept).hasSize(64));
        mautic.calls().reset();
        assertThat(create()).allSatisfy(step -> assertThat(step.isGood()).isTrue());
        assertThat(writes()).isZero();
        assertThat(setup.webhook()).map(WebhookState::kind).contains(WebhookState.Kind.WORKING);
    }

    @Test
    void examplesAreCreatedUnpublishedAndRecognisedThoughTheyAreRenamed() {
        assertThat(outcomes(createWithExamples())).containsEntry(Thing.EXAMPLE_CAMPAIGN, Outcome.CREATED);
        var administration = client.administration();
        assertThat(List.of(
                administration.segments().getFirst(),
                administration.campaigns().getFirst(),
                administration.pointTriggers().getFirst()))
                .allSatisfy(example -> {
                    assertThat(example.published()).isFalse();
                    assertThat(example.name()).startsWith("Exemple d’Ines Connector");
                });
        mautic.calls().reset();
        createWithExamples();
        newDatabase();
        createWithExamples();
        assertThat(administration.campaigns()).extracting(Automation::id).containsExactly(1L);
        assertThat(writes()).isZero();
    }

    @Test
    void whatAPersonChangedStays() {
        mautic.addContactField("ref_contact", "Notre libellé", "text", Map.of());
        create();
        editWebhook(Map.of("name", "À nous", "triggers", List.of("mautic.page_on_hit")));
        assertThat(create()).allSatisfy(step -> assertThat(step.outcome()).isEqualTo(Outcome.UNCHANGED));
        assertThat(writes()).isZero();
        assertThat(webhook().name()).isEqualTo("À nous");
        assertThat(webhook().triggers()).hasSize(11);
        assertThat(client.contactFields()).filteredOn(field -> field.alias().equals("ref_contact"))
                .extracting(MauticField::label)
                .containsExactly("Notre libellé");
    }

    @Test
    void aFieldOfAnotherTypeIsToldAndLeftAlone() {
        mautic.addContactField("arret", "Arrêt", "text", Map.of());
        assertThat(outcomes(create())).containsEntry(Thing.STOP_SYNC, Outcome.UNCHANGED);
        assertThat(item(Thing.STOP_SYNC).isGood()).isFalse();
        assertThat(text(item(Thing.STOP_SYNC))).contains("its type is text, and it must be boolean");
    }

    @Test
    void aWebhookThatWasSwitchedOffIsToldAndSwitchedOn() {
        create();
        editWebhook(Map.of("isPublished", false));
        setup.watchWebhook();
        assertThat(setup.webhook().flatMap(WebhookState::trouble)).isPresent();
        assertThat(text(item(Thing.WEBHOOK))).contains("it is switched off");
        assertThat(outcomes(create())).containsEntry(Thing.WEBHOOK, Outcome.REPAIRED);
        assertThat(webhook().published()).isTrue();
        assertThat(writes()).isOne();
        assertThat(setup.webhook().flatMap(WebhookState::trouble)).isEmpty();
    }

    @Test
    void theSecretOfAWebhookThatMauticHasAlreadyIsTakenOver() {
        create();
        var kept = webhook().secret();
        newDatabase();
        mautic.calls().reset();
        assertThat(text(item(Thing.WEBHOOK))).contains("its secret is not the one that is known here");
        assertThat(outcomes(create())).containsEntry(Thing.WEBHOOK, Outcome.REPAIRED);
        assertThat(secret()).contains(kept);
        assertThat(writes()).isZero();
    }

    @Test
    void anotherPublicAddressIsGivenToTheWebhookUnlessSomebodyMovedIt() {
        create();
        setup = setup("https://203.0.113.8/ines/");
        setup.watchWebhook();
        assertThat(setup.webhook()).map(WebhookState::kind).contains(WebhookState.Kind.ELSEWHERE);
        assertThat(outcomes(create())).containsEntry(Thing.WEBHOOK, Outcome.REPAIRED);
        assertThat(webhook().url()).isEqualTo("https://203.0.113.8/ines/mautic/webhook");
        editWebhook(Map.of("webhookUrl", "https://203.0.113.9/proxy"));
        assertThat(text(item(Thing.WEBHOOK))).contains("somebody had it send to https://203.0.113.9/proxy");
        assertThat(outcomes(create())).containsEntry(Thing.WEBHOOK, Outcome.UNCHANGED);
        assertThat(webhook().url()).isEqualTo("https://203.0.113.9/proxy");
    }

    @Test
    void aSecretThatIsSetCountsMoreThanTheOneThatMauticHas() {
        create();
        setup = setup(PUBLIC, new WebhookSettings("set-by-hand"));
        assertThat(text(item(Thing.WEBHOOK))).contains("its secret is not the one that is known here");
        create();
        assertThat(webhook().secret()).isEqualTo("set-by-hand");
        assertThat(item(Thing.WEBHOOK).isGood()).isTrue();
    }

    @Test
    void aWebhookThatIsGoneIsToldAndMadeAgainWithTheSameSecret() {
        create();
        var before = secret();
        byHand(HttpMethod.DELETE, "hooks/" + webhook().id() + "/delete", Map.of());
        setup.watchWebhook();
        assertThat(setup.webhook()).map(WebhookState::kind).contains(WebhookState.Kind.GONE);
        assertThat(outcomes(create())).containsEntry(Thing.WEBHOOK, Outcome.CREATED);
        assertThat(secret()).isEqualTo(before).contains(webhook().secret());
    }

    @Test
    void onlyEventsThatThisMauticOffersAreAskedFor() {
        mautic.faults().always("GET hooks/triggers",
                new Fault.Replaced("mautic\\.lead_list_change", "mautic.something_else"));
        create();
        assertThat(webhook().triggers()).hasSize(9).doesNotContain("mautic.lead_list_change");
        mautic.faults().clear();
        assertThat(text(item(Thing.WEBHOOK))).contains("it does not send these events: mautic.lead_list_change");
        create();
        assertThat(webhook().triggers()).hasSize(10);
    }

    @Test
    void withoutAPublicAddressTheRestIsCreatedAndNothingIsWrong() {
        setup = setup("");
        assertThat(create()).allSatisfy(step -> assertThat(step.isGood()).isTrue());
        assertThat(client.webhooks()).isEmpty();
        assertThat(text(item(Thing.WEBHOOK))).contains("connector.public-url is not set", "Without it nothing is lost");
        setup.watchWebhook();
        assertThat(setup.webhook()).isEmpty();
    }

    @Test
    void mauticSevenIsSaidToRefuseAPrivateAddress() {
        setup = setup("http://127.0.0.1:8080");
        assertThat(create()).allSatisfy(step -> assertThat(step.isGood()).isTrue());
        var text = text(item(Thing.WEBHOOK));
        assertThat(text.contains("webhook_allowed_private_addresses")).isEqualTo(version == MauticVersion.V7_0_0);
    }

    @Test
    void aPrivateAddressToWhichMauticTriedToSendTheLastEventIsNothingToTell() {
        setup = setup("http://127.0.0.1:1");
        create();
        mautic.createContact(Map.of("email", "zoe@example.com"));
        assertThat(mautic.awaitWebhooks(Duration.ofSeconds(90))).isTrue();
        assertThat(text(item(Thing.WEBHOOK))).doesNotContain("webhook_allowed_private_addresses");
        mautic.allowPrivateAddresses(false);
        mautic.createContact(Map.of("email", "max@example.com"));
        assertThat(mautic.awaitWebhooks(Duration.ofSeconds(90))).isTrue();
        assertThat(text(item(Thing.WEBHOOK)).contains("webhook_allowed_private_addresses"))
                .isEqualTo(version == MauticVersion.V7_0_0);
    }

    @Test
    void eventsThatDoNotArriveAreToldWithMauticsReason() {
        mautic.allowPrivateAddresses(false);
        setup = setup("http://127.0.0.1:1");
        create();
        mautic.createContact(Map.of("email", "zoe@example.com"));
        assertThat(mautic.awaitWebhooks(Duration.ofSeconds(90))).isTrue();
        setup.watchWebhook();
        assertThat(setup.webhook()).hasValueSatisfying(state -> {
            assertThat(state.kind()).isEqualTo(version == MauticVersion.V7_0_0
                    ? WebhookState.Kind.PRIVATE
                    : WebhookState.Kind.FAILING);
            assertThat(state.trouble()).isPresent();
        });
        mautic.statsAccess(StatsAccess.REFUSED_WITH_403);
        mautic.faults().always("GET stats/{table}", Fault.status(403));
        setup.watchWebhook();
        assertThat(setup.webhook()).map(WebhookState::kind).contains(WebhookState.Kind.WORKING);
    }

    @Test
    void whatMauticSaysOfItsWebhookAloneStopsNothingElse() {
        create();
        for (var call : List.of("GET hooks/{id}", "GET stats/{table}")) {
            for (var fault : List.of(Fault.status(403), Fault.status(404), Fault.status(400),
                    Fault.htmlPage())) {
                mautic.faults().clear();
                mautic.faults().always(call, fault);
                setup.watchWebhook();
                assertThat(setup.webhook()).as(call).map(WebhookState::kind)
                        .hasValueSatisfying(kind -> assertThat(kind)
                                .isIn(WebhookState.Kind.HIDDEN, WebhookState.Kind.GONE, WebhookState.Kind.WORKING));
            }
        }
        for (int status : new int[]{401, 503}) {
            mautic.faults().clear();
            mautic.faults().always("GET hooks/{id}", Fault.status(status));
            assertThatThrownBy(() -> setup.watchWebhook()).isInstanceOf(MauticException.class);
        }
    }

    @Test
    void anEventThatWasRefusedHereIsNotTakenForATroubleOfTheNetwork() {
        var state = new WebhookState(WebhookState.Kind.FAILING, ADDRESS, "401", Instant.EPOCH, Instant.EPOCH);
        assertThat(state.trouble()).hasValueSatisfying(trouble -> assertThat(
                Messages.in(Locale.ENGLISH).text(trouble)).contains("secret", "mautic set-up")
                .doesNotContain("public-url"));
    }

    @Test
    void rightsThatAreMissingAreExplainedWithTheClicks() {
        List.of("POST fields/{object}/new", "POST tags/new", "POST points/triggers/new", "* hooks*")
                .forEach(call -> mautic.faults().always(call, Fault.status(403)));
        mautic.statsAccess(StatsAccess.REFUSED_WITH_ERRORS);
        var steps = createWithExamples();
        assertThat(outcomes(steps))
                .containsEntry(Thing.CONTACT_REFERENCE, Outcome.REFUSED)
                .containsEntry(Thing.TAG, Outcome.REFUSED)
                .containsEntry(Thing.EXAMPLE_POINT_TRIGGER, Outcome.REFUSED)
                .containsEntry(Thing.EXAMPLE_CAMPAIGN, Outcome.CREATED)
                .containsEntry(Thing.WEBHOOK, Outcome.UNCHANGED);
        assertThat(steps).filteredOn(step -> !step.isGood())
                .hasSize(7)
                .allSatisfy(step -> assertThat(text(step.item())).contains("Settings (cog wheel, top right)"));
    }

    @Test
    void aMauticThatIsAwayIsNoMissingThing() {
        mautic.faults().always(FaultRule.ANY, Fault.status(503));
        assertThatThrownBy(() -> setup.look()).isInstanceOf(MauticException.Unavailable.class);
        assertThatThrownBy(this::create).isInstanceOf(MauticException.Unavailable.class);
        assertThat(secret()).isEmpty();
    }

    @Test
    void theExampleCampaignIsLeftOutWhereItsSegmentIsRefused() {
        mautic.faults().always("POST segments/new", Fault.status(403));
        assertThat(outcomes(createWithExamples()))
                .containsEntry(Thing.EXAMPLE_SEGMENT, Outcome.REFUSED)
                .containsEntry(Thing.EXAMPLE_CAMPAIGN, Outcome.UNCHANGED)
                .containsEntry(Thing.EXAMPLE_POINT_TRIGGER, Outcome.CREATED);
        assertThat(client.administration().campaigns()).isEmpty();
    }
}
