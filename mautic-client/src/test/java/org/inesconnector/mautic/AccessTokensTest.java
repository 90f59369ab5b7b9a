package org.inesconnector.mautic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.inesconnector.mautic.FakeMautic.Reply;
import org.inesconnector.mautic.FakeMautic.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

    private static final MauticCredentials CREDENTIALS = new MauticCredentials.ClientCredentials("1_id", "s3cret&");
    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    private final AtomicInteger issued = new AtomicInteger();
    private final Set<String> valid = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final InstantSource clock = now::get;
    private final FakeMautic mautic = new FakeMautic(this::answer);

    private Reply answer(Request request) {
        if (request.path().equals("/mautic/oauth/v2/token")) {
            String token = "token" + issued.incrementAndGet();
            valid.add("Bearer " + token);
            return Reply.json("{\"access_token\":\"" + token
                    + "\",\"expires_in\":3600,\"token_type\":\"bearer\",\"scope\":null}");
        }
        return valid.contains(request.header("Authorization"))
                ? Reply.json("{\"contact\":{\"id\":1}}")
                : Reply.json(401,
                        "{\"errors\":[{\"code\":401,\"message\":\"The access token provided has expired.\"}]}");
    }

    private MauticClient client(FakeMautic server) {
        return new RestMauticClient(new MauticHttp(server.settings(CREDENTIALS), clock));
    }

    @AfterEach
    void stop() {
        mautic.close();
    }

    @Test
    void aTokenIsAskedForOnceAndUsedByAllCalls() {
        try (MauticClient client = client(mautic)) {
            client.contact(1);
            client.contact(1);
        }
        assertThat(mautic.lines()).containsExactly("POST /mautic/oauth/v2/token", "GET /mautic/api/contacts/1",
                "GET /mautic/api/contacts/1");
        Request token = mautic.requests().getFirst();
        assertThat(token.body().split("&", -1)).containsExactlyInAnyOrder("grant_type=client_credentials",
                "client_id=1_id", "client_secret=s3cret%26");
        assertThat(token.header("Content-type")).startsWith("application/x-www-form-urlencoded");
        assertThat(token.header("Authorization")).isEmpty();
        assertThat(mautic.requests().getLast().header("Authorization")).isEqualTo("Bearer token1");
    }

    @Test
    void aTokenIsRenewedBeforeItExpires() {
        try (MauticClient client = client(mautic)) {
            client.contact(1);
            now.set(START.plus(Duration.ofMinutes(59).minusMillis(1)));
            client.contact(1);
            assertThat(issued).hasValue(1);
            now.set(START.plus(Duration.ofMinutes(59)));
            client.contact(1);
        }
        assertThat(issued).hasValue(2);
        assertThat(mautic.requests().getLast().header("Authorization")).isEqualTo("Bearer token2");
    }

    @Test
    void aTokenThatIsRefusedIsRenewedAndTheCallRepeatedOnce() {
        try (MauticClient client = client(mautic)) {
            client.contact(1);
            valid.clear();
            client.writeFields(1, Map.of("city", "Lyon"));
        }
        assertThat(mautic.lines()).containsExactly("POST /mautic/oauth/v2/token", "GET /mautic/api/contacts/1",
                "PATCH /mautic/api/contacts/1/edit", "POST /mautic/oauth/v2/token",
                "PATCH /mautic/api/contacts/1/edit");
        assertThat(mautic.requests().getLast().body()).isEqualTo("{\"city\":\"Lyon\"}");
    }

    @Test
    void aNewTokenThatIsRefusedTooEndsTheCall() {
        try (FakeMautic strict = new FakeMautic(request -> request.path().endsWith("token")
                ? answer(request)
                : Reply.json(401, "")); MauticClient client = client(strict)) {
            assertThatExceptionOfType(MauticException.Unauthorized.class).isThrownBy(() -> client.contact(1));
            assertThat(strict.requests()).hasSize(4);
        }
    }

    @Test
    void aTokenThatExpiredIsRenewedOnceForAllConcurrentCalls() throws Exception {
        int callers = 40;
        CyclicBarrier allHaveTheOldToken = new CyclicBarrier(callers);
        try (FakeMautic slow = new FakeMautic(request -> {
            if (request.header("Authorization").equals("Bearer token1")) {
                await(allHaveTheOldToken);
            }
            return answer(request);
        }); MauticClient client = client(slow); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> calls = IntStream.range(0, callers)
                    .<Future<?>>mapToObj(_ -> threads.submit(() -> client.contact(1))).toList();
            for (Future<?> call : calls) {
                call.get(90, TimeUnit.SECONDS);
            }
        }
        assertThat(issued).hasValue(2);
    }

    private void await(CyclicBarrier barrier) {
        try {
            barrier.await(90, TimeUnit.SECONDS);
            valid.remove("Bearer token1");
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void aFailureToGetATokenIsTheFailureOfAllThatWaitForIt() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        AccessTokens tokens = new AccessTokens(() -> {
            asked.incrementAndGet();
            waitFor(answered);
            throw new MauticException.Unavailable("down", null);
        }, clock);
        List<FutureTask<String>> calls = IntStream.range(0, 20).mapToObj(_ -> new FutureTask<>(tokens::header))
                .toList();
        List<Thread> callers = calls.stream().map(Thread.ofVirtual()::start).toList();
        while (callers.stream().anyMatch(caller -> caller.getState() != Thread.State.WAITING)) {
            Thread.onSpinWait();
        }
        answered.countDown();
        assertThat(calls).allSatisfy(call -> assertThatExceptionOfType(ExecutionException.class).isThrownBy(call::get)
                .withCauseInstanceOf(MauticException.Unavailable.class));
        assertThat(asked).hasValue(1);
        assertThatExceptionOfType(MauticException.Unavailable.class).isThrownBy(tokens::header);
        assertThat(asked).as("the next call tries again").hasValue(2);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void wrongClientCredentialsAreUnauthorized() {
        List<Reply> refusals = List.of(
                Reply.json(400, "{\"errors\":[{\"message\":\"The client credentials are invalid\",\"code\":400}]}"),
                Reply.json(401,
                        "{\"error\":\"invalid_client\",\"error_description\":\"The client credentials are invalid\"}"));
        assertThat(refusals).allSatisfy(refusal -> {
            try (FakeMautic strict = new FakeMautic(_ -> refusal); MauticClient client = client(strict)) {
                assertThatExceptionOfType(MauticException.Unauthorized.class).isThrownBy(() -> client.contact(1))
                        .withMessageContaining("client credentials are invalid").withMessageNotContaining("s3cret");
            }
        });
    }

    @Test
    void anAnswerWithoutATokenIsNotUnderstood() {
        try (FakeMautic odd = FakeMautic.replying("{\"access_token\":null}"); MauticClient client = client(odd)) {
            assertThatExceptionOfType(MauticException.NotUnderstood.class).isThrownBy(() -> client.contact(1))
                    .withMessageContaining("no access token");
        }
    }
}
