package org.inesconnector.connector.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.inesconnector.connector.Connector;
import org.inesconnector.connector.H2;
import org.inesconnector.connector.links.Leads;
import org.inesconnector.connector.links.ReferenceFields;
import org.inesconnector.connector.mapping.MappingSettings;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesException;
import org.inesconnector.ines.ValueList;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.ines.InesSimulator;
import org.inesconnector.simulator.mautic.MauticSimulator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Fields and lists are read again without anybody waiting for that. */
class RulesInForceTest {

    private static final Fault NOTHING_CHOSEN = new Fault.Replaced(
            "(?s)(<(?:\\w+:)?GetSyncInfoResult>).*(</(?:\\w+:)?GetSyncInfoResult>)", "$1$2");

    @AutoClose
    private final InesSimulator ines = InesSimulator.start(0);
    @AutoClose
    private final MauticSimulator mautic = MauticSimulator.start(0);
    @AutoClose
    private final ConfigurableApplicationContext connector = Connector.start(
            "connector.database.url=" + H2.newDatabase(),
            "ines.url=" + ines.url(), "ines.account=" + InesSimulator.ACCOUNT,
            "ines.username=" + InesSimulator.USERNAME, "ines.password=" + InesSimulator.PASSWORD,
            "mautic.url=" + mautic.url(), "mautic.username=" + MauticSimulator.USERNAME,
            "mautic.password=" + MauticSimulator.PASSWORD, "mapping.contact.PrimaryMailAddress=email",
            "mapping.contact.LastName=lastname", "mapping.contact.Type=title",
            "mapping.client.CompanyName=companyname");
    private final AtomicInteger readings = new AtomicInteger();
    private volatile boolean hasNoEntries;
    private volatile CountDownLatch mayAnswer = new CountDownLatch(0);
    private volatile Instant now = Instant.parse("2026-11-24T12:00:00Z");

    private final RulesInForce rules = new RulesInForce(
            connector.getBean(MappingSettings.class),
            connector.getBean(SyncSettings.class),
            connector.getBean(MauticClient.class),
            slowly(connector.getBean(InesClient.class)),
            connector.getBean(ReferenceFields.class),
            connector.getBean(Leads.class),
            () -> now);

    private InesClient slowly(InesClient client) {
        return (InesClient) Proxy.newProxyInstance(
                InesClient.class.getClassLoader(), new Class<?>[]{InesClient.class}, (_, method, arguments) -> {
                    if (method.getName().equals("syncInfo")) {
                        mayAnswer.await();
                        readings.incrementAndGet();
                    }
                    try {
                        return method.getName().equals("valueList") && hasNoEntries
                                ? List.of()
                                : method.invoke(client, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void oldRulesServeWhileNewOnesAreRead() {
        var first = rules.current();
        mayAnswer = new CountDownLatch(1);
        pass(Duration.ofMinutes(11));
        assertThat(rules.current()).isSameAs(first);
        assertThat(rules.current()).isSameAs(first);
        mayAnswer.countDown();
        await().untilAsserted(() -> assertThat(rules.current()).isNotSameAs(first));
        assertThat(readings).hasValue(2);
    }

    @Test
    void whereNewOnesCannotBeReadOldOnesServeForAWhileAndNotForEver() {
        var first = rules.current();
        ines.faults().always("GetSyncInfo", Fault.status(503));
        pass(Duration.ofMinutes(11));
        assertThat(rules.current()).isSameAs(first);
        await().until(() -> readings.get() == 2);
        assertThat(rules.current()).isSameAs(first);
        pass(Duration.ofMinutes(10));
        assertThatThrownBy(rules::current).isInstanceOf(InesException.class);
        ines.faults().clear();
        assertThat(rules.current()).isNotSameAs(first);
    }

    @Test
    void anAnswerWithoutAnyEntryTakesNoneOfThoseAwayThatInesHadBefore() {
        hasNoEntries = true;
        assertThat(rules.current().schema().lists().get(ValueList.CONTACT_TYPES)).isEmpty();
        hasNoEntries = false;
        pass(Duration.ofMinutes(30));
        var before = rules.current().schema().lists().get(ValueList.CONTACT_TYPES);
        assertThat(before).isNotEmpty();
        hasNoEntries = true;
        pass(Duration.ofMinutes(30));
        assertThat(rules.current().schema().lists().get(ValueList.CONTACT_TYPES)).isEqualTo(before);
    }

    @Test
    void anAnswerWithoutAnythingTakesNeitherLeadsNorTypesAway() {
        ines.administration().clientType(7);
        var before = rules.current().schema().syncInfo();
        assertThat(before.leadChannel()).isPresent();
        ines.faults().always("GetSyncInfo", NOTHING_CHOSEN);
        pass(Duration.ofMinutes(30));
        assertThat(rules.current().schema().syncInfo()).isEqualTo(before);
        assertThat(readings).hasValue(2);
        ines.faults().clear();
        ines.administration().leadChannel(OptionalInt.empty());
        pass(Duration.ofMinutes(30));
        assertThat(rules.current().schema().syncInfo().leadChannel()).isEmpty();
    }

    @Test
    void anAnswerWithoutAnythingIsNotTheFirstThatIsBelievedWhereLeadsWereDueBefore() {
        ines.faults().always("GetSyncInfo", NOTHING_CHOSEN);
        connector.getBean(JdbcClient.class).sql("""
                INSERT INTO lead (request, mautic_contact_id, ines_contact_ref, ines_client_ref, email, channel,
                                  short_description, detail, scoring, state, lead_ref, created_at)
                VALUES ('form', 1, 1, 1, 'zoe@dupont.example', 4, 'Form', 'Form', 0, 'WRITTEN', 7, CURRENT_TIMESTAMP)
                """).update();
        assertThatThrownBy(rules::current).isInstanceOfSatisfying(InesException.class,
                e -> assertThat(PushResult.Blame.of(e)).isEqualTo(PushResult.Blame.INES));
        ines.faults().clear();
        assertThat(rules.current().schema().syncInfo().leadChannel()).isPresent();
    }

    @Test
    void whereNoLeadWasEverDueNothingMayBeChosen() {
        ines.faults().always("GetSyncInfo", NOTHING_CHOSEN);
        assertThat(rules.current().schema().syncInfo().leadChannel()).isEmpty();
    }
}
