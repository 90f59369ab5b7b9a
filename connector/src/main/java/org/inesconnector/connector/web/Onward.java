package org.inesconnector.connector.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.inesconnector.connector.messages.Message;
import org.springframework.web.servlet.support.RequestContextUtils;

/** To the next page after a change, for a whole page as for htmx, which replaces a part of one. */
public final class Onward {

    private static final String PART = "HX-Request";

    private Onward() {}

    public static boolean isPart(HttpServletRequest request) {
        return request.getHeader(PART) != null;
    }

    /**
     * @param notice what the next page says first
     * @param part what htmx is answered, and does not show
     * @return the view
     */
    public static String to(
            String path, Message notice, String part, HttpServletRequest request, HttpServletResponse response) {
        RequestContextUtils.getOutputFlashMap(request).put("notice", notice);
        if (!isPart(request)) {
            return "redirect:" + path;
        }
        RequestContextUtils.saveOutputFlashMap(path, request, response);
        response.setHeader("HX-Redirect", request.getContextPath() + path);
        return part;
    }
}
