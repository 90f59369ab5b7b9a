package org.inesconnector.connector.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A file of settings that means ill: read as text, or refused. docs/security.md says how this is run for long. */
class YamlTextTest {

    private static final String[] PIECES = {
            "connector:", "published", ": ", " ", "\n", "\n  ", "- ", "? ", "&a ", "*a", "<<: ", "!!",
            "!!java.io.File ",
            "!!int ", "!!binary ", "!!set ", "!!float .nan", "{", "}", "[", "]", ",", "'", "\"", "\\x", "\\uD800",
            "|\n", ">-\n",
            "%YAML 1.1\n", "---\n", "...\n", "#", "@", "`", "\t", "\0", "\u0085", "\uFEFF", "0x1", "0o7", "1e999", "~",
            "null",
            "2026-13-45", "12:30:45", "yes", "${x}", "😀", "\uD83D"
    };

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(PIECES).list().ofMaxSize(40).map(pieces -> String.join("", pieces));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anyTextIsReadOrUnreadable(@ForAll("texts") String text) {
        try {
            assertThat(YamlText.read(text)).isNotNull();
        } catch (YamlText.Unreadable e) {
            assertThat(e.problem().why().key()).startsWith("import.");
        }
    }

    @Example
    void nothingIsMadeOfWhatATextNames() {
        for (var text : new String[]{"a: !!java.io.File [/etc/passwd]", "a: !!java.net.URL ['http://localhost/']",
                "a: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]"}) {
            assertThatExceptionOfType(YamlText.Unreadable.class).as(text).isThrownBy(() -> YamlText.read(text));
        }
    }

    @Example
    void aValueThatIsNotOfTheKindThatItIsSaidToBeIsRefused() {
        for (var text : new String[]{"a: !!int connector", "a: !!binary \u00e9", "a: !!timestamp x"}) {
            assertThatExceptionOfType(YamlText.Unreadable.class).as(text).isThrownBy(() -> YamlText.read(text));
        }
    }

    /** It took half a minute for each hundred thousand, and four times as long for twice as many. */
    @Example
    void whatIsNestedWithoutEndOrStandsForMillionsIsRefused() {
        for (var text : new String[]{"[".repeat(100_000), "a: " + "{b: ".repeat(100_000), "- ".repeat(100_000),
                "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "? ".repeat(100_000)}) {
            assertThatExceptionOfType(YamlText.Unreadable.class).as(text.substring(0, 10))
                    .isThrownBy(() -> YamlText.read(text));
        }
    }
}
