package org.inesconnector.connector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.FieldMapping;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.connector.mapping.InesTarget;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.connector.mapping.MauticSource;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticCredentials;
import org.inesconnector.mautic.MauticSettings;
import org.junit.jupiter.api.Test;

/** What the audit logs recorded from real Mautics come to. */
class RecordedChangesTest {

    private static final Relevance RELEVANCE = new Relevance(new Mapping(
            "id_contact_ines",
            "id_client_ines",
            Optional.of("stop_sync_ines"),
            List.of(field(1, MauticSource.Side.CONTACT, "city"), field(2, MauticSource.Side.COMPANY, "companycity"))));

    private static FieldMapping field(int inesId, MauticSource.Side side, String alias) {
        return new FieldMapping(
                new InesTarget.Custom(Concept.CONTACT, inesId), new MauticSource(side, alias), FieldRule.ALWAYS);
    }

    private static List<Meaning> replay(String recording) throws IOException {
        var answer = Files.readAllBytes(Path.of("src/test/resources/recordings", recording));
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.getResponseHeaders().add("Mautic-Version", recording.substring(0, 5));
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (var client = MauticClient.create(
                new MauticSettings(url, new MauticCredentials.Basic("ada", "simulated-password")))) {
            return client.auditLog(0, 100).stream().map(RELEVANCE::of).toList();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void newContactsAMappedCityAnAddressADoNotContactAndACompanysCityAreSeenIn7() throws IOException {
        var batch = Batch.of(replay("7.0.0/audit-log.json"));
        assertThat(batch.changed()).containsExactly(3L, 4L, 197L, 198L, 199L, 200L, 201L, 202L);
        assertThat(batch.companies()).containsExactly(1L);
        assertThat(batch.deleted()).containsExactly(5L, 6L);
        assertThat(batch.merged()).isEmpty();
    }

    @Test
    void pointsAndReferencesWrittenBackCostNothingIn7() throws IOException {
        var meanings = replay("7.0.0/audit-log.json");
        assertThat(meanings.get(12)).isEqualTo(new Meaning.Nothing());
        assertThat(meanings.getLast()).isEqualTo(new Meaning.Nothing());
    }

    @Test
    void aMergeIsNoDeletionIn7() throws IOException {
        var batch = Batch.of(replay("7.0.0/audit-log-merge.json"));
        assertThat(batch.merged()).isEqualTo(Map.of(204L, 203L));
        assertThat(batch.deleted()).isEmpty();
        assertThat(batch.changed()).containsExactly(203L);
    }

    @Test
    void aContactFromAFormThatWasDeletedIsOnlyGoneIn5() throws IOException {
        var batch = Batch.of(replay("5.1.0/audit-log.json"));
        assertThat(batch.changed()).containsExactly(1L);
        assertThat(batch.deleted()).containsExactly(2L);
        assertThat(batch.companies()).isEmpty();
    }

    @Test
    void fieldsThatAreNotMappedPointsAndReferencesCostNothingIn5() throws IOException {
        var meanings = replay("5.1.0/audit-log.json");
        assertThat(List.of(7, 8, 10, 11)).allMatch(row -> meanings.get(row).equals(new Meaning.Nothing()));
        assertThat(meanings.get(9)).as("unsubscribed").isEqualTo(new Meaning.Changed(1));
    }
}
