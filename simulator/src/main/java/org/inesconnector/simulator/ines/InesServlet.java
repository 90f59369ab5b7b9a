package org.inesconnector.simulator.ines;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.cxf.Bus;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.inesconnector.simulator.http.Control;

/** The services, whatever the letter case of their path; the page at {@code /}; the controls. */
final class InesServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient CXFNonSpringServlet services = new CXFNonSpringServlet();
    private final transient Consumer<Bus> publisher;
    private final transient Control control;
    private final transient Function<Boolean, String> page;

    InesServlet(Consumer<Bus> publisher, Control control, Function<Boolean, String> page) {
        this.publisher = publisher;
        this.control = control;
        this.page = page;
    }

    @Override
    public void init(ServletConfig config) throws ServletException {
        super.init(config);
        services.init(config);
        publisher.accept(services.getBus());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getRequestURI().equals("/")) {
            response.setContentType("text/html;charset=UTF-8");
            response.getWriter().write(page.apply(request.getParameter("suivi") != null));
        } else if (control.isMeant(request)) {
            control.service(request, response);
        } else {
            services.service(new AsAspNetReads(request), response);
        }
    }

    @Override
    public void destroy() {
        services.destroy();
    }

    /** ASP.NET does not mind the letter case of a path, and takes UTF-8 where a request does not say what it is in. */
    private static final class AsAspNetReads extends HttpServletRequestWrapper {

        AsAspNetReads(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getCharacterEncoding() {
            return Objects.requireNonNullElse(super.getCharacterEncoding(), "UTF-8");
        }

        @Override
        public String getPathInfo() {
            return super.getPathInfo().toLowerCase(Locale.ROOT);
        }

        @Override
        public String getRequestURI() {
            return super.getRequestURI().toLowerCase(Locale.ROOT);
        }

        @Override
        public StringBuffer getRequestURL() {
            return new StringBuffer(super.getRequestURL().toString().toLowerCase(Locale.ROOT));
        }
    }
}
