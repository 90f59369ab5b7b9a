package org.inesconnector.connector;

import jakarta.servlet.ServletContext;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.Consumer;
import org.inesconnector.connector.front.Front;
import org.inesconnector.connector.settings.SettingsFromDatabase;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
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
        var application = PreparedCommands.application().orElseGet(Connector::read);
        return common(application).web(WebApplicationType.NONE).run(arguments(properties));
    }

    /**
     * Takes calls over HTTP until it is closed.
     *
     * @param whenStarted what is done with the application whenever it has been started, as it is again after a change of
     *            its settings
     */
    public static Front listen(Consumer<ConfigurableApplicationContext> whenStarted, String... properties) {
        var arguments = arguments(properties);
        return Front.open(
                (server, listener) -> common(read()).web(WebApplicationType.SERVLET)
                        .contextFactory(_ -> in(server))
                        .listeners(listener)
                        .run(arguments),
                whenStarted,
                arguments);
    }

    private static SpringApplicationBuilder read() {
        return new SpringApplicationBuilder(Connector.class);
    }

    private static SpringApplicationBuilder common(SpringApplicationBuilder application) {
        // H2 lets a second process in through a socket; nobody else may use it.
        System.setProperty("h2.bindAddress", "127.0.0.1");
        // Spring would load what a command does not use.
        System.setProperty("spring.backgroundpreinitializer.ignore", "true");
        return application.initializers(new DataDirectory(), new SettingsFromDatabase())
                .logStartupInfo(false);
    }

    private static ConfigurableApplicationContext in(ServletContext server) {
        var context = new AnnotationConfigServletWebApplicationContext();
        context.setServletContext(server);
        return context;
    }

    private static String[] arguments(String... properties) {
        return Arrays.stream(properties).map(property -> "--" + property).toArray(String[]::new);
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }
}
