package org.inesconnector.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("What is typed belongs to the whole process")
class UserCommandTest {

    private static final String PASSWORD = "a long enough password";

    private final BothSides sides = new BothSides();
    private final Console console = new Console();
    private final InputStream input = System.in;

    @BeforeEach
    void settings() {
        console.settings(sides.settings());
    }

    @AfterEach
    void restore() {
        System.setIn(input);
        sides.close();
    }

    private void run(int exitCode, String typed, String... arguments) {
        System.setIn(new ByteArrayInputStream(typed.getBytes(UTF_8)));
        assertThat(console.run(arguments)).withFailMessage(console::output).isEqualTo(exitCode);
    }

    @Test
    void whoForgotHisPasswordGetsAnother() {
        run(0, PASSWORD + "\n", "user", "add", "ada", "--role", "administrator");
        assertThat(console.output()).contains("ada may sign in now").doesNotContain(PASSWORD);
        run(0, PASSWORD + "?\nmore\n", "user", "password", "ada");
        assertThat(console.output()).contains("The password of ada is changed").doesNotContain(PASSWORD);
        console.speak(Locale.FRENCH);
        run(0, "", "user", "list");
        assertThat(console.output()).contains("ada (administrateur), depuis le");
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        run(1, PASSWORD + "\n", "user", "password", "nobody");
        assertThat(console.output()).contains("There is no user nobody");
        run(2, "short\n", "user", "add", "ada", "--role", "reader");
        assertThat(console.output()).contains("at least 12");
        run(2, "", "user", "add", "ada", "--role", "reader");
        run(2, PASSWORD + "\n", "user", "add", "ada", "--role", "king");
        assertThat(console.output()).contains("--role", "administrator, reader");
        run(2, PASSWORD + "\n", "user", "add", "ada");
        run(0, "", "user", "list");
        assertThat(console.output()).contains("Nobody may sign in yet");
    }
}
