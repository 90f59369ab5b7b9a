package org.inesconnector.ines;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

class XmlTextTest {

    private static final StandInInes INES = new StandInInes();
    private static final InesClient CLIENT = INES.client();

    static {
        INES.answer("InsertContactCF", "<InsertContactCFResult>1</InsertContactCFResult>");
    }

    @AfterContainer
    static void close() {
        CLIENT.close();
        INES.close();
    }

    /** All of UTF-16, halves of pairs included, with the characters that matter more often than chance would have it. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.chars().range('\0', '\uFFFF')),
                net.jqwik.api.Tuple.of(3,
                        Arbitraries.of('<', '&', '>', ']', '"', '\'', '\r', '\n', '\t', ' ', 'é', '\uFFFE')),
                net.jqwik.api.Tuple.of(2, Arbitraries.of('\uD83D', '\uDE00', '\0', '\u001B', '\u0085', '\u2028')))
                .list().ofMaxSize(40).map(chars -> {
                    var text = new StringBuilder();
                    chars.forEach(text::append);
                    return text.toString();
                });
    }

    @Property
    void whatIsLeftIsWhatXmlAllows(@ForAll("texts") String text) {
        assertThat(XmlText.clean(text).text().codePoints()).allMatch(codePoint -> codePoint == 9 || codePoint == 10
                || codePoint == 13 || (codePoint >= 0x20 && codePoint <= 0xD7FF)
                || (codePoint >= 0xE000 && codePoint <= 0xFFFD) || codePoint >= 0x10000);
    }

    @Property
    void cleaningTwiceChangesNothingMoreAndTheCountIsRight(@ForAll("texts") String text) {
        var clean = XmlText.clean(text);
        assertThat(clean.removed()).isEqualTo(text.length() - clean.text().length());
        assertThat(XmlText.clean(clean.text())).isEqualTo(new XmlText(clean.text(), 0));
    }

    @Example
    void controlCharactersAndHalvesOfPairsGoAndEmojiStay() {
        assertThat(XmlText.clean("a\0b\u001Bc")).isEqualTo(new XmlText("abc", 2));
        assertThat(XmlText.clean("\uD83Dx\uDE00")).isEqualTo(new XmlText("x", 2));
        assertThat(XmlText.clean("Zoé 😀\r\n\t")).isEqualTo(new XmlText("Zoé 😀\r\n\t", 0));
        assertThat(XmlText.clean("\uFFFE\uFFFF")).isEqualTo(new XmlText("", 2));
    }

    @Property(tries = 200)
    void whatIsSentArrivesAsItWasCleaned(@ForAll("texts") String text) {
        CLIENT.insertCustomField(CustomFieldOwner.CONTACT, 42, 1, text);
        assertThat(INES.request("InsertContactCF").text("chpValue")).isEqualTo(XmlText.clean(text).text());
    }

    @Property(tries = 200)
    void whatIsAnsweredIsReadAsItIs(@ForAll("texts") String text) {
        var clean = XmlText.clean(text).text();
        var value = clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;");
        INES.answer("GetContactCF",
                "<GetContactCFResult><Values><CustomField><DefinitionRef>1</DefinitionRef><Ref>2</Ref>"
                        + "<Value>" + value + "</Value></CustomField></Values></GetContactCFResult>");
        assertThat(CLIENT.customFields(CustomFieldOwner.CONTACT, 42))
                .containsExactly(new CustomFieldValue(1, 2, clean));
    }

    @Example
    void aVeryLongValueIsSentAndReadWhole() {
        var megabyte = "é<".repeat(500_000);
        CLIENT.insertCustomField(CustomFieldOwner.CONTACT, 42, 1, megabyte);
        assertThat(INES.request("InsertContactCF").text("chpValue")).isEqualTo(megabyte);
        INES.answer("GetContactCF",
                "<GetContactCFResult><Values><CustomField><DefinitionRef>1</DefinitionRef><Ref>2</Ref>"
                        + "<Value>" + megabyte.replace("<", "&lt;")
                        + "</Value></CustomField></Values></GetContactCFResult>");
        assertThat(CLIENT.customFields(CustomFieldOwner.CONTACT, 42))
                .containsExactly(new CustomFieldValue(1, 2, megabyte));
    }
}
