package org.inesconnector.connector.front;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.inesconnector.connector.messages.LeastTime;
import org.inesconnector.connector.settings.LengthsOfTime;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.error.ErrorPage;
import org.springframework.boot.web.error.ErrorPageRegistrar;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.ConfigurableWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Boot's server with all of its settings ({@code server.*}), and nothing but one servlet in it. */
@ImportAutoConfiguration({SslAutoConfiguration.class, TomcatServletWebServerAutoConfiguration.class})
class WebServer {

    private static final int LONGEST_FILE = 1024 * 1024;

    /** Of whoever has not signed in, who fills in a few fields. */
    private static final int LONGEST_OF_A_STRANGER = 8 * 1024;

    private static final int FIELDS_OF_A_STRANGER = 100;

    private static final String SLOWEST = "connector.slowest-request";

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    static ConfigurableWebServerApplicationContext start(Servlet servlet, String... arguments) {
        return (ConfigurableWebServerApplicationContext) new SpringApplicationBuilder(WebServer.class)
                .web(WebApplicationType.SERVLET)
                .initializers(context -> context.getBeanFactory().registerSingleton("door", servlet))
                .logStartupInfo(false)
                .run(arguments);
    }

    /** Of files; other bodies have limits of their own. */
    static boolean isTooLong(HttpServletRequest request) {
        return String.valueOf(request.getContentType()).startsWith("multipart/")
                && request.getContentLengthLong() > LONGEST_FILE;
    }

    /** Who has signed in has a session, and nobody else. */
    static boolean isTooLongForAStranger(HttpServletRequest request) {
        return isForAPage(request) && isLong(request) && request.getSession(false) == null;
    }

    /** What others send has limits of its own, and is not read as a form. */
    static boolean isForAPage(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.REQUEST
                && Stream.of("/api/", "/mautic/").noneMatch(request.getServletPath()::startsWith);
    }

    /** Before any of it is read, room is taken for all of it. */
    static boolean isLong(HttpServletRequest request) {
        long told = request.getContentLengthLong();
        return told > LONGEST_OF_A_STRANGER || (told < 0 && request.getHeader("Transfer-Encoding") != null);
    }

    /** Each field takes many times the room of its name. */
    private static final class FewFieldsOfStrangers extends ValveBase {

        FewFieldsOfStrangers() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            if (request.getSession(false) == null) {
                request.setMaxParameterCount(FIELDS_OF_A_STRANGER);
            }
            getNext().invoke(request, response);
        }
    }

    @Bean
    static ServletRegistrationBean<Servlet> everything(Servlet door) {
        var registration = new ServletRegistrationBean<>(door, "/");
        registration.setLoadOnStartup(1);
        registration.setMultipartConfig(new MultipartConfigElement("", LONGEST_FILE, LONGEST_FILE, LONGEST_FILE));
        return registration;
    }

    /** Each part of a request has so long to come. */
    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> promptRequests(Environment environment) {
        var longest = slowest(environment);
        return factory -> {
            factory.addContextValves(new FewFieldsOfStrangers());
            factory.setProtocol(PromptProtocol.class.getName());
            factory.addProtocolHandlerCustomizers(handler -> ((PromptProtocol) handler).setLongest(longest));
        };
    }

    private static Duration slowest(Environment environment) {
        var slowest = Binder.get(environment, new LengthsOfTime(environment).apply(BindHandler.DEFAULT))
                .bind(SLOWEST, Duration.class)
                .orElse(A_MINUTE);
        LeastTime.check(List.of(new LeastTime(SLOWEST, slowest, "1s")));
        return slowest;
    }

    @Bean
    static ErrorPageRegistrar errorPage() {
        return registry -> registry.addErrorPages(new ErrorPage("/error"));
    }
}
