package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.inesconnector.connector.connection.InesConnectionSettings;
import org.inesconnector.connector.direct.DirectPushSettings;
import org.inesconnector.connector.features.FeaturesDraft;
import org.inesconnector.connector.features.ForecastRun;
import org.inesconnector.connector.feed.Forecast;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.InesTarget;
import org.inesconnector.connector.mapping.Schema;
import org.inesconnector.connector.setup.ListFields;
import org.inesconnector.connector.settings.StoredSettings;
import org.inesconnector.connector.sync.LeadExample;
import org.inesconnector.connector.sync.SyncSettings;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.ValueList;
import org.inesconnector.ines.ValueListEntry;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticField;
import org.inesconnector.mautic.NewContactField;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.FaultRule;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What stands behind the pages for mapping and features. */
class FeaturesTest {

    @AutoClose
    private static final BothSides SIDES = new BothSides(
            "connector.database.url=jdbc:h2:mem:features;MODE=PostgreSQL;DB_CLOSE_DELAY=-1");

    @BeforeAll
    static void connect() {
        SIDES.connect();
    }

    private static FeaturesDraft inForce() {
        return FeaturesDraft.of(
                SIDES.bean(SyncSettings.class), SIDES.bean(InesConnectionSettings.class),
                SIDES.bean(DirectPushSettings.class));
    }

    @Test
    void whatIsChosenIsInForceWithTheNextStart() {
        var chosen = inForce().with(Map.of(
                FeaturesDraft.FULL, "true",
                FeaturesDraft.ZONE, "Europe/London",
                FeaturesDraft.LANGUAGE, "en",
                FeaturesDraft.AT_ONCE, "3",
                FeaturesDraft.TAG, "",
                FeaturesDraft.POINTS, "100 50"));
        SIDES.bean(StoredSettings.class).change(chosen.changes(), "ada");
        SIDES.connect();
        assertThat(inForce().value(FeaturesDraft.POINTS)).isEqualTo("50, 100");
        assertThat(inForce().with(Map.of(FeaturesDraft.POINTS, "100 50"))).isEqualTo(chosen);
        assertThat(SIDES.bean(SyncSettings.class).timeZone()).isEqualTo(ZoneId.of("Europe/London"));
        assertThat(SIDES.bean(DirectPushSettings.class).pushTag()).isEmpty();
    }

    @Test
    void aForecastIsCountedWhileNobodyWaits() {
        SIDES.contact(SIDES.company("Ateliers"), "Lefèvre");
        var run = SIDES.bean(ForecastRun.class);
        assertThat(SIDES.bean(Forecast.class).eligible()).isPositive();
        run.begin();
        await().until(() -> !(run.state() instanceof ForecastRun.State.Running));
        assertThat(run.state()).isInstanceOfSatisfying(
                ForecastRun.State.Done.class, done -> assertThat(done.count().contacts()).isPositive());
        SIDES.mautic.faults().always(FaultRule.ANY, Fault.status(403));
        run.begin();
        await().until(() -> run.state() instanceof ForecastRun.State.Failed);
        SIDES.mautic.faults().clear();
    }

    @Test
    void aSelectWithInesValuesIsMadeOnceForContactsAndForCompanies() {
        var ines = SIDES.bean(InesClient.class);
        var lists = new HashMap<ValueList, List<ValueListEntry>>();
        for (var list : ValueList.values()) {
            lists.put(list, ines.valueList(list));
        }
        for (var target : List.of(
                new InesTarget.Standard(Concept.CONTACT, ContactField.TYPE),
                new InesTarget.Standard(Concept.CLIENT, ClientField.ORIGIN))) {
            var schema = Schema.of(List.of(), List.of(), ines.syncInfo(), lists);
            var fields = SIDES.bean(ListFields.class);
            assertThat(fields.create(target, schema, Locale.FRENCH)).isInstanceOfSatisfying(
                    ListFields.Outcome.There.class, there -> assertThat(there.created()).isTrue());
            assertThat(fields.create(target, schema, Locale.FRENCH)).isInstanceOfSatisfying(
                    ListFields.Outcome.There.class, there -> assertThat(there.created()).isFalse());
            var made = fields(target.concept()).stream()
                    .filter(field -> field.alias().equals(target.aliasInMautic()))
                    .toList();
            assertThat(made).singleElement().satisfies(field -> {
                assertThat(field.type()).isEqualTo("select");
                assertThat(field.label()).endsWith(" (INES)");
                assertThat(field.choices()).extracting(MauticField.Choice::value)
                        .containsExactlyElementsOf(schema.entries(target).stream().map(entry -> entry.key()).toList());
            });
        }
    }

    private static List<MauticField> fields(Concept concept) {
        var mautic = SIDES.bean(MauticClient.class);
        return concept == Concept.CONTACT ? mautic.contactFields() : mautic.companyFields();
    }

    @Test
    void aFieldOfThatNameThatIsNoListIsInTheWay() {
        var target = new InesTarget.Standard(Concept.CONTACT, ContactField.RANG);
        SIDES.bean(MauticClient.class).administration().createContactField(
                NewContactField.text(target.aliasInMautic(), "x"));
        var schema = Schema.of(List.of(), List.of(), SIDES.bean(InesClient.class).syncInfo(), Map.of());
        assertThat(SIDES.bean(ListFields.class).create(target, schema, Locale.ENGLISH))
                .isInstanceOf(ListFields.Outcome.InTheWay.class);
    }

    @Test
    void aLeadIsShownAsASalespersonReadsItInTheLanguageAndTimeZoneThatAreSet() {
        var now = Instant.parse("2026-07-01T12:00:00Z");
        var french = LeadExample.in(Locale.FRENCH, ZoneId.of("Europe/Paris"), now);
        assertThat(french.title()).isEqualTo("Mautic : Formulaire soumis – Demande de devis");
        assertThat(french.text()).contains("Zoé Lefèvre", "Ateliers Dupont", "01/07/2026 14:00");
        assertThat(LeadExample.in(Locale.ENGLISH, ZoneId.of("UTC"), now).text()).contains("12:00", "Company:");
    }
}
