package org.inesconnector.connector;

import org.springframework.context.annotation.ComponentScan;

/** What is called over HTTP: a command has no use for it. */
@ComponentScan({"org.inesconnector.connector.web", "org.inesconnector.connector.api"})
final class OverHttp {

    static final String CLASSES = "org[.]inesconnector[.]connector[.](web|api)[.].*";

    private OverHttp() {}
}
