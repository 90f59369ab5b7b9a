package org.inesconnector.connector;

import java.time.InstantSource;
import org.inesconnector.connector.settings.SettingsFromDatabase;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.web.server.context.ConfigurableWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** The application's parts, put together. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan
@ConfigurationPropertiesScan
public class Connector {

    /**
     * For a command: nobody can call it.
     *
     * @param properties in Spring's form, {@code name=value}; they count more than files and environment
     */
    public static ConfigurableApplicationContext start(String... properties) {
        return start(WebApplicationType.NONE, properties);
    }

    /** As {@link #start}, and takes calls over HTTP until it is closed. */
    public static ConfigurableWebServerApplicationContext listen(String... properties) {
        return (ConfigurableWebServerApplicationContext) start(WebApplicationType.SERVLET, properties);
    }

    private static ConfigurableApplicationContext start(WebApplicationType type, String... properties) {
        // H2 lets a second process in through a socket; nobody else may use it.
        System.setProperty("h2.bindAddress", "127.0.0.1");
        var arguments = new String[properties.length];
        for (int i = 0; i < properties.length; i++) {
            arguments[i] = "--" + properties[i];
        }
        return new SpringApplicationBuilder(Connector.class)
                .web(type)
                .initializers(new DataDirectory(), new SettingsFromDatabase())
                .logStartupInfo(false)
                .run(arguments);
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }
}
