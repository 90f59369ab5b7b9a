package org.inesconnector.connector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;

/** Sends what no client would send. */
final class Raw {

    private static final int PATIENCE = 10_000;

    private Raw() {}

    /** @return all that is answered until the connection ends, or nothing more comes */
    static String send(String address, String bytes) {
        var where = URI.create(address);
        var answer = new ByteArrayOutputStream();
        try (var socket = new Socket(where.getHost(), where.getPort())) {
            socket.setSoTimeout(PATIENCE);
            Thread.ofVirtual().start(() -> write(socket, bytes));
            socket.getInputStream().transferTo(answer);
        } catch (IOException _) {
            // Cut, or open without a word: what has come until then counts.
        }
        return answer.toString(ISO_8859_1);
    }

    /** To be held, whatever is answered. */
    static Socket open(String address, String start) throws IOException {
        var where = URI.create(address);
        var socket = new Socket(where.getHost(), where.getPort());
        send(socket, start);
        return socket;
    }

    /** As who wants to hold a connection: a bit at a time. @return how long it was held at most, and what was answered */
    static Held drip(String address, String start, String bit, Duration pause, Duration atMost) {
        var where = URI.create(address);
        var answer = new ByteArrayOutputStream();
        long begun = System.nanoTime();
        try (var socket = new Socket(where.getHost(), where.getPort())) {
            socket.setSoTimeout((int) pause.toMillis());
            send(socket, start);
            while (System.nanoTime() - begun < atMost.toNanos() && !hasEnded(socket, answer)) {
                send(socket, bit);
            }
        } catch (IOException _) {
            // Hung up.
        }
        return new Held(Duration.ofNanos(System.nanoTime() - begun), answer.toString(ISO_8859_1));
    }

    record Held(Duration time, String answer) {}

    private static void send(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static boolean hasEnded(Socket socket, ByteArrayOutputStream answer) throws IOException {
        try {
            int read = socket.getInputStream().read();
            answer.write(Math.max(0, read));
            return read < 0;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    private static void write(Socket socket, String bytes) {
        try {
            send(socket, bytes);
        } catch (IOException _) {
            // It was answered before it was read to its end.
        }
    }
}
