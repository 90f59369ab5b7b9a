package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.inesconnector.connector.feed.FirstSynchronisation;
import org.inesconnector.connector.feed.Forecast;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.SynchronisationRun;
import org.inesconnector.connector.sync.SkipReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForecastTest {

    /** What signs in, or reads what is the same for all contacts. */
    private static final Set<String> OF_NO_CONTACT = Set.of("authenticationWs", "GetSyncInfo", "wsdl");

    private final BothSides sides = new BothSides();

    @BeforeEach
    void connect() {
        sides.connect("connector.full-synchronisation=true", "mapping.stop-sync=stop_sync_ines");
    }

    @AfterEach
    void stop() {
        sides.close();
    }

    private Forecast.Count forecast() {
        return sides.bean(Forecast.class).count();
    }

    private long callsForContacts() {
        return sides.ines.calls().counts().entrySet().stream()
                .filter(call -> !OF_NO_CONTACT.contains(call.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Test
    void itSaysWhatAFirstSynchronisationThenDoesToTheCallAndSendsNothing() {
        sides.mautic.seed(60, 12);
        var forecast = forecast();
        assertThat(sides.ines.contacts()).isEmpty();
        assertThat(callsForContacts()).isZero();
        assertThat(forecast.contacts()).isEqualTo(60);
        assertThat(forecast.clients()).isEqualTo(12);

        sides.bean(FirstSynchronisation.class).queueNext();
        sides.bean(SynchronisationRun.class).run(100);
        assertThat(sides.ines.contacts()).hasSize(60);
        assertThat(sides.ines.clients()).hasSize(12);
        assertThat(callsForContacts()).isEqualTo(forecast.inesCalls());
    }

    @Test
    void itCountsEachContactOnceAsNewChangedUnchangedSkippedOrForAPerson() {
        long company = sides.company("Ateliers");
        long unchanged = sides.contact(company, "Pareil");
        long changed = sides.contact(company, "Avant");
        sides.push(unchanged);
        sides.push(changed);
        sides.mautic.editContact(changed, Map.of("lastname", "Après"));
        sides.contact(company, "Nouvelle");
        long stopped = sides.contact(company, "Discret");
        sides.mautic.editContact(stopped, Map.of("stop_sync_ines", "1"));
        sides.mautic.createContact(Map.of("email", "seul@example.com"));
        long twin = sides.contact(company, "Jumelle");
        sides.mautic.editContact(twin, Map.of("id_contact_ines", "999999"));

        var forecast = forecast();
        assertThat(forecast.clients()).isZero();
        assertThat(forecast.contacts()).isOne();
        assertThat(forecast.updated()).isOne();
        assertThat(forecast.unchanged()).isOne();
        assertThat(forecast.skipped()).isEqualTo(Map.of(SkipReason.STOP_SYNC, 1L, SkipReason.NO_COMPANY, 1L));
        assertThat(forecast.prevented() + forecast.contacts()).isEqualTo(2);
    }

    @Test
    void whoAPersonMustLookAtFirstIsNamedWithTheReason() {
        long odd = sides.contact(sides.company("Ateliers"), "Étrange");
        int stranger = sides.ines.addContact(
                sides.ines.addClient(Map.of("CompanyName", "Ateliers")),
                Map.of("LastName", "Durand", "PrimaryMailAddress", "durand@ailleurs.example"));
        sides.mautic.editContact(odd, Map.of("id_contact_ines", Integer.toString(stranger)));
        assertThat(forecast().whom()).singleElement()
                .returns(odd, Forecast.Prevented::contact)
                .extracting(one -> one.why().arguments().getFirst())
                .isInstanceOfSatisfying(Message.class, why -> assertThat(why.key()).isEqualTo("adopt.other-contact"));
    }

    @Test
    void oneThatNobodyWantsAnyMoreEndsBeforeTheNextPage() {
        sides.mautic.seed(300, 60);
        var asked = new AtomicInteger();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> sides.bean(Forecast.class).count(() -> asked.incrementAndGet() < 20));
        assertThat(asked).hasValueLessThanOrEqualTo(200);
    }

    @Test
    void anUnchangedContactIsForecastAtNoCall() {
        long contact = sides.contact(sides.company("Ateliers"), "Pareil");
        sides.push(contact, Origin.CHANGE);
        assertThat(forecast().inesCalls()).isZero();
    }
}
