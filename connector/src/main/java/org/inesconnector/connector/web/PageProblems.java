package org.inesconnector.connector.web;

import java.util.List;
import java.util.Locale;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.connection.IncompleteConnection;
import org.inesconnector.connector.mapping.IncompleteMapping;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.settings.UnusableSettings;
import org.inesconnector.connector.sync.SyncSettings;
import org.inesconnector.ines.InesException;
import org.inesconnector.mautic.MauticException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.method.annotation.MethodArgumentConversionNotSupportedException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Says on a page why there is no other, to whoever came with a browser; whoever calls the API is told by it. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class PageProblems {

    private final SyncSettings settings;

    PageProblems(SyncSettings settings) {
        this.settings = settings;
    }

    /** Nobody sets by a name with dots what no page asks for. */
    @InitBinder
    void onlyWhatIsDeclared(WebDataBinder binder) {
        binder.setDeclarativeBinding(true);
    }

    @ExceptionHandler(exception = NoResourceFoundException.class, produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView unknown(Locale locale) {
        return page(HttpStatus.NOT_FOUND, List.of(), locale);
    }

    /** What says that it has several parts, and has not; whoever asks for it, since no address has been looked at yet. */
    @ExceptionHandler
    ModelAndView parts(MultipartException e, Locale locale) {
        return page(e instanceof MaxUploadSizeExceededException
                ? HttpStatus.CONTENT_TOO_LARGE
                : HttpStatus.BAD_REQUEST, List.of(Message.of("page.parts")), locale);
    }

    /** A file where a page asks for a text, or a word where it asks for a number. */
    @ExceptionHandler({MethodArgumentConversionNotSupportedException.class, MethodArgumentTypeMismatchException.class})
    ModelAndView value(Locale locale) {
        return page(HttpStatus.BAD_REQUEST, List.of(Message.of("page.parts")), locale);
    }

    @ExceptionHandler(produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView connection(IncompleteConnection e, Locale locale) {
        return page(HttpStatus.CONFLICT, e.problems(), locale);
    }

    @ExceptionHandler(produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView mapping(IncompleteMapping e, Locale locale) {
        return page(HttpStatus.CONFLICT, e.problems(), locale);
    }

    @ExceptionHandler(produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView ines(InesException e, Locale locale) {
        return page(HttpStatus.SERVICE_UNAVAILABLE, List.of(Failures.message(e)), locale);
    }

    @ExceptionHandler(produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView mautic(MauticException e, Locale locale) {
        return page(HttpStatus.SERVICE_UNAVAILABLE, List.of(Failures.message(e)), locale);
    }

    @ExceptionHandler(produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView settings(UnusableSettings e, Locale locale) {
        return page(HttpStatus.UNPROCESSABLE_CONTENT, e.problems(), locale);
    }

    private ModelAndView page(HttpStatusCode status, List<Message> problems, Locale locale) {
        var page = new ModelAndView("error", status);
        page.addObject("status", status.value());
        var words = new PageWords(Messages.in(locale), new Moments(settings.timeZone(), locale));
        page.addObject("problems", problems.stream().map(words::text).toList());
        return page;
    }
}
