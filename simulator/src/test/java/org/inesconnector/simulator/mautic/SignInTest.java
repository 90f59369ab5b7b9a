package org.inesconnector.simulator.mautic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignInTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T08:00:00Z"));
    private final MauticSimulator mautic = MauticSimulator.start(MauticSimulatorSettings.onPort(0).with(now::get));

    @AfterEach
    void stop() {
        mautic.close();
    }

    private String token() {
        var answer = Api.tree(Api.of(mautic).form("/oauth/v2/token", "grant_type=client_credentials&client_id="
                + MauticSimulator.CLIENT_ID + "&client_secret=" + MauticSimulator.CLIENT_SECRET));
        assertThat(answer.path("token_type").stringValue()).isEqualTo("bearer");
        return "Bearer " + answer.path("access_token").stringValue();
    }

    private int status(String authorization) {
        return Api.with(mautic, authorization).request("GET", "/api/contacts", "").statusCode();
    }

    @Test
    void wrongCredentialsGet401WithoutABody() {
        var answer = Api.with(mautic, Api.basic(MauticSimulator.USERNAME, "wrong")).request("GET", "/api/contacts", "");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Basic realm=\"Secured Area\"");
    }

    @Test
    void onlyTheApisControllersNameTheVersion() {
        assertThat(version(Api.of(mautic), "/api/contacts")).hasValue("7.0.0");
        assertThat(version(Api.of(mautic), "/api/contacts/999")).hasValue("7.0.0");
        assertThat(version(Api.of(mautic), "/api/nowhere")).isEmpty();
        assertThat(version(Api.of(mautic), "/api/contacts?orderBy=nowhere")).isEmpty();
        assertThat(version(Api.with(mautic, "none"), "/api/contacts")).isEmpty();
        assertThat(version(Api.with(mautic, Api.basic(MauticSimulator.USERNAME, "wrong")), "/api/contacts")).isEmpty();
        mautic.switchApi(false);
        assertThat(version(Api.of(mautic), "/api/contacts")).isEmpty();
    }

    private static Optional<String> version(Api api, String path) {
        return api.request("GET", path, "").headers().firstValue("Mautic-Version");
    }

    @Test
    void whatIsRefusedOutsideOfAControllerHasATypeInPlaceOfDetails() {
        assertThat(Api.of(mautic).request("GET", "/api/nowhere", "").body()).isEqualTo(
                "{\"errors\":[{\"message\":\"Requested URL not found: \\/api\\/nowhere\",\"code\":404,\"type\":null}]}");
        assertThat(Api.with(mautic, "none").request("GET", "/api/contacts", "").body()).isEqualTo(
                "{\"errors\":[{\"message\":\"API authorization denied.\",\"code\":401,\"type\":\"access_denied\"}]}");
        assertThat(Api.with(mautic, "Bearer x").request("GET", "/api/contacts", "").body()).isEqualTo(
                "{\"errors\":[{\"message\":\"The access token provided is invalid.\",\"code\":401,"
                        + "\"type\":\"invalid_grant\"}]}");
    }

    @Test
    void aTokenIsGoodForAnHour() {
        var token = token();
        assertThat(status(token)).isEqualTo(200);
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(61)));
        assertThat(status(token)).isEqualTo(401);
        assertThat(status(token())).isEqualTo(200);
    }

    @Test
    void tokensCanBeMadeToExpire() {
        var token = token();
        mautic.expireTokens();
        assertThat(status(token)).isEqualTo(401);
    }

    @Test
    void aWrongClientSecretIsABadRequest() {
        var answer = Api.of(mautic).form("/oauth/v2/token",
                "grant_type=client_credentials&client_id=" + MauticSimulator.CLIENT_ID + "&client_secret=wrong");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(
                "{\"errors\":[{\"message\":\"The client credentials are invalid\",\"code\":400,"
                        + "\"type\":\"invalid_client\"}]}");
    }

    @Test
    void anApiThatIsSwitchedOffIsForbidden() {
        mautic.switchApi(false);
        assertThat(status(Api.basic(MauticSimulator.USERNAME, MauticSimulator.PASSWORD))).isEqualTo(403);
        assertThat(Api.of(mautic).form("/oauth/v2/token", "grant_type=client_credentials").statusCode()).isEqualTo(403);
    }

    @Test
    void whereBasicAuthIsSwitchedOffItIsForbiddenAndTokensAreStillGood() {
        var token = token();
        mautic.switchBasicAuth(false);
        assertThat(status(Api.basic(MauticSimulator.USERNAME, MauticSimulator.PASSWORD))).isEqualTo(403);
        assertThat(status(token)).isEqualTo(200);
    }

    @Test
    void theAuditLogCanBeRefusedInBothWays() {
        var api = Api.of(mautic);
        mautic.statsAccess(StatsAccess.REFUSED_WITH_403);
        assertThat(api.request("GET", "/api/stats/audit_log", "").statusCode()).isEqualTo(403);
        mautic.statsAccess(StatsAccess.REFUSED_WITH_ERRORS);
        var answer = api.request("GET", "/api/stats/audit_log", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Api.tree(answer).path("errors").path(0).path("code").intValue()).isEqualTo(403);
        assertThat(api.request("GET", "/api/stats/companies_leads", "").body()).contains("\"stats\":[]");
    }
}
