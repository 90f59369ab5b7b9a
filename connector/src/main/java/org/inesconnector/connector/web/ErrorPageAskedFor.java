package org.inesconnector.connector.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** The page for errors is one only where there was an error: whoever asks for it by its address finds none. */
@Component
@ConditionalOnWebApplication
class ErrorPageAskedFor implements WebMvcConfigurer, HandlerInterceptor {

    private static final String ERROR = "/error";

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns(ERROR);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws NoResourceFoundException {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            throw new NoResourceFoundException(HttpMethod.valueOf(request.getMethod()), ERROR, ERROR);
        }
        return true;
    }
}
