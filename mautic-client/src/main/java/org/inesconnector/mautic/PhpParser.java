package org.inesconnector.mautic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Reads what PHP's {@code serialize} wrote (https://www.php.net/manual/en/function.serialize.php), as data: nothing is
 * instantiated, nothing looked up. Lengths are in bytes of UTF-8. Size, depth and number of elements are bounded.
 */
final class PhpParser {

    private static final int MOST_BYTES = 8 * 1024 * 1024;
    private static final int MOST_VALUES = 200_000;
    private static final int DEEPEST = 100;
    private static final int LONGEST_NUMBER = 40;
    private static final PhpValue NOTHING = new PhpValue.Scalar("");

    private final byte[] bytes;
    private int position;
    private int values;
    private int depth;

    private PhpParser(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Empty where the text is not one whole serialised value, or is larger or deeper than any that Mautic writes. */
    static Optional<PhpValue> parse(String serialized) {
        if (serialized.length() > MOST_BYTES) {
            return Optional.empty();
        }
        PhpParser parser = new PhpParser(serialized.getBytes(UTF_8));
        try {
            PhpValue value = parser.value();
            return parser.position == parser.bytes.length ? Optional.of(value) : Optional.empty();
        } catch (Broken broken) {
            return Optional.empty();
        }
    }

    private PhpValue value() {
        check(++values <= MOST_VALUES);
        char type = next();
        if (type == 'N') {
            expect(';');
            return NOTHING;
        }
        expect(':');
        return switch (type) {
            case 'b', 'i', 'd' -> new PhpValue.Scalar(number(upTo(';')));
            case 's' -> new PhpValue.Scalar(endedBy(quoted()));
            case 'E' -> new PhpValue.Scalar(endedBy(quoted()));
            case 'a' -> entries();
            case 'O' -> object();
            case 'C' -> opaque();
            case 'R', 'r' -> reference();
            default -> throw new Broken();
        };
    }

    private PhpValue entries() {
        int count = length(':');
        check(++depth <= DEEPEST);
        expect('{');
        SequencedMap<String, PhpValue> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            entries.put(key(), value());
        }
        expect('}');
        depth--;
        return new PhpValue.Entries(entries);
    }

    private String key() {
        char type = next();
        expect(':');
        return switch (type) {
            case 'i' -> number(upTo(';'));
            case 's' -> endedBy(quoted());
            default -> throw new Broken();
        };
    }

    private PhpValue object() {
        quoted();
        expect(':');
        return entries();
    }

    /** {@code C:5:"Class":3:{...}}: bytes in the class's own format, which are skipped. */
    private PhpValue opaque() {
        quoted();
        expect(':');
        int length = length(':');
        expect('{');
        take(length);
        expect('}');
        return NOTHING;
    }

    /** The same value once more; what it was is not followed up. */
    private PhpValue reference() {
        number(upTo(';'));
        return NOTHING;
    }

    /** {@code 5:"Hello"}, what comes after it left alone. */
    private String quoted() {
        int length = length(':');
        expect('"');
        String text = take(length);
        expect('"');
        return text;
    }

    private String endedBy(String text) {
        expect(';');
        return text;
    }

    private String take(int length) {
        check(length <= bytes.length - position);
        position += length;
        return new String(bytes, position - length, length, UTF_8);
    }

    private int length(char end) {
        String digits = upTo(end);
        check(digits.matches("\\d{1,9}"));
        return Integer.parseInt(digits);
    }

    private static String number(String text) {
        if (text.matches("NAN|-?INF")) {
            return text;
        }
        check(text.matches("[+-]?\\d*\\.?\\d+([eE][+-]?\\d{1,3})?"));
        return Json.plain(new BigDecimal(text));
    }

    private String upTo(char end) {
        int start = position;
        while (next() != end) {
            check(position - start <= LONGEST_NUMBER);
        }
        return new String(bytes, start, position - start - 1, UTF_8);
    }

    private char next() {
        check(position < bytes.length);
        return (char) (bytes[position++] & 0xff);
    }

    private void expect(char expected) {
        check(next() == expected);
    }

    private static void check(boolean asExpected) {
        if (!asExpected) {
            throw new Broken();
        }
    }

    /** The text is not what it should be; never leaves this class. */
    private static final class Broken extends RuntimeException {
        Broken() {
            super(null, null, false, false);
        }
    }
}
