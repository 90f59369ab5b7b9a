package org.inesconnector.mautic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhpParserTest {

    /** A value of PHP, how PHP writes it, and what is to be read. */
    record Written(String serialized, PhpValue value) {}

    private static Written scalar(String serialized, String text) {
        return new Written(serialized, new PhpValue.Scalar(text));
    }

    private static String string(String text) {
        return "s:" + text.getBytes(UTF_8).length + ":\"" + text + "\";";
    }

    private static Written map(String head, Map<String, Written> entries) {
        StringBuilder serialized = new StringBuilder(head + entries.size() + ":{");
        SequencedMap<String, PhpValue> values = new LinkedHashMap<>();
        entries.forEach((key, value) -> {
            serialized.append(string(key)).append(value.serialized());
            values.put(key, value.value());
        });
        return new Written(serialized.append('}').toString(), new PhpValue.Entries(values));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("aé€;:\"{}\\0\n").ofMaxLength(8)
                .map(text -> text.length() == 8 ? "\uD83D\uDE00" + text : text);
    }

    private static Arbitrary<Written> scalars() {
        return Arbitraries.oneOf(texts().map(text -> scalar(string(text), text)),
                Arbitraries.longs().map(number -> scalar("i:" + number + ";", Long.toString(number))),
                Arbitraries.doubles().ofScale(3).map(number -> scalar("d:" + number + ";",
                        new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString())),
                Arbitraries.of(scalar("N;", ""), scalar("b:1;", "1"), scalar("b:0;", "0"), scalar("d:INF;", "INF")));
    }

    @Provide
    Arbitrary<Written> values() {
        return nested(4);
    }

    private static Arbitrary<Written> nested(int depth) {
        return depth == 0
                ? scalars()
                : Arbitraries.oneOf(scalars(),
                        Arbitraries.maps(texts(), nested(depth - 1)).ofMaxSize(4).map(entries -> map("a:", entries)),
                        Arbitraries.maps(texts(), nested(depth - 1)).ofMaxSize(2)
                                .map(entries -> map("O:8:\"DateTime\":", entries)));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatPhpWritesIsReadBack(@ForAll("values") Written written) {
        assertThat(PhpParser.parse(written.serialized())).contains(written.value());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatIsCutOffAnywhereIsNotReadable(@ForAll("values") Written written) {
        String whole = written.serialized();
        for (int end = 0; end < whole.length(); end++) {
            assertThat(PhpParser.parse(whole.substring(0, end))).as(whole.substring(0, end)).isEmpty();
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatFollowsTheValueMakesItUnreadable(@ForAll("values") Written written) {
        assertThat(PhpParser.parse(written.serialized() + "x")).isEmpty();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void noTextMakesTheParserFail(@ForAll("nearlySerialized") String text) {
        assertThat(AuditDetails.read(text)).isNotNull();
    }

    @Provide
    Arbitrary<String> nearlySerialized() {
        return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(40),
                Arbitraries
                        .of("a:", "s:", "i:", "d:", "b:", "N;", "O:", "C:", "R:1;", "r:2;", "E:", "1", "0", ":", ";",
                                "{",
                                "}", "\"", "\"ab\"", "é", "-", "999999999", "E+9")
                        .list().ofMaxSize(30)
                        .map(parts -> String.join("", parts)),
                values().map(written -> written.serialized().replace('1', '2')));
    }

    @Test
    @Timeout(60)
    void nestingWithoutEndNeitherOverflowsNorHangs() {
        assertThat(PhpParser.parse("a:1:{i:0;".repeat(500_000))).isEmpty();
        assertThat(PhpParser.parse("a:1:{i:0;".repeat(5_000) + "N;" + "}".repeat(5_000))).isEmpty();
        assertThat(PhpParser.parse("O:1:\"A\":1:{i:0;".repeat(500_000))).isEmpty();
    }

    @Test
    @Timeout(60)
    void moreValuesOrBytesThanMauticWritesAreNotRead() {
        assertThat(PhpParser.parse("a:300000:{" + "i:1;N;".repeat(300_000) + "}")).isEmpty();
        assertThat(PhpParser.parse("s:9000000:\"" + "x".repeat(9_000_000) + "\";")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a:999999999:{}", "a:-1:{}", "s:5:\"é\";", "s:1:\"é\";", "s:999999999:\"x\";",
            "i:;",
            "i:1", "d:1e9999999;", "i:1.2.3;", "N", "a:1:{N;N;}", "a:1:{d:1;N;}", "O:3:\"A\":0:{}", "s:01e1:\"x\";",
            "b:x;",
            "S:1:\"x\";", "a:0:{};"})
    void whatIsBrokenIsNotReadable(String text) {
        assertThat(PhpParser.parse(text)).isEmpty();
        assertThat(AuditDetails.read(text).readable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"O:8:\"DateTime\":3:{s:4:\"date\";s:19:\"2026-11-23 12:50:20\";"
            + "s:13:\"timezone_type\";i:3;s:8:\"timezone\";s:3:\"UTC\";} ~ 2026-11-23 12:50:20",
            "C:3:\"Abc\":5:{x:{};} ~ ''", "R:2; ~ ''", "r:1; ~ ''", "E:11:\"Suit:Hearts\"; ~ Suit:Hearts",
            "d:502; ~ 502", "d:1.0E+25; ~ 10000000000000000000000000", "d:-0.5; ~ -0.5", "d:NAN; ~ NAN",
            "a:2:{i:0;s:1:\"a\";i:1;s:1:\"b\";} ~ a|b"})
    void objectsAndReferencesAreReadAsData(String serialized, String text) {
        assertThat(PhpParser.parse(serialized).map(PhpValue::text)).contains(text);
    }

    @Test
    void lengthsAreBytesAndNotCharacters() {
        assertThat(PhpParser.parse("s:13:\"Société 35\";")).isEmpty();
        assertThat(PhpParser.parse("s:12:\"Société 35\";")).contains(new PhpValue.Scalar("Société 35"));
        assertThat(PhpParser.parse("s:4:\"\uD83D\uDE00\";")).contains(new PhpValue.Scalar("\uD83D\uDE00"));
    }
}
