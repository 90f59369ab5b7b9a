package org.inesconnector.mautic;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Mautic's "no" in its own words: {@code {errors: [{code, message}]}}, or OAuth's {@code {error, error_description}}. */
final class Refusal {

    private static final int LONGEST = 500;

    private Refusal() {}

    /** Whether an answer that looks like a success is none: the tables behind {@code stats/} refuse with status 200. */
    static boolean isIn(JsonNode answer) {
        return !answer.has("statusCodes") && !Json.items(answer.path("errors")).isEmpty();
    }

    /** The code of the first error; 0 where it has none. */
    static int code(JsonNode answer) {
        return Json.items(answer.path("errors")).stream().findFirst()
                .map(error -> (int) Json.whole(error.path("code")).orElse(0)).orElse(0);
    }

    /** All messages found in an answer, or in one of its errors, without what they repeat of a sign-in. */
    static String words(JsonNode answer, SentSecrets secrets) {
        return ownWords(answer, secrets).orElse("no reason given");
    }

    /** Likewise; empty where there are none. */
    static Optional<String> ownWords(JsonNode answer, SentSecrets secrets) {
        List<JsonNode> errors = Json.items(answer.path("errors"));
        String all = (errors.isEmpty() ? Stream.of(answer) : errors.stream()).map(Refusal::message)
                .filter(message -> !message.isBlank()).collect(Collectors.joining(" "));
        return Optional.of(secrets.without(all)).filter(words -> !words.isEmpty())
                .map(words -> words.substring(0, Math.min(words.length(), LONGEST)));
    }

    private static String message(JsonNode error) {
        return Stream.of("message", "error_description", "error").map(name -> Json.text(error, name))
                .filter(text -> !text.isBlank()).findFirst().orElse("");
    }
}
