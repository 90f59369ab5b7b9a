package org.inesconnector.mautic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/**
 * Everything HTTP: addresses, sign-in, time-outs, the size of answers. Redirects are not followed, so that no credential
 * goes where it was not meant for. Nothing is repeated but a call whose access token was refused, once.
 */
final class MauticHttp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MauticHttp.class);
    private static final int LARGEST_ANSWER = 32 * 1024 * 1024;
    private static final byte[] NO_BODY = new byte[0];

    private final MauticSettings settings;
    private final String root;
    private final HttpClient jdk;
    private final RestClient rest;
    private final Authorization authorization;
    private final CallWatch watch;

    MauticHttp(MauticSettings settings, InstantSource clock) {
        this(settings, clock, CallWatch.NOBODY);
    }

    MauticHttp(MauticSettings settings, InstantSource clock, CallWatch watch) {
        this.settings = settings;
        this.watch = watch;
        this.root = root(settings.url());
        this.authorization = authorization(settings.credentials(), clock);
        this.jdk = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(settings.connectTimeout()).build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(jdk);
        requests.setReadTimeout(settings.readTimeout());
        requests.enableCompression(true);
        // Those that Spring would take without being told take long to load.
        this.rest = RestClient.builder().requestFactory(requests)
                .configureMessageConverters(converters -> converters.disableDefaults()
                        .addCustomConverter(new ByteArrayHttpMessageConverter()))
                .defaultHeaders(headers -> headers.set(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE)).build();
    }

    JsonNode get(String path) {
        return get(path, new Query());
    }

    /** @param path under {@code /api/} */
    JsonNode get(String path, Query query) {
        return watch.watch("GET " + path, () -> call(HttpMethod.GET, path, query, NO_BODY).json());
    }

    JsonNode send(HttpMethod method, String path, Object body) {
        return succeed(method, path, body).json();
    }

    /** A success that may hold refusals, whose words are told. */
    Answer succeed(HttpMethod method, String path, Object body) {
        return watch.watch(method + " " + path, () -> {
            Answer answer = call(method, path, new Query(), Json.write(body));
            answer.json();
            return answer;
        });
    }

    String version() {
        Answer answer = call(HttpMethod.GET, "contacts", new Query().with("limit", 1).with("minimal", 1), NO_BODY);
        answer.json();
        return answer.version().orElseThrow(
                () -> new MauticException.NotUnderstood("The answer does not name a version of Mautic", null));
    }

    private Answer call(HttpMethod method, String path, Query query, byte[] body) {
        URI uri = URI.create(root + "/api/" + path + query);
        String header = authorization.header();
        Answer answer = exchange(method, uri, header, MediaType.APPLICATION_JSON, body);
        if (answer.status() != 401) {
            return answer;
        }
        String another = authorization.insteadOf(header);
        return another.equals(header)
                ? answer
                : exchange(method, uri, another, MediaType.APPLICATION_JSON, body);
    }

    /** OAuth 2's client credentials grant: {@code POST oauth/v2/token}. */
    private JsonNode accessToken(MauticCredentials.ClientCredentials credentials) {
        byte[] form = form(Map.of("grant_type", "client_credentials", "client_id", credentials.clientId(),
                "client_secret", credentials.clientSecret()));
        Answer answer = exchange(HttpMethod.POST, URI.create(root + "/oauth/v2/token"), null,
                MediaType.APPLICATION_FORM_URLENCODED, form);
        if (answer.status() == 400 || answer.status() == 401) {
            throw new MauticException.Unauthorized(
                    "Mautic does not accept the OAuth 2 client id and secret" + answer.words());
        }
        return answer.json();
    }

    private Answer exchange(HttpMethod method, URI uri, @Nullable String header, MediaType type, byte[] body) {
        try {
            RestClient.RequestBodySpec request = rest.method(method).uri(uri);
            if (header != null) {
                request.header(HttpHeaders.AUTHORIZATION, header);
            }
            if (body.length > 0) {
                request.contentType(type).body(body);
            }
            Answer answer = request.exchangeForRequiredValue((sent, received) -> answer(received, header));
            LOG.debug("{} {} answered {}", method, uri.getPath(), answer.status());
            return answer;
        } catch (ResourceAccessException failure) {
            throw new MauticException.Unavailable("Mautic cannot be reached: " + why(failure.getCause()),
                    failure.getCause());
        }
    }

    private Answer answer(ClientHttpResponse received, @Nullable String header) throws IOException {
        HttpHeaders headers = received.getHeaders();
        try (InputStream body = received.getBody()) {
            byte[] bytes = body.readNBytes(LARGEST_ANSWER + 1);
            if (bytes.length > LARGEST_ANSWER) {
                throw Json.notUnderstood("is larger than 32 MB");
            }
            return Answer.of(received.getStatusCode().value(), bytes,
                    Optional.ofNullable(headers.getFirst("Mautic-Version")),
                    Optional.ofNullable(headers.getFirst(HttpHeaders.LOCATION)),
                    SentSecrets.of(settings.credentials(), header));
        }
    }

    private String why(@Nullable Throwable failure) {
        return switch (failure) {
            case HttpConnectTimeoutException _ ->
                "no connection within " + settings.connectTimeout().toMillis() + " ms";
            case HttpTimeoutException _ -> "no full answer within " + settings.readTimeout().toMillis() + " ms";
            case ConnectException _ ->
                "no connection to " + settings.url().getHost() + ": unknown, or nothing answers there";
            case SSLException tls -> "no secure connection: " + tls.getMessage();
            case null, default -> "the connection broke, or no full answer came within "
                    + settings.readTimeout().toMillis() + " ms";
        };
    }

    private Authorization authorization(MauticCredentials credentials, InstantSource clock) {
        return switch (credentials) {
            case MauticCredentials.Basic basic -> {
                require(!basic.username().isBlank() && !basic.password().isBlank(),
                        "The user name or password is missing");
                yield Authorization.basic(basic);
            }
            case MauticCredentials.ClientCredentials client -> {
                require(!client.clientId().isBlank() && !client.clientSecret().isBlank(),
                        "The OAuth 2 client id or secret is missing");
                yield new AccessTokens(() -> accessToken(client), clock);
            }
        };
    }

    private static String root(URI url) {
        require("http".equals(url.getScheme()) || "https".equals(url.getScheme()),
                "Mautic's address must start with http:// or https://");
        require(url.getHost() != null && url.getRawUserInfo() == null && url.getRawQuery() == null
                && url.getRawFragment() == null, "Mautic's address must be a host and perhaps a path, nothing more");
        return url.toString().replaceAll("/+$", "");
    }

    private static void require(boolean met, String otherwise) {
        if (!met) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static byte[] form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + '=' + URLEncoder.encode(value.getValue(), UTF_8))
                .collect(Collectors.joining("&")).getBytes(UTF_8);
    }

    @Override
    public void close() {
        jdk.close();
    }
}
