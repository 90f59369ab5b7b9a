package org.inesconnector.simulator.ines;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.List;
import java.util.Objects;

/** ASP.NET does not mind the letter case of a path, and takes UTF-8 where a request does not say what it is in. */
final class AspNetRequest extends HttpServletRequestWrapper {

    private static final List<String> PATHS = List.of(Soap.LOGIN, Soap.CONTACT_MANAGER, Soap.CUSTOM_FIELDS, Soap.SYNC);

    AspNetRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public String getCharacterEncoding() {
        return Objects.requireNonNullElse(super.getCharacterEncoding(), "UTF-8");
    }

    @Override
    public String getPathInfo() {
        return asPublished(super.getPathInfo());
    }

    @Override
    public String getRequestURI() {
        return asPublished(super.getRequestURI());
    }

    @Override
    public StringBuffer getRequestURL() {
        var url = super.getRequestURL().toString();
        var path = super.getRequestURI();
        return new StringBuffer(url.substring(0, url.length() - path.length()) + asPublished(path));
    }

    private static String asPublished(String path) {
        return PATHS.stream().filter(path::equalsIgnoreCase).findFirst().orElse(path);
    }
}
