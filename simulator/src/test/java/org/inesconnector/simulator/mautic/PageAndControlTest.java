package org.inesconnector.simulator.mautic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.inesconnector.simulator.http.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageAndControlTest {

    private final MauticSimulator mautic = MauticSimulator.start(0);
    private final Api anybody = Api.with(mautic, "none");
    private final Api api = Api.of(mautic);

    @AfterEach
    void stop() {
        mautic.close();
    }

    @Test
    void thePageShowsContactsWithTheirTextEscaped() {
        mautic.createContact(Map.of("email", "a@example.com", "lastname", "<script>alert(1)</script>",
                "id_contact_ines", "1201", "company", "Dupont & Fils"), "\"tag\"");
        var page = anybody.request("GET", "/", "").body();
        assertThat(page).contains("&lt;script&gt;", "1201", "Dupont &amp; Fils", "&quot;tag&quot;", "Société")
                .doesNotContain("<script>");
    }

    @Test
    void thePageTurnsOver() {
        mautic.seed(150, 3);
        assertThat(anybody.request("GET", "/", "").body()).contains("?page=2");
        assertThat(anybody.request("GET", "/?page=2", "").body()).contains("contact150@").doesNotContain("?page=3");
    }

    @Test
    void manyContactsAreThereAtOnceAndCanBeWalkedThrough() {
        anybody.post("/_simulator/seed", "{\"contacts\": 100000, \"companies\": 5000}");
        var page = api.get("/api/contacts", "where[0][col]=id", "where[0][expr]=gt", "where[0][val]=99998",
                "limit=500");
        assertThat(page.path("contacts").propertyNames()).containsExactly("99999", "100000");
        assertThat(api.get("/api/contacts", "limit=1").path("total").stringValue()).isEqualTo("100000");
        assertThat(mautic.lastAuditId()).isZero();
    }

    @Test
    void theControlsDoWhatVisitorsAndMauticDo() {
        anybody.post("/_simulator/seed", "{\"contact\": {\"email\": \"a@example.com\"}}");
        anybody.post("/_simulator/seed", "{\"contact\": {\"email\": \"b@example.com\"}}");
        anybody.post("/_simulator/contacts/1/points", "{\"points\": 7}");
        anybody.post("/_simulator/merge", "{\"winner\": 1, \"loser\": 2}");
        long form = mautic
                .createForm("{\"name\": \"F\", \"fields\": [{\"alias\": \"e\", \"mappedField\": \"email\"}]}");
        var submission = anybody.post("/_simulator/forms/" + form + "/submit", "{\"e\": \"c@example.com\"}");
        assertThat(submission.path("contact").longValue()).isEqualTo(3);
        assertThat(mautic.contact(2).orElseThrow().points()).isEqualTo(7);
        long campaign = mautic.createCampaign("""
                {"name": "C", "events": [{"type": "lead.changetags", "properties": {"add_tags": ["ines"]}}]}""");
        anybody.post("/_simulator/campaigns/" + campaign + "/contacts/1", "");
        assertThat(mautic.contact(1).orElseThrow().tags()).containsExactly("ines");
        var state = anybody.get("/_simulator/state");
        assertThat(state.path("contacts").intValue()).isEqualTo(2);
    }

    @Test
    void aResetLeavesNobodyAndIdsGoOn() {
        mautic.createContact(Map.of("email", "a@example.com"));
        anybody.post("/_simulator/reset", "");
        assertThat(mautic.contactCount()).isZero();
        assertThat(mautic.createContact(Map.of("email", "a@example.com"))).isEqualTo(2);
        assertThat(api.get("/api/stats/audit_log").path("stats").path(0).path("id").stringValue()).isEqualTo("3");
    }

    @Test
    void callsAreCountedByTheirRoute() {
        mautic.createContact(Map.of("email", "a@example.com"));
        api.get("/api/contacts/1");
        api.get("/api/contacts/1");
        api.get("/api/stats/audit_log");
        anybody.request("GET", "/api/contacts", "");
        anybody.request("GET", "/", "");
        assertThat(mautic.calls().counts()).isEqualTo(
                Map.of("GET contacts/{id}", 2, "GET stats/{table}", 1, "GET contacts", 1));
        assertThat(mautic.calls().last(1).getFirst().outcome()).isEqualTo("HTTP 401");
        assertThat(mautic.calls().of("GET stats/{table}").getFirst().caller()).isEqualTo(MauticSimulator.USERNAME);
    }

    @Test
    void aCallGoesWrongOnDemand() {
        mautic.faults().next("GET contacts", Fault.status(502));
        assertThat(api.request("GET", "/api/contacts", "").statusCode()).isEqualTo(502);
        assertThat(api.request("GET", "/api/contacts", "").statusCode()).isEqualTo(200);
    }

    @Test
    void removedAuditRowsDoNotComeBack() {
        mautic.createContact(Map.of("email", "a@example.com"));
        mautic.removeOldestAuditRows(1);
        var rows = api.get("/api/stats/audit_log").path("stats");
        assertThat(rows.valueStream().map(row -> row.path("id").stringValue())).containsExactly("2");
    }

    @Test
    void argumentsAreAPortAndAVersion() {
        assertThat(MauticSimulatorMain.settings(List.of("--mautic-port=81", "--mautic-version=5.1.0")))
                .hasValueSatisfying(settings -> {
                    assertThat(settings.port()).isEqualTo(81);
                    assertThat(settings.version()).isEqualTo(MauticVersion.V5_1_0);
                });
        assertThat(MauticSimulatorMain.settings(List.of("--help"))).isEmpty();
    }
}
