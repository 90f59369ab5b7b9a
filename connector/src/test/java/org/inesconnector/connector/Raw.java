package org.inesconnector.connector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;

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

    private static void write(Socket socket, String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (IOException _) {
            // It was answered before it was read to its end.
        }
    }
}
