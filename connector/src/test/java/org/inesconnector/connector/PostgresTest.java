package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.inesconnector.connector.sync.Cause;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.Settlement;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.ines.InesFaults;
import org.inesconnector.simulator.ines.InesSimulator;
import org.inesconnector.simulator.mautic.MauticSimulator;
import org.junit.jupiter.api.Test;

class PostgresTest {

    @Test
    void theSameSchemaServesCreationUpdateUncertaintyAndLeadsOnPostgres() throws IOException {
        try (var postgres = EmbeddedPostgres.start();
                var mautic = MauticSimulator.start(0);
                var ines = InesSimulator.start(0);
                var connector = Connector.start(
                        "ines.url=" + ines.url(),
                        "ines.account=" + InesSimulator.ACCOUNT,
                        "ines.username=" + InesSimulator.USERNAME,
                        "ines.password=" + InesSimulator.PASSWORD,
                        "mautic.url=" + mautic.url(),
                        "mautic.username=" + MauticSimulator.USERNAME,
                        "mautic.password=" + MauticSimulator.PASSWORD,
                        "connector.published=true",
                        "connector.database.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                        "mapping.contact.PrimaryMailAddress=email",
                        "mapping.contact.LastName=lastname",
                        "mapping.client.CompanyName=companyname")) {
            var push = connector.getBean(ContactPush.class);
            long company = mautic.createCompany(Map.of("companyname", "Ateliers"));
            long zoe = contact(mautic, company, "Lefèvre");

            ines.faults().next("AddLead", InesFaults.soapFault("Canal fermé"));
            assertThat(push(push, zoe)).isInstanceOf(PushResult.Pushed.class);
            mautic.editContact(zoe, Map.of("lastname", "Martin"));
            assertThat(push(push, zoe)).isInstanceOf(PushResult.Pushed.class);
            assertThat(ines.contacts()).singleElement().matches(contact -> contact.value("LastName").equals("Martin"));
            assertThat(ines.leads()).hasSize(2);

            long paul = contact(mautic, company, "Paul");
            ines.faults().next("AddContact", Fault.cut(Fault.When.AFTER_THE_WORK));
            assertThat(push(push, paul)).isInstanceOf(PushResult.Uncertain.class);
            assertThat(push(push, paul)).isInstanceOf(PushResult.Uncertain.class);
            int reference = ines.contacts().stream()
                    .filter(contact -> contact.value("LastName").equals("Paul"))
                    .findFirst()
                    .orElseThrow()
                    .reference();
            assertThat(connector.getBean(Settlement.class).exists(paul, reference)).isEmpty();
            assertThat(push(push, paul)).isInstanceOf(PushResult.Unchanged.class);
            assertThat(ines.contacts()).hasSize(2);
            assertThat(ines.clients()).hasSize(1);
        }
    }

    private static long contact(MauticSimulator mautic, long company, String lastName) {
        long id = mautic.createContact(Map.of("lastname", lastName, "email", lastName.length() + "@example.com"));
        mautic.addToCompany(id, company);
        mautic.setPrimaryCompany(id, company);
        return id;
    }

    private static PushResult push(ContactPush push, long contact) {
        return push.push(contact, Cause.DIRECT_PUSH, UUID.randomUUID().toString());
    }
}
