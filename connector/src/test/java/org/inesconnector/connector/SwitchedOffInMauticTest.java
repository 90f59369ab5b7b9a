package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.inesconnector.connector.links.Holder;
import org.inesconnector.connector.links.ReferenceFields;
import org.inesconnector.connector.mapping.IncompleteMapping;
import org.inesconnector.connector.sync.Cause;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.connector.sync.Incoming;
import org.inesconnector.connector.sync.MauticReading;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.Request;
import org.inesconnector.connector.sync.SkipReason;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A field is switched off in Mautic a moment after the fields were read: its answers tell, at once. */
class SwitchedOffInMauticTest {

    @AutoClose
    private final BothSides sides = new BothSides();

    private long company;
    private long zoe;

    @BeforeEach
    void theFieldsWereRead() {
        sides.mautic.addContactField("old_contact", "Ancienne référence", "number", Map.of());
        sides.mautic.addContactField("old_client", "Ancienne référence client", "number", Map.of());
        sides.connect(
                "mapping.contact.MobilePhone.field=mobile", "mapping.contact.MobilePhone.when-emptied=empty",
                "mapping.client.City.field=companycity", "mapping.client.City.when-emptied=empty");
        sides.bean(ReferenceFields.class).use("old_contact", "old_client");
        company = sides.company("Ateliers");
        sides.mautic.editCompany(company, Map.of("companycity", "Annecy"));
        zoe = sides.contact(company, "Lefèvre");
        sides.mautic.editContact(zoe, Map.of("mobile", "0601020304"));
        sides.pushed(sides.contact(sides.company("Fromagerie"), "Paul"));
    }

    private PushResult push(long contact) {
        return sides.bean(ContactPush.class).push(read(contact), Cause.DIRECT_PUSH, "request");
    }

    private Incoming read(long contact) {
        return sides.bean(MauticReading.class).read(contact);
    }

    private void assertNothingIsSent(String alias) {
        sides.ines.calls().reset();
        assertThatThrownBy(() -> push(zoe)).isInstanceOfSatisfying(
                IncompleteMapping.class,
                thrown -> assertThat(thrown.problems()).allSatisfy(problem -> {
                    assertThat(problem.key()).isEqualTo("mapping.switched-off");
                    assertThat(problem.arguments()).contains(alias);
                }).isNotEmpty());
        assertThat(sides.writes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id_contact_ines", "old_contact"})
    void whoseReferenceIsInAFieldThatIsSwitchedOffIsNotCreatedAgain(String alias) {
        int client = sides.ines.addClient(Map.of("CompanyName", "Ateliers"));
        int reference = sides.ines.addContact(client, Map.of("AutomationRef", Long.toString(zoe)));
        sides.mautic.editContact(zoe, Map.of(alias, Integer.toString(reference)));
        sides.mautic.publishContactField(alias, false);
        assertNothingIsSent(alias);
        sides.mautic.publishContactField(alias, true);
        assertThat(push(zoe)).isInstanceOfSatisfying(
                PushResult.Pushed.class, pushed -> assertThat(pushed.contactRef()).isEqualTo(reference));
    }

    @Test
    void norIsItsCompany() {
        int client = sides.ines.addClient(Map.of("CompanyName", "Ateliers"));
        sides.mautic.editContact(zoe, Map.of("id_client_ines", Integer.toString(client)));
        sides.mautic.publishContactField("id_client_ines", false);
        assertNothingIsSent("id_client_ines");
        sides.mautic.publishContactField("id_client_ines", true);
        assertThat(push(zoe)).isInstanceOfSatisfying(
                PushResult.Pushed.class, pushed -> assertThat(pushed.clientRef()).isEqualTo(client));
    }

    @Test
    void whoIsKeptOutByAFieldThatIsSwitchedOffIsNotSent() {
        sides.mautic.editContact(zoe, Map.of("stop_sync_ines", "1"));
        sides.mautic.publishContactField("stop_sync_ines", false);
        assertNothingIsSent("stop_sync_ines");
        sides.mautic.publishContactField("stop_sync_ines", true);
        assertThat(push(zoe)).isEqualTo(new PushResult.Skipped(SkipReason.STOP_SYNC));
    }

    @Test
    void norAreSeveralOfANewCompanyTogether() {
        var requests = Stream.of(zoe, sides.contact(company, "Martin"))
                .map(contact -> new Request((Incoming.Found) read(contact), Cause.FIRST_SYNCHRONISATION, "request"))
                .toList();
        sides.mautic.publishContactField("stop_sync_ines", false);
        var silent = requests.stream()
                .map(request -> new Request(
                        (Incoming.Found) read(request.incoming().askedFor()), request.cause(), request.request()))
                .toList();
        assertThat(createdTogether(silent)).isZero();
        assertThat(sides.clientsOf(company)).isZero();
        assertThat(createdTogether(requests)).isEqualTo(2);
    }

    private int createdTogether(List<Request> requests) {
        return sides.bean(ContactPush.class).createTogether(requests, Holder.WITHOUT_ROW).size();
    }

    @Test
    void aFormerReferenceFieldThatWasDeletedIsInNobodysWay() {
        sides.mautic.removeContactField("old_contact");
        assertThat(push(zoe)).isInstanceOf(PushResult.Pushed.class);
    }

    @Test
    void whatWasAgreedOnSurvivesThatAFieldIsSwitchedOffAndOnAgain() {
        var pushed = (PushResult.Pushed) push(zoe);
        sides.mautic.publishContactField("mobile", false);
        sides.mautic.publishCompanyField("companycity", false);
        sides.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        push(zoe);
        assertThat(contactAtInes(pushed, "MobilePhone")).isEqualTo("0601020304");
        assertThat(clientAtInes(pushed, "City")).isEqualTo("Annecy");
        assertThat(contactAtInes(pushed, "LastName")).isEqualTo("Martin");

        sides.ines.editContact(pushed.contactRef(), Map.of("MobilePhone", "0699999999"));
        sides.mautic.publishContactField("mobile", true);
        sides.mautic.publishCompanyField("companycity", true);
        sides.mautic.editContact(zoe, Map.of("lastname", "Lefèvre"));
        push(zoe);
        assertThat(contactAtInes(pushed, "MobilePhone")).isEqualTo("0699999999");
        assertThat(contactAtInes(pushed, "LastName")).isEqualTo("Lefèvre");
    }

    @Test
    void aPublishedFieldThatIsEmptiedIsEmptiedAtInes() {
        var pushed = (PushResult.Pushed) push(zoe);
        sides.mautic.editContact(zoe, Map.of("mobile", ""));
        sides.mautic.editCompany(company, Map.of("companycity", ""));
        push(zoe);
        assertThat(contactAtInes(pushed, "MobilePhone")).isEmpty();
        assertThat(clientAtInes(pushed, "City")).isEmpty();
    }

    private String contactAtInes(PushResult.Pushed pushed, String element) {
        return sides.ines.contact(pushed.contactRef()).orElseThrow().value(element);
    }

    private String clientAtInes(PushResult.Pushed pushed, String element) {
        return sides.ines.client(pushed.clientRef()).orElseThrow().value(element);
    }
}
