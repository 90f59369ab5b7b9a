package org.inesconnector.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.inesconnector.connector.access.ApiTokens;
import org.inesconnector.connector.access.Scope;
import org.inesconnector.connector.direct.DirectPushes;
import org.inesconnector.connector.direct.PushByAddress;
import org.inesconnector.connector.embedded.ForcedFiles;
import org.inesconnector.connector.feed.WakeUps;
import org.inesconnector.mautic.PushRequest;
import org.inesconnector.mautic.WebhookEvents;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.FaultRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** H2 hands a commit to the system only: what others are told of is on the disk before they are. */
class PowerCutTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final Path directory;
    private final BothSides sides;

    PowerCutTest(@TempDir Path directory) {
        this.directory = directory;
        sides = new BothSides("connector.database.url=" + ForcedFiles.address(directory.resolve("connector")));
        sides.connect("connector.push-tag=ines", "connector.full-synchronisation=false");
    }

    @AfterEach
    void close() {
        sides.mautic.faults().release();
        sides.ines.faults().release();
        sides.close();
    }

    /** With what is left after the machine has lost its power now. */
    private long leftOf(String rows) {
        var database = new DriverManagerDataSource(
                ForcedFiles.afterPowerCut(directory.resolve("connector")));
        return JdbcClient.create(database).sql("SELECT count(*) FROM " + rows).query(Long.class).single();
    }

    @Test
    void aCreationIsAnnouncedOnTheDiskBeforeInesIsAsked() throws InterruptedException {
        long contact = sides.contact(sides.company("Ateliers"), "Lefèvre");
        sides.ines.faults().next("AddClientWithContacts", Fault.late(LONG));
        var push = Thread.startVirtualThread(() -> sides.push(contact));
        await().until(() -> !sides.ines.faults().heldPorts().isEmpty());
        assertThat(leftOf("creation")).isOne();
        sides.ines.faults().release();
        push.join();
    }

    @Test
    void whoHasTheTagIsQueuedOnTheDiskBeforeMauticTakesItAway() throws InterruptedException {
        long contact = sides.contact(sides.company("Ateliers"), "Lefèvre");
        sides.mautic.addTags(contact, "ines");
        sides.mautic.faults().next("PATCH contacts/batch/edit", Fault.late(LONG));
        var pushes = Thread.startVirtualThread(sides.bean(DirectPushes.class)::pushTagged);
        await().until(() -> !sides.mautic.faults().heldPorts().isEmpty());
        assertThat(leftOf("synchronisation WHERE mautic_contact_id = " + contact)).isOne();
        sides.mautic.faults().release();
        pushes.join();
    }

    @Test
    void whatAFormIsToldToBeTakenIsOnTheDisk() {
        sides.bean(PushByAddress.class).take(PushRequest.parse("contact_id=7".getBytes(UTF_8)));
        assertThat(leftOf("synchronisation WHERE mautic_contact_id = 7")).isOne();
    }

    @Test
    void soIsWhatAWebhookIsTold() {
        sides.bean(WakeUps.class).take(WebhookEvents.parse("""
                {"mautic.lead_post_delete": [{"id": 7}, {"id": 8}]}""".getBytes(UTF_8)));
        assertThat(leftOf("wake_up")).isEqualTo(2);
    }

    @Test
    void soIsWhatAProgramIsToldToBeTriedAgain() throws IOException, InterruptedException {
        sides.listen("connector.full-synchronisation=false");
        var token = sides.bean(ApiTokens.class).create("program", Scope.API);
        long contact = sides.contact(sides.company("Ateliers"), "Lefèvre");
        sides.pushed(contact);
        int writes = sides.writes();
        sides.mautic.editContact(contact, Map.of("city", "Metz"));
        sides.ines.faults().always(FaultRule.ANY, Fault.status(503));
        var request = HttpRequest.newBuilder(URI.create(sides.address() + "/api/push"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"contact\": %d}".formatted(contact)))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, BodyHandlers.ofString())).returns(200, HttpResponse::statusCode)
                    .extracting(HttpResponse::body).asString().contains("\"PENDING\"");
        }
        assertThat(sides.writes()).as("before the first call that changes INES").isEqualTo(writes);
        assertThat(leftOf("synchronisation WHERE state = 'PENDING' AND mautic_contact_id = " + contact)).isOne();
    }
}
