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
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says in the caller's language why a call is not answered, as RFC 9457 has it. */
@RestControllerAdvice
class Problems {

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

    private static ProblemDetail detail(HttpStatus status, List<Message> messages, Locale locale) {
        var words = Messages.in(locale);
        return ProblemDetail.forStatusAndDetail(
                status, messages.stream().map(words::text).collect(Collectors.joining(" ")));
    }
}
