package org.inesconnector.simulator.ines;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.cxf.Bus;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.inesconnector.simulator.http.Control;

/** The services, whatever the letter case of their path; the page at {@code /}; the controls. */
final class InesServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient CXFNonSpringServlet services = new CXFNonSpringServlet();
    private final transient Consumer<Bus> publisher;
    private final transient Supplier<Dialect> dialect;
    private final transient Control control;
    private final transient Function<Boolean, String> page;

    InesServlet(Consumer<Bus> publisher, Supplier<Dialect> dialect, Control control,
            Function<Boolean, String> page) {
        this.publisher = publisher;
        this.dialect = dialect;
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
            serve(new AspNetRequest(request), response);
        }
    }

    private void serve(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        var spoken = dialect.get();
        if (spoken.equals(Dialect.OURS)) {
            services.service(request, response);
        } else {
            new Translation(spoken).serve(services, request, response);
        }
    }

    @Override
    public void destroy() {
        services.destroy();
    }
}
