package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.inesconnector.connector.access.ApiToken;
import org.inesconnector.connector.access.ApiTokens;
import org.inesconnector.connector.access.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nobody calls the connector without a token, and none is good for more than it was made for. */
class TokenTest {

    private static final BothSides SIDES = new BothSides();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void listen() {
        SIDES.listen();
    }

    @AfterAll
    static void close() {
        SIDES.close();
        HTTP.close();
    }

    private final ApiTokens tokens = SIDES.bean(ApiTokens.class);

    private static HttpResponse<String> call(String method, String path, String token) {
        var request = HttpRequest.newBuilder(URI.create(SIDES.address() + path))
                .method(method, BodyPublishers.noBody());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static int status(String method, String path, String token) {
        return call(method, path, token).statusCode();
    }

    @Test
    void withoutATokenNothingIsAnsweredWhateverTheAddress() {
        for (var path : new String[]{"/api/ines/getMapping", "/api/none", "/mautic/push", "/mautic/none"}) {
            for (var method : new String[]{"GET", "POST"}) {
                var answer = call(method, path, "");
                assertThat(answer.statusCode()).as(method + " " + path).isEqualTo(401);
                assertThat(answer.body()).isEmpty();
            }
        }
    }

    @Test
    void aTokenIsGoodForNoPage() {
        var token = tokens.create("for the API", Scope.API);
        for (var path : List.of("/", "/journal", "/settings/connection", "/error", "/actuator")) {
            assertThat(call("GET", path, token)).as(path).extracting(HttpResponse::statusCode).isEqualTo(302);
            assertThat(status("POST", path, token)).as(path).isEqualTo(403);
        }
    }

    @Test
    void aTokenThatWasNeverMadeOrWasRevokedLetsNobodyIn() {
        var token = tokens.create("short life", Scope.API);
        assertThat(status("GET", "/api/none", token)).isEqualTo(404);
        assertThat(status("GET", "/api/none", token + "x")).isEqualTo(401);
        assertThat(tokens.revoke(tokens.all().getLast().id())).isTrue();
        assertThat(status("GET", "/api/none", token)).isEqualTo(401);
    }

    @Test
    void aTokenThatStandsInMauticIsNotGoodForTheRestOfTheApi() {
        var token = tokens.create("forms", Scope.PUSH);
        assertThat(status("GET", "/api/none", token)).isEqualTo(403);
        assertThat(status("GET", "/api/status", token)).isEqualTo(403);
    }

    @Test
    void onlyItsHashIsKeptAndItsUseIsRemembered() {
        var token = tokens.create("remembered", Scope.API);
        assertThat(tokens.all().getLast().lastUsedAt()).isEmpty();
        status("GET", "/api/none", token);
        assertThat(tokens.all().getLast()).extracting(ApiToken::name).isEqualTo("remembered");
        assertThat(tokens.all().getLast().lastUsedAt()).isPresent();
        assertThat(SIDES.bean(JdbcClient.class).sql("SELECT hash FROM api_token").query(String.class).list())
                .noneMatch(token::contains)
                .allMatch(hash -> hash.length() == 64);
    }
}
