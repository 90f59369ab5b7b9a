package org.inesconnector.connector.api;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.connection.IncompleteConnection;
import org.inesconnector.connector.mapping.IncompleteMapping;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.ines.InesException;
import org.inesconnector.mautic.MauticException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Says in the caller's language why a call is not answered, as RFC 9457 has it. */
@RestControllerAdvice(basePackageClasses = Problems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ProblemDetail asked(Problem problem, Locale locale) {
        return detail(problem.status(), List.of(problem.message()), locale);
    }

    @ExceptionHandler
    ProblemDetail mapping(IncompleteMapping incomplete, Locale locale) {
        return detail(HttpStatus.CONFLICT, incomplete.problems(), locale);
    }

    @ExceptionHandler
    ProblemDetail connection(IncompleteConnection incomplete, Locale locale) {
        return detail(HttpStatus.CONFLICT, incomplete.problems(), locale);
    }

    @ExceptionHandler
    ProblemDetail ines(InesException e, Locale locale) {
        return detail(HttpStatus.SERVICE_UNAVAILABLE, List.of(Failures.message(e)), locale);
    }

    @ExceptionHandler
    ProblemDetail mautic(MauticException e, Locale locale) {
        return detail(HttpStatus.SERVICE_UNAVAILABLE, List.of(Failures.message(e)), locale);
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ProblemDetail database(NestedRuntimeException e, Locale locale) {
        LOG.error("The database does not take what was asked for", e);
        return detail(
                HttpStatus.SERVICE_UNAVAILABLE,
                List.of(Message.of("push.database", String.valueOf(e.getMostSpecificCause().getMessage()))),
                locale);
    }

    @ExceptionHandler
    ProblemDetail value(MethodArgumentTypeMismatchException wrong, Locale locale) {
        var message = Message.of("api.wrong-value", wrong.getName(), String.valueOf(wrong.getValue()));
        return detail(HttpStatus.BAD_REQUEST, List.of(message), locale);
    }

    @ExceptionHandler(HttpMessageNotReadableException.class)
    ProblemDetail body(Locale locale) {
        return detail(HttpStatus.BAD_REQUEST, List.of(Message.of("api.unreadable")), locale);
    }

    @ExceptionHandler(HttpMediaTypeNotSupportedException.class)
    ProblemDetail kind(Locale locale) {
        return detail(HttpStatus.UNSUPPORTED_MEDIA_TYPE, List.of(Message.of("api.not-json")), locale);
    }

    private static ProblemDetail detail(HttpStatus status, List<Message> messages, Locale locale) {
        var words = Messages.in(locale);
        return ProblemDetail.forStatusAndDetail(
                status, messages.stream().map(words::text).collect(Collectors.joining(" ")));
    }
}
