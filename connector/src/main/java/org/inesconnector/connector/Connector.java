package org.inesconnector.connector;

import jakarta.servlet.ServletContext;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.front.Front;
import org.inesconnector.connector.settings.SettingsFromDatabase;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.info.ProjectInfoAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.context.support.GenericWebApplicationContext;

/** The application's parts, put together. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = FlywayAutoConfiguration.class)
@ComponentScan(excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = OverHttp.CLASSES))
@ConfigurationPropertiesScan
public class Connector {

    private static final Map<String, Object> FOR_PAGES_ONLY = Map.of(
            "spring.autoconfigure.exclude",
            Stream.of(
                    MessageSourceAutoConfiguration.class,
                    ValidationAutoConfiguration.class,
                    SecurityAutoConfiguration.class,
                    OAuth2ResourceServerAutoConfiguration.class,
                    ThymeleafAutoConfiguration.class,
                    HttpMessageConvertersAutoConfiguration.class,
                    TaskExecutionAutoConfiguration.class,
                    TaskSchedulingAutoConfiguration.class,
                    ApplicationAvailabilityAutoConfiguration.class,
                    ProjectInfoAutoConfiguration.class,
                    SslAutoConfiguration.class)
                    .map(Class::getName)
                    .collect(Collectors.joining(",")));

    /**
     * For a command: nobody can call it.
     *
     * @param properties in Spring's form, {@code name=value}; they count more than files and environment
     */
    public static ConfigurableApplicationContext start(String... properties) {
        // Spring would load beside it what a command does not use.
        System.setProperty("spring.backgroundpreinitializer.ignore", "true");
        var application = Prepared.application(Preparation.What.COMMANDS, Connector.class)
                .map(prepared -> prepared.contextFactory(_ -> new GenericApplicationContext(new PreparedBeans())))
                .orElseGet(() -> new SpringApplicationBuilder(Connector.class));
        return common(application).properties(FOR_PAGES_ONLY).web(WebApplicationType.NONE).run(arguments(properties));
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
                (server, listener) -> service(server).listeners(listener).run(arguments), whenStarted, arguments);
    }

    static ConfigurableApplicationContext service(ServletContext server, String... properties) {
        return service(server).run(arguments(properties));
    }

    private static SpringApplicationBuilder service(ServletContext server) {
        return common(Prepared.application(Preparation.What.SERVICE, Connector.class, OverHttp.class)
                .map(prepared -> prepared
                        .contextFactory(_ -> new GenericWebApplicationContext(new PreparedBeans(), server)))
                .orElseGet(() -> new SpringApplicationBuilder(Connector.class, OverHttp.class)
                        .contextFactory(_ -> in(server))))
                .web(WebApplicationType.SERVLET);
    }

    /** The settings alone, for what is done to the database while no application runs on it. */
    public static ConfigurableApplicationContext settings(String... properties) {
        listenHereOnly();
        return new SpringApplicationBuilder(SettingsAlone.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(arguments(properties));
    }

    /** Nothing. */
    private static final class SettingsAlone {}

    private static SpringApplicationBuilder common(SpringApplicationBuilder application) {
        listenHereOnly();
        return application.initializers(new DatabaseAddress(), new PostgresPatience(), new DataDirectory(),
                new SettingsFromDatabase())
                .logStartupInfo(false);
    }

    /** H2 lets a second process in through a socket; nobody else may use it. */
    private static void listenHereOnly() {
        System.setProperty("h2.bindAddress", "127.0.0.1");
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
