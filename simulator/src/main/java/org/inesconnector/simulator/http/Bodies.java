package org.inesconnector.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Answers made worse. */
final class Bodies {

    private Bodies() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] firstHalf(byte[] body) {
        return Arrays.copyOf(body, body.length / 2);
    }

    /** Neither XML nor JSON goes on like this after its first sign. */
    static byte[] malformed(byte[] body) {
        var text = text(body);
        return text.isEmpty() ? bytes("<&") : bytes(text.charAt(0) + "<&" + text.substring(1));
    }

    static byte[] replaced(byte[] body, String pattern, String replacement) {
        return bytes(text(body).replaceAll(pattern, replacement));
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
