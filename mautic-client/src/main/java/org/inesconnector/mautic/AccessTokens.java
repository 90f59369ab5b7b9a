package org.inesconnector.mautic;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * OAuth 2 access tokens: one is used by all calls until shortly before it expires or Mautic refuses it. However many calls
 * need a new one at the same time, it is asked for once, and a failure to get it is the failure of all of them.
 */
final class AccessTokens implements Authorization {

    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final long USUAL_SECONDS = 3600;
    private static final long MOST_SECONDS = Duration.ofDays(1).toSeconds();
    /** RFC 6750: what a header can carry. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]+");

    private final Supplier<JsonNode> request;
    private final InstantSource clock;
    private @Nullable Token current;
    private @Nullable CompletableFuture<Token> underway;

    /** @param request asks for a token and gives Mautic's answer */
    AccessTokens(Supplier<JsonNode> request, InstantSource clock) {
        this.request = request;
        this.clock = clock;
    }

    private record Token(String header, Instant renewAt) {}

    @Override
    public String header() {
        return token("").header();
    }

    @Override
    public String insteadOf(String refused) {
        return token(refused).header();
    }

    private Token token(String refused) {
        CompletableFuture<Token> awaited;
        boolean mine;
        synchronized (this) {
            if (current != null && isGood(current, refused)) {
                return current;
            }
            mine = underway == null;
            awaited = Objects.requireNonNullElseGet(underway, CompletableFuture::new);
            underway = awaited;
        }
        if (mine) {
            fetch(awaited);
        }
        return result(awaited);
    }

    private boolean isGood(Token token, String refused) {
        return !token.header().equals(refused) && clock.instant().isBefore(token.renewAt());
    }

    private void fetch(CompletableFuture<Token> awaited) {
        try {
            Token token = token(request.get());
            arrived(token);
            awaited.complete(token);
        } catch (RuntimeException | Error failure) {
            arrived(null);
            awaited.completeExceptionally(failure);
        }
    }

    private synchronized void arrived(@Nullable Token token) {
        current = token;
        underway = null;
    }

    private static Token result(CompletableFuture<Token> awaited) {
        try {
            return awaited.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof MauticException known ? known : failure;
        }
    }

    private Token token(JsonNode answer) {
        String token = Json.text(answer, "access_token");
        if (!TOKEN.matcher(token).matches()) {
            throw Json.notUnderstood("has no access token");
        }
        Duration life = Duration.ofSeconds(
                Math.clamp(Json.whole(answer.path("expires_in")).orElse(USUAL_SECONDS), 0, MOST_SECONDS));
        Duration half = life.dividedBy(2);
        Duration margin = half.compareTo(MARGIN) < 0 ? half : MARGIN;
        return new Token("Bearer " + token, clock.instant().plus(life).minus(margin));
    }
}
