package org.inesconnector.connector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Forms as no page sends them. */
final class HostileForms {

    private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]+)\"");

    /** Whoever gives them is somebody else afterwards, or kept waiting. */
    private static final Pattern SIGNS_IN = Pattern.compile("username|password|again|current|code|_csrf");

    private static final List<String> NAMES = List.of(
            "", "=", "[", "]", "a[", "a[]", "a[0]", "a[-1]", "a[99999999999]", "a.b.c", "a[b][c].d[e]", ".", "..",
            "a..b",
            "class.module.classLoader.x", "contact[2147483647]", "state[9]", "email.bytes[0]", "version.x", "_version",
            "!contact", "_csrf", "__proto__", "mapping.contact.LastName.field", "contact.LastName.values[a]",
            "contact.LastName.values[]", "contact.LastName.values[[]", "contact.999999999999.field", "client.\0.field",
            "contact..field", "ines.password", "connector.database.url", "connector.secret-key",
            "spring.datasource.url",
            "../x", "a\0b", "a\r\nb", "é", "\uD83D\uDE00", "\uD800", "\u202E", "${x}", "#{x}", "%s", "<b>",
            "' OR 1=1 --",
            "x".repeat(5_000), "a.".repeat(2_000), "a[".repeat(2_000));

    private static final List<String> VALUES = List.of(
            "", " ", "0", "1", "-1", "true", "x", "2147483648", "9".repeat(30), "1e999", "NaN", "0x1", "+1", "１",
            "1,2,3",
            "\0", "a\0b", "\r\nX: y", "\n", "\u0085\u2028", "\uD83D\uDE00", "\uD800", "\uFFFF", "\u202Eabc",
            "é".repeat(500),
            "<script>alert(1)</script>", "\"><b>", "__${7*7}__", "${7*7}", "#{7*7}", "*{x}", "@{/x}", "~{x}", "{0}",
            "{", "'",
            "%", "%00", "%zz", "../../etc/passwd", "file:///etc/passwd", "//evil.example", "javascript:alert(1)",
            "' OR 1=1 --", "\\", "2026-13-45", "PENDING", "READER", "API", "[", "x: [", "&a *a",
            "!!java.net.URL [\"x\"]",
            "x".repeat(20_000));

    private static final List<String> KINDS = List.of(
            "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=UTF-16",
            "application/x-www-form-urlencoded; charset=nowhere", "application/x-www-form-urlencoded; charset=",
            "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=b",
            "application/json",
            "text/plain", "text/xml", "*/*", "x", "application/x-www-form-urlencoded,text/plain");

    private final Random random;
    private final List<String> known;

    /** By chance, and told with what goes wrong; {@code -Dforms.seed=…} for the same again. */
    static long seed() {
        return Long.getLong("forms.seed", new Random().nextLong());
    }

    /** @param pages whose fields are known */
    HostileForms(Random random, Stream<String> pages) {
        this.random = random;
        this.known = pages.flatMap(page -> NAME.matcher(page).results().map(found -> found.group(1)))
                .filter(name -> !SIGNS_IN.matcher(name).matches())
                .distinct()
                .sorted()
                .toList();
    }

    private HostileForms(Random random, List<String> known) {
        this.random = random;
        this.known = List.copyOf(known);
    }

    /** Of fields that are read where nobody has signed in, or by no page. */
    static HostileForms naming(Random random, String... fields) {
        return new HostileForms(random, List.of(fields));
    }

    record Form(String kind, byte[] body) {

        @Override
        public String toString() {
            var text = new String(body, ISO_8859_1);
            return kind + " " + text.substring(0, Math.min(text.length(), 2_000));
        }
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String name() {
        return random.nextInt(4) > 0 && !known.isEmpty() ? one(known) : one(NAMES);
    }

    private String pair() {
        var name = name();
        return switch (random.nextInt(12)) {
            case 0 -> name;
            case 1 -> name + "=" + one(VALUES);
            case 2 -> encoded(name, UTF_16) + "=" + encoded(one(VALUES), UTF_16);
            case 3 -> encoded(name, ISO_8859_1) + "=%ff%fe%c0%80%";
            default -> encoded(name, UTF_8) + "=" + encoded(one(VALUES), UTF_8);
        };
    }

    private static String encoded(String text, Charset charset) {
        return URLEncoder.encode(text, charset);
    }

    /** Of an address, or a form's whole body. */
    String query() {
        return pairs(random.nextInt(12), this::encodedPair);
    }

    private String encodedPair() {
        return encoded(name(), UTF_8) + "=" + encoded(shortened(one(VALUES)), UTF_8);
    }

    private static String shortened(String text) {
        return text.length() > 500 ? text.substring(0, 500) : text;
    }

    private static String pairs(int number, Supplier<String> pair) {
        return IntStream.range(0, number).mapToObj(_ -> pair.get()).collect(Collectors.joining("&"));
    }

    Form form() {
        return switch (random.nextInt(20)) {
            case 0 -> new Form(one(KINDS), pairs(random.nextInt(5), this::pair).getBytes(UTF_8));
            case 1 -> new Form(KINDS.getFirst(), bytes(random.nextInt(400)));
            case 2 -> new Form("multipart/form-data; boundary=b", parts().getBytes(UTF_8));
            case 3 -> new Form(KINDS.getFirst(), (pair() + "&").repeat(300).getBytes(UTF_8));
            case 4 ->
                new Form(KINDS.getFirst(), "a=b&".repeat(random.nextInt(10) == 0 ? 20_001 : 1_000).getBytes(UTF_8));
            default -> new Form(KINDS.getFirst(), pairs(random.nextInt(15), this::pair).getBytes(UTF_8));
        };
    }

    /** All that a sign-in asks for, with whatever values; or anything. */
    Form signIn() {
        if (random.nextInt(3) == 0) {
            return form();
        }
        var password = one(VALUES);
        var fields = Map.of(
                "username", one(VALUES), "password", password, "again", random.nextBoolean() ? password : one(VALUES),
                "current", one(VALUES), "code", one(VALUES));
        return new Form(KINDS.getFirst(), fields.entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue(), UTF_8))
                .sorted()
                .collect(Collectors.joining("&"))
                .getBytes(UTF_8));
    }

    /** Something like it. */
    byte[] broken(byte[] body) {
        var broken = body.clone();
        for (int changes = random.nextInt(4); changes >= 0 && broken.length > 0; changes--) {
            int at = random.nextInt(broken.length);
            switch (random.nextInt(3)) {
                case 0 -> broken[at] = (byte) random.nextInt();
                case 1 -> broken = Arrays.copyOf(broken, at);
                default -> {
                    var inserted = one(VALUES).getBytes(UTF_8);
                    var longer = new byte[broken.length + inserted.length];
                    System.arraycopy(broken, 0, longer, 0, at);
                    System.arraycopy(inserted, 0, longer, at, inserted.length);
                    System.arraycopy(broken, at, longer, at + inserted.length, broken.length - at);
                    broken = longer;
                }
            }
        }
        return broken;
    }

    /** From which nobody has come before. */
    String address() {
        return "2001:db8::%x:%x".formatted(random.nextInt(0x10000), random.nextInt(0x10000));
    }

    private String parts() {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(_ -> "--b\r\nContent-Disposition: form-data; name=\"" + name().replace("\"", "")
                        + (random.nextBoolean() ? "\"; filename=\"" + one(VALUES) : "") + "\"\r\n\r\n" + one(VALUES)
                        + "\r\n")
                .collect(Collectors.joining()) + (random.nextInt(3) == 0 ? "" : "--b--\r\n");
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
