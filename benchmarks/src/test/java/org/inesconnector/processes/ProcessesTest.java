package org.inesconnector.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessesTest {

    @Test
    void whereNoDatabaseCouldBeKilledNobodyIsToldThatOneWas() throws IOException {
        try (var database = new Database(DatabaseKind.H2)) {
            assertThatExceptionOfType(Wrong.class).isThrownBy(database::kill);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessIsKnownByTheConnectionsThatItHas() throws IOException {
        var own = new ProcessFigures(ProcessHandle.current().pid());
        var loopback = InetAddress.getLoopbackAddress();
        try (var server = new ServerSocket(0, 1, loopback);
                var client = new Socket(loopback, server.getLocalPort())) {
            assertThat(own.hasConnectionAt(client.getLocalPort())).isTrue();
            assertThat(own.hasConnectionAt(ConnectorNode.freePort())).isFalse();
            assertThat(new ProcessFigures(1).hasConnectionAt(client.getLocalPort())).isFalse();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aCommandThatRunsIsKilledWithTheOthersAndSaysHowItEnded() throws IOException, InterruptedException {
        var commands = new RunningCommands();
        var sleeping = commands.start(new ProcessBuilder("sleep", "600"));

        assertThat(commands.killThoseAt(List.of(ConnectorNode.freePort()))).isZero();
        assertThat(sleeping.isAlive()).isTrue();
        assertThat(commands.killAll()).isEqualTo(1);

        assertThat(sleeping.waitFor()).isEqualTo(RunningCommands.KILLED);
        assertThat(commands.killAll()).isZero();
        commands.awaitEnd();
    }
}
