package org.inesconnector.connector.setup;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param pushTag whoever has this tag in Mautic is pushed; empty: no tag does */
@ConfigurationProperties("connector")
record PushTagSettings(@DefaultValue("ines") String pushTag) {}
