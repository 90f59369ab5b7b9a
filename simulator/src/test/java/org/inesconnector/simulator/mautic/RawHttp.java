package org.inesconnector.simulator.mautic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request with an address that Java's own client would not send. */
final class RawHttp {

    private RawHttp() {}

    static String get(String url, String authorization) {
        var parts = url.split("/", 4);
        var host = parts[2].split(":", 2);
        try (var socket = new Socket(host[0], Integer.parseInt(host[1]))) {
            var request = "GET /%s HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\nConnection: close\r\n\r\n"
                    .formatted(parts[3], parts[2], authorization);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
