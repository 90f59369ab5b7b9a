package org.inesconnector.connector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import org.inesconnector.connector.messages.Messages;
import org.junit.jupiter.api.Test;

class TerminalTest {

    @Test
    void whatOthersWroteTellsTheTerminalNothing() {
        var printed = new StringWriter();
        var writer = new PrintWriter(printed);
        var terminal = new Terminal(new Caller(writer, writer, Locale.ENGLISH, List.of()), Messages.in(Locale.ENGLISH));
        terminal.say("Zoé \u001B[2J\u001B]0;x\u0007\r\u0085\u009B1m\0 é\tü\nnext 😀");
        assertThat(printed.toString()).isEqualTo(
                "Zoé \uFFFD[2J\uFFFD]0;x\uFFFD\uFFFD\uFFFD\uFFFD1m\uFFFD é\tü\nnext 😀" + System.lineSeparator());
    }
}
