package org.inesconnector.connector.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MessageTextTest {

    private static final int DEEPEST = 4;

    @Property
    void aStoredMessageIsReadAsItWasWritten(@ForAll("messages") Message message) {
        assertThat(MessageText.read(MessageText.write(message))).isEqualTo(message);
    }

    @Property
    void anyOtherTextIsReadAsItself(@ForAll String text) {
        assertThat(MessageText.read(text)).isEqualTo(Message.of("plain", text));
    }

    @Example
    void jsonThatIsNoMessageIsReadAsItself() {
        for (var text : new String[]{"", "{}", "42", "\"refused\"", "null", "[]", "{\"key\":\"a.b\"}",
                "{\"key\":1,\"arguments\":[]}", "{\"key\":\"a.b\",\"arguments\":[null]}",
                "{\"key\":\"a.b\",\"arguments\":[]} and more", "{\"key\":\"a.b\",\"arguments\":[{}]}"}) {
            assertThat(MessageText.read(text)).isEqualTo(Message.of("plain", text));
        }
    }

    @Example
    void anArgumentThatIsNeitherTextNorNumberIsStoredAsItIsRead() {
        var nested = Message.of("mapping.not-in-mautic", "contact.City", Locale.FRENCH);
        assertThat(MessageText.read(MessageText.write(Message.of("push.failed", nested))))
                .isEqualTo(Message.of("push.failed", Message.of("mapping.not-in-mautic", "contact.City", "fr")));
    }

    @Example
    void whatWasStoredIsReadInTheLanguageOfWhoeverReadsIt() {
        var stored = MessageText.write(Message.of("push.skipped", Message.of("skip.no-email")));
        assertThat(Messages.in(Locale.ENGLISH).text(MessageText.read(stored)))
                .isEqualTo("Not sent: the contact has no e-mail address in Mautic.");
        assertThat(Messages.in(Locale.FRENCH).text(MessageText.read(stored)))
                .isEqualTo("Non envoyé : le contact n’a pas d’adresse e-mail dans Mautic.");
        assertThat(Messages.in(Locale.FRENCH).text(MessageText.read("It’s {over}"))).isEqualTo("It’s {over}");
    }

    @Example
    void aMessageThatAnotherVersionStoredIsStillToldByItsFacts() {
        var stored = "{\"key\":\"push.of-tomorrow\",\"arguments\":[42,{\"key\":\"skip.no-email\",\"arguments\":[]}]}";
        assertThat(Messages.in(Locale.FRENCH).text(MessageText.read(stored)))
                .isEqualTo("push.of-tomorrow [42, le contact n’a pas d’adresse e-mail dans Mautic]");
    }

    @Provide
    Arbitrary<Message> messages() {
        return messages(DEEPEST);
    }

    private static Arbitrary<Message> messages(int depth) {
        var texts = Arbitraries.strings();
        var integers = Arbitraries.integers();
        var longs = Arbitraries.longs().filter(number -> number != number.intValue());
        var decimals = Arbitraries.doubles();
        Arbitrary<Object> argument = depth == 0
                ? Arbitraries.<Object>oneOf(texts, integers, longs, decimals)
                : Arbitraries.<Object>oneOf(texts, integers, longs, decimals, messages(depth - 1));
        return argument.list().ofMaxSize(3).flatMap(
                arguments -> texts.map(key -> new Message(key, arguments)));
    }
}
