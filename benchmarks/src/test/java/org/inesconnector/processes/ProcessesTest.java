package org.inesconnector.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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
}
