package org.inesconnector.connector.front;

import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.error.ErrorPage;
import org.springframework.boot.web.error.ErrorPageRegistrar;
import org.springframework.boot.web.server.context.ConfigurableWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Boot's server with all of its settings ({@code server.*}), and nothing but one servlet in it. */
@ImportAutoConfiguration({SslAutoConfiguration.class, TomcatServletWebServerAutoConfiguration.class})
class WebServer {

    private static final int LONGEST_FILE = 1024 * 1024;

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

    @Bean
    static ServletRegistrationBean<Servlet> everything(Servlet door) {
        var registration = new ServletRegistrationBean<>(door, "/");
        registration.setLoadOnStartup(1);
        registration.setMultipartConfig(new MultipartConfigElement("", LONGEST_FILE, LONGEST_FILE, LONGEST_FILE));
        return registration;
    }

    @Bean
    static ErrorPageRegistrar errorPage() {
        return registry -> registry.addErrorPages(new ErrorPage("/error"));
    }
}
