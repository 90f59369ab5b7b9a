package org.inesconnector.mautic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * What strangers send, broken byte by byte: read, or refused by the one exception that says so. docs/security.md says how this
 * is run for long.
 */
class FuzzTest {

    /** What parsers of these formats stumble over. */
    private static final List<String> PIECES = List.of("{", "}", "[", "]", "\"", ":", ",", "\\u0000", "\\ud800",
            "1e999",
            "-", "0x", "null", "true", "{\"id\":", "\"contact\":", "\"points\":{\"old_points\":", "&", "=", "%", "%zz",
            "%00", "%C3", "+", "contact_id=", "mautic_contact[id]=", "a:1:{", "s:5:\"", "i:9;", "O:8:\"DateTime\":1:{",
            "R:1;", "C:1:\"x\":3:{", "d:1e999;", "b:1;", "N;", "s:999999999:\"", "a:-1:{", "\0", "\uFEFF", "\uD83D",
            "é",
            "99999999999999999999", "0", "1");

    private static final List<byte[]> WEBHOOKS = RecordedWebhooksTest.webhooks().stream().map(Recording::body).toList();

    private static final List<byte[]> FORMS = Stream.of(
            "mautic_contact%5Bid%5D=2&mautic_contact%5Bemail%5D=a%40x.example&mautic_form%5Bid%5D=1&email=b%40x.example",
            "contact_id=7&email=zoe%2Btest%40x.example&x=%F0%9F%98%80").map(text -> text.getBytes(UTF_8)).toList();

    private static final List<byte[]> DETAILS = Recording.all("api").stream()
            .filter(recording -> recording.name().equals("audit-log"))
            .flatMap(recording -> recording.json().path("stats").valueStream())
            .map(row -> Json.text(row, "details").getBytes(UTF_8))
            .toList();

    private static final List<byte[]> ANSWERS = Recording.all("api").stream()
            .map(recording -> recording.text().getBytes(UTF_8)).toList();

    @Provide
    Arbitrary<byte[]> webhooks() {
        return broken(WEBHOOKS);
    }

    @Provide
    Arbitrary<byte[]> forms() {
        return broken(FORMS);
    }

    @Provide
    Arbitrary<byte[]> details() {
        return broken(DETAILS);
    }

    @Provide
    Arbitrary<byte[]> answers() {
        return broken(ANSWERS);
    }

    /** A real one with some changes, each of which may depend on the ones before. */
    private static Arbitrary<byte[]> broken(List<byte[]> real) {
        assertThat(real).isNotEmpty();
        return Arbitraries.randomValue(random -> {
            byte[] bytes = real.get(random.nextInt(real.size()));
            for (int changes = random.nextInt(6); changes >= 0; changes--) {
                bytes = changed(bytes, real.get(random.nextInt(real.size())), random);
            }
            return bytes;
        });
    }

    private static byte[] changed(byte[] bytes, byte[] other, Random random) {
        int at = random.nextInt(bytes.length + 1);
        int to = at + random.nextInt(Math.min(bytes.length - at, 64) + 1);
        return switch (random.nextInt(6)) {
            case 0 -> joined(bytes, at, to, new byte[0]);
            case 1 -> joined(bytes, at, at, PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8));
            case 2 -> joined(bytes, at, to, new byte[]{(byte) random.nextInt(256)});
            case 3 -> joined(bytes, at, bytes.length, new byte[0]);
            case 4 -> joined(bytes, at, at, other);
            default -> joined(bytes, to, to, new String(bytes, at, to - at, ISO_8859_1).repeat(random.nextInt(40))
                    .getBytes(ISO_8859_1));
        };
    }

    private static byte[] joined(byte[] bytes, int until, int from, byte[] middle) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(bytes, 0, until);
        joined.write(middle, 0, middle.length);
        joined.write(bytes, from, bytes.length - from);
        return joined.toByteArray();
    }

    @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aWebhookIsReadOrNotUnderstood(@ForAll("webhooks") byte[] body) {
        try {
            assertThat(WebhookEvents.parse(body)).isNotNull();
        } catch (MauticException.NotUnderstood refused) {
            assertThat(refused).hasMessageStartingWith("The webhook's body");
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aFormNamesSomebodyOrNobody(@ForAll("forms") byte[] body) {
        PushRequest request = PushRequest.parse(body);
        request.contactId().ifPresent(id -> assertThat(id).isPositive());
        request.email().ifPresent(email -> assertThat(email).contains("@").matches("[^\\p{Cc}\\p{Zl}\\p{Zp}]+"));
    }

    @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void detailsAreReadOrNotReadable(@ForAll("details") byte[] details) {
        AuditDetails read = AuditDetails.read(new String(details, UTF_8));
        assertThat(read.readable() || read.changes().isEmpty()).isTrue();
    }

    @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void anAnswerIsReadOrNotUnderstoodWhateverWasAskedFor(@ForAll("answers") byte[] body) {
        try {
            assertThat(
                    ContactJson.one(Answer.of(200, body, Optional.empty(), Optional.empty(), SentSecrets.NONE).json()))
                    .isNotNull();
        } catch (MauticException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
        for (List<?> read : List.of(read(body, AuditJson::entries), read(body, ContactJson::many),
                read(body, FieldJson::fields), read(body, WebhookJson::many))) {
            assertThat(read).isNotNull();
        }
    }

    private static List<?> read(byte[] body,
            java.util.function.Function<tools.jackson.databind.JsonNode, List<?>> reader) {
        try {
            return reader.apply(Answer.of(200, body, Optional.empty(), Optional.empty(), SentSecrets.NONE).json());
        } catch (MauticException refused) {
            return List.of(refused.getMessage());
        }
    }
}
