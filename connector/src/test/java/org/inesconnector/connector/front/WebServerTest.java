package org.inesconnector.connector.front;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import java.util.Objects;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.TomcatWebServer;

/** What the server that is started does, whatever stands in a file of settings. */
class WebServerTest {

    @Test
    void itHoldsAThousandConnectionsAtMost() {
        try (var started = WebServer.start(new HttpServlet() {
            private static final long serialVersionUID = 1;
        }, "--server.port=0")) {
            var server = (TomcatWebServer) Objects.requireNonNull(started.getWebServer());
            assertThat(server.getTomcat().getConnector().getProtocolHandler())
                    .isInstanceOfSatisfying(AbstractProtocol.class,
                            protocol -> assertThat(protocol.getMaxConnections()).isEqualTo(1000));
        }
    }
}
