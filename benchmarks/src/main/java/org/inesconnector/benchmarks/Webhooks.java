package org.inesconnector.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.inesconnector.benchmarks.Outcome.Bar;
import org.inesconnector.benchmarks.Outcome.Figure;
import org.inesconnector.mautic.WebhookSignature;
import org.inesconnector.processes.Database;
import org.inesconnector.processes.Waiting;
import org.inesconnector.processes.Wrong;

/** Mautic tells of many changes at once, and none of them concerns INES. */
final class Webhooks {

    private static final int CONTACTS_AT_MOST = 2000;
    private static final int CONNECTIONS = 32;
    private static final int AIM = 2000;
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final double MILLIS = 1000;
    private static final String STORED = "wake_up";

    private final Bench bench;
    private final Load load;

    Webhooks(Bench bench, Load load) {
        this.bench = bench;
        this.load = load.atMost(CONTACTS_AT_MOST);
    }

    Outcome measure() {
        try (var installation = bench.fresh(load);
                var nodes = Nodes.idle(bench, installation, load.nodes());
                var database = installation.database().connect()) {
            long first = new FirstSynchronisation(bench, load).run(nodes).firstContact();
            return burst(nodes, database, first);
        } catch (SQLException e) {
            throw new Wrong("The database cannot be closed", e);
        }
    }

    private Outcome burst(Nodes nodes, Connection database, long firstContact) {
        var event = WebhookBody.captured(bench.sides(), firstContact);
        int requests = (load.events() + load.eventsARequest() - 1) / load.eventsARequest();
        bench.say("Webhooks: %,d events of %,d bytes, %d in each request …".formatted(load.events(), event.length(),
                load.eventsARequest()));
        Waiting.until("nothing is to be done", GLANCE, PATIENCE,
                () -> nodes.alive() && Nodes.haveNothingToDo(database));
        bench.sides().forgetCalls();
        double cpu = nodes.cpuSeconds();
        long begun = System.nanoTime();
        var times = send(nodes, event, firstContact, requests);
        double sent = (System.nanoTime() - begun) / 1e9;
        double cpuUsed = nodes.cpuSeconds() - cpu;
        Waiting.until("all that was stored is seen to", GLANCE, PATIENCE,
                () -> nodes.alive() && Database.count(database, STORED) == 0 && Nodes.haveNothingToDo(database));
        double done = (System.nanoTime() - begun) / 1e9;
        var state = bench.sides().state();
        var calls = state.ines().ofContacts();
        if (calls.count() > 0) {
            throw new Wrong("Nothing was changed that INES knows, and INES was called: " + calls);
        }
        double events = (double) requests * load.eventsARequest();
        var figures = List.of(
                new Figure("events", events, ""),
                new Figure("events in a request", load.eventsARequest(), ""),
                new Figure("bytes of an event", event.length(), ""),
                new Figure("events a second, durably stored", events / sent, "/s").atLeast(AIM),
                new Figure("requests a second, answered 200", requests / sent, "/s"),
                new Figure("median to the answer", DirectPush.percentile(times, 50), "ms"),
                new Figure("99th percentile to the answer", DirectPush.percentile(times, 99), "ms"),
                new Figure("time until all are stored", sent, "s"),
                new Figure("time until the last is worked off", done, "s"),
                new Figure("CPU of the connector per event", MILLIS * cpuUsed / events, "ms").intoChart(),
                new Figure("INES calls caused", (double) calls.count(), ""),
                new Figure("Mautic calls caused", (double) state.mautic().count(), ""),
                new Figure("most heap left by a full collection", nodes.memory().heapAfterCollection(), "MiB"),
                new Figure("most resident memory", nodes.memory().resident(), "MiB").intoChart());
        return new Outcome("webhooks", load, "Webhooks, %,d events".formatted(load.events()), figures,
                "events a second",
                List.of(new Bar("aim", AIM), new Bar("measured", events / sent)));
    }

    /** How long each request took, in milliseconds, in order of length. */
    private List<Double> send(Nodes nodes, WebhookBody event, long firstContact, int requests) {
        var next = new AtomicInteger();
        try (var senders = Executors.newFixedThreadPool(CONNECTIONS)) {
            var all = new ArrayList<Future<List<Double>>>();
            for (int i = 0; i < CONNECTIONS; i++) {
                var random = new Random(load.seed() + i);
                var url = nodes.all().get(i % nodes.all().size()).url().resolve("/mautic/webhook");
                all.add(senders.submit(() -> {
                    var times = new ArrayList<Double>();
                    try (var line = new HttpLine(url)) {
                        while (next.getAndIncrement() < requests) {
                            var body = event.of(load.eventsARequest(),
                                    () -> firstContact + random.nextInt(load.contacts()))
                                    .getBytes(StandardCharsets.UTF_8);
                            var signature = WebhookSignature.of(body, Bench.WEBHOOK_SECRET);
                            long begun = System.nanoTime();
                            int status = line.post(body, signature);
                            times.add(MILLIS * (System.nanoTime() - begun) / 1e9);
                            if (status != 200) {
                                throw new Wrong("A webhook was answered with " + status);
                            }
                        }
                    }
                    return times;
                }));
            }
            var times = new ArrayList<Double>();
            for (var some : all) {
                times.addAll(some.get());
            }
            return times.stream().sorted().toList();
        } catch (ExecutionException e) {
            throw new Wrong("Webhooks could not be sent: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw new Wrong("Interrupted", e);
        }
    }

    /** Requests go through one after another, with as little work here as can be; a new connection where that one is closed. */
    private static final class HttpLine implements AutoCloseable {

        private final java.net.URI url;
        private final String head;
        private java.net.Socket socket;
        private java.io.BufferedInputStream in;

        HttpLine(java.net.URI url) throws IOException {
            this.url = url;
            socket = connect(url);
            in = new java.io.BufferedInputStream(socket.getInputStream());
            head = "POST " + url.getPath() + " HTTP/1.1\r\nHost: " + url.getAuthority()
                    + "\r\nContent-Type: application/json\r\nWebhook-Signature: ";
        }

        private static java.net.Socket connect(java.net.URI url) throws IOException {
            var socket = new java.net.Socket(url.getHost(), url.getPort());
            socket.setTcpNoDelay(true);
            return socket;
        }

        private void again() throws IOException {
            socket.close();
            socket = connect(url);
            in = new java.io.BufferedInputStream(socket.getInputStream());
        }

        int post(byte[] body, String signature) throws IOException {
            var request = new java.io.ByteArrayOutputStream(head.length() + body.length + 200);
            request.writeBytes((head + signature + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            request.writeBytes(body);
            request.writeTo(socket.getOutputStream());
            int status = Integer.parseInt(line().split(" ", 3)[1]);
            int length = 0;
            boolean chunked = false;
            boolean isLast = false;
            for (var header = line(); !header.isEmpty(); header = line()) {
                var lower = header.toLowerCase(java.util.Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(lower.substring("content-length:".length()).strip());
                }
                isLast |= lower.startsWith("connection:") && lower.contains("close");
                chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
            }
            if (chunked) {
                skipChunks();
            } else {
                in.skipNBytes(length);
            }
            if (isLast) {
                again();
            }
            return status;
        }

        private void skipChunks() throws IOException {
            for (int length = chunk(); length > 0; length = chunk()) {
                in.skipNBytes(length + 2L);
            }
            in.skipNBytes(2);
        }

        private int chunk() throws IOException {
            return Integer.parseInt(line().strip(), 16);
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (int sign = in.read(); sign != '\n'; sign = in.read()) {
                if (sign < 0) {
                    throw new IOException("The connection was closed");
                }
                if (sign != '\r') {
                    line.append((char) sign);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
