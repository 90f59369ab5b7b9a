package org.inesconnector.mautic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What nobody else may know of a request. Its answer may repeat it as it is, as in a form, in HTML, and as PHP writes JSON.
 * The spellings are made where words are told: most answers have none to tell.
 */
record SentSecrets(List<String> secrets) {

    static final SentSecrets NONE = new SentSecrets(List.of());

    /** @param header the request's {@code Authorization} */
    static SentSecrets of(MauticCredentials credentials, @Nullable String header) {
        Stream<String> sent = header == null ? Stream.empty() : Stream.of(header.substring(header.indexOf(' ') + 1));
        return new SentSecrets(Stream.concat(sent, Stream.of(credentials.secret()))
                .filter(secret -> !secret.isEmpty()).toList());
    }

    private static Stream<String> spellings(String secret) {
        String html = secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
        String form = URLEncoder.encode(secret, UTF_8);
        return Stream.of(secret, form, form.replace("+", "%20"), html, html.replace("'", "&#039;"),
                html.replace("'", "&#39;"), json(secret, "/"), json(secret, "\\/"));
    }

    private static String json(String secret, String slash) {
        return secret.chars().mapToObj(letter -> switch (letter) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '/' -> slash;
            default -> letter < 0x7F ? Character.toString(letter) : "\\u%04x".formatted(letter);
        }).collect(Collectors.joining());
    }

    /** What an answer says, as it may be told. */
    String without(String words) {
        List<String> longestFirst = secrets.stream().flatMap(SentSecrets::spellings).distinct()
                .sorted(Comparator.comparingInt(String::length).reversed()).toList();
        String told = words;
        for (String spelling : longestFirst) {
            told = told.replace(spelling, "…");
        }
        return told;
    }

    /** Without them. */
    @Override
    public String toString() {
        return "SentSecrets[]";
    }
}
