package org.inesconnector.connector.alerts;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message as the chat at an address takes it: a text, as Slack and Mattermost do, or a card, where a workflow of Teams is. What
 * others have said is in it, and nothing of that is a link or a call.
 */
final class ChatMessage {

    /** Of Microsoft's workflows: they say of everything that it was taken, and show cards only. */
    private static final Pattern WORKFLOWS = Pattern.compile(
            "(.+\\.)?(logic\\.azure\\.(com|us|cn)|powerplatform\\.(com|us)|powerautomate\\.com|flow\\.microsoft\\.com)",
            Pattern.CASE_INSENSITIVE);

    /** By which a chat calls everybody. */
    private static final Pattern EVERYBODY = Pattern.compile("@(?=(all|channel|everyone|here)\\b)");

    private static final Pattern LINK = Pattern.compile("](?=[(\\[:])");

    private ChatMessage() {}

    /** In JSON. */
    static String of(Notice notice, URI chat) {
        return JsonMapper.shared().writeValueAsString(
                takesCards(chat) ? card(notice) : Map.of("text", plain(notice.subject() + "\n" + notice.text())));
    }

    private static boolean takesCards(URI chat) {
        return Optional.ofNullable(chat.getHost()).filter(host -> WORKFLOWS.matcher(host).matches()).isPresent();
    }

    private static String plain(String text) {
        return EVERYBODY.matcher(text).replaceAll("@\u200b").replace('<', '‹').replace('>', '›');
    }

    private static Map<String, Object> card(Notice notice) {
        var lines = notice.text().lines().filter(line -> !line.isBlank()).map(line -> line(line, "Default"));
        return Map.of(
                "type", "message",
                "attachments", List.of(Map.of(
                        "contentType", "application/vnd.microsoft.card.adaptive",
                        "content", Map.of(
                                "$schema", "http://adaptivecards.io/schemas/adaptive-card.json",
                                "type", "AdaptiveCard",
                                "version", "1.2",
                                "body", Stream.concat(Stream.of(line(notice.subject(), "Bolder")), lines).toList()))));
    }

    private static Map<String, Object> line(String text, String weight) {
        return Map.of("type", "TextBlock", "text", withoutMarkdown(plain(text)), "weight", weight, "wrap", true);
    }

    /** Such a block reads links and emphasis; blocks that read none are refused by some chats. */
    private static String withoutMarkdown(String text) {
        return LINK.matcher(text).replaceAll("]\u200b").replace('*', '∗').replace('`', 'ˋ');
    }
}
