package org.inesconnector.connector.front;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.filter.CompositeFilter;
import org.springframework.web.servlet.DispatcherServlet;

/** One run of the application, from its start until its settings change, and what of it answers requests. */
final class Run {

    private final ConfigurableApplicationContext context;
    private final CompositeFilter filters = new CompositeFilter();
    private final DispatcherServlet servlet;

    private Run(ConfigurableApplicationContext context) {
        this.context = context;
        this.servlet = context.getBean(DispatcherServlet.class);
    }

    static Run of(ConfigurableApplicationContext context, ServletConfig config) throws ServletException {
        config.getServletContext()
                .setAttribute(WebApplicationContext.ROOT_WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
        var run = new Run(context);
        run.filters.setFilters(filters(context));
        run.servlet.init(config);
        return run;
    }

    /** As Boot registers them with a server of the application's own. */
    private static List<Filter> filters(ConfigurableApplicationContext context) {
        var registered = context.getBeanProvider(new ParameterizedTypeReference<FilterRegistrationBean<?>>() {
        }).stream().toList();
        var wrapped = registered.stream().map(FilterRegistrationBean::getFilter).collect(Collectors.toSet());
        return Stream.<Object>concat(
                registered.stream().filter(FilterRegistrationBean::isEnabled),
                context.getBeansOfType(Filter.class).values().stream().filter(filter -> !wrapped.contains(filter)))
                .sorted(AnnotationAwareOrderComparator.INSTANCE)
                .map(Run::filter)
                .toList();
    }

    private static Filter filter(Object registered) {
        return registered instanceof FilterRegistrationBean<?> registration
                ? Objects.requireNonNull(registration.getFilter())
                : (Filter) registered;
    }

    void answer(ServletRequest request, ServletResponse response) throws IOException, ServletException {
        filters.doFilter(request, response, servlet::service);
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    /** What works by itself; requests that are under way are still answered. */
    void finish() {
        context.stop();
    }

    void end() {
        context.close();
    }
}
