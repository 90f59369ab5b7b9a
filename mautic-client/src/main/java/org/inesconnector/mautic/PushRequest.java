package org.inesconnector.mautic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What Mautic's form action "Post results to another form" and the campaign action "Send a webhook" post, form-encoded:
 * who is to be pushed. The form action names the contact as {@code mautic_contact[id]}; the campaign action sends what was
 * set up by hand, by convention {@code contact_id={contactfield=id}} and {@code email={contactfield=email}}.
 *
 * @param contactId empty where the post names none, or a token was left as it is
 */
public record PushRequest(OptionalLong contactId, Optional<String> email, OptionalLong formId) {

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

    /** Never fails: what cannot be read is absent. */
    public static PushRequest parse(byte[] body) {
        Map<String, String> form = decoded(new String(body, UTF_8));
        return new PushRequest(id(form, "mautic_contact[id]", "contact_id"),
                text(form, "mautic_contact[email]", "email").filter(PushRequest::isAddress),
                id(form, "mautic_form[id]", "mautic_form[id]"));
    }

    /** No database keeps every control character, and a line break would forge a line of a log. */
    private static boolean isAddress(String email) {
        return email.contains("@") && !UNPRINTABLE.matcher(email).find();
    }

    private static Map<String, String> decoded(String body) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return form;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            return text;
        }
    }

    private static Optional<String> text(Map<String, String> form, String name, String otherwise) {
        return Optional.ofNullable(form.get(name)).or(() -> Optional.ofNullable(form.get(otherwise)))
                .map(String::strip).filter(text -> !text.isEmpty());
    }

    private static OptionalLong id(Map<String, String> form, String name, String otherwise) {
        return text(form, name, otherwise).filter(text -> text.matches("[1-9]\\d{0,17}")).map(Long::parseLong)
                .map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
