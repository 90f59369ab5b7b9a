package org.inesconnector.ines;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** What an HTTP answer says as SOAP 1.1: the answer of the operation, a fault, or something that is neither. */
final class SoapAnswer {

    static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_WORDS = 1_000;

    private final String operation;
    private final InesHttp.Answer http;

    private SoapAnswer(String operation, InesHttp.Answer http) {
        this.operation = operation;
        this.http = http;
    }

    /**
     * The whole envelope, whose body is known to hold the operation's answer.
     *
     * @throws Fault for a SOAP fault, whatever the HTTP status
     * @throws InesException.Unavailable for an HTTP error without one
     * @throws InesException.NotUnderstood for anything else
     */
    static Document envelope(String operation, InesHttp.Answer http) {
        return new SoapAnswer(operation, http).envelope();
    }

    /** The operation's answer in an envelope of {@link #envelope(String, InesHttp.Answer)}. */
    static Element content(Document envelope) {
        var content = content(envelope.getDocumentElement());
        if (content == null) {
            throw new IllegalArgumentException("An envelope without content");
        }
        return content;
    }

    /** INES's no, in INES's words: nothing was done. */
    static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1;

        Fault(String words) {
            super(words, null, false, false);
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }

    private Document envelope() {
        try {
            var document = SafeXml.parse(http.body(), charset(http.contentType()));
            return checked(document);
        } catch (SAXException | IOException e) {
            throw httpError().orElseGet(() -> notUnderstood(
                    isWebPage() ? "a web page instead of SOAP" : "something that is no XML", e));
        }
    }

    private Document checked(Document document) {
        var content = content(document.getDocumentElement());
        if (content != null && SafeXml.is(content, SOAP, "Fault")) {
            throw new Fault(words(content));
        }
        httpError().ifPresent(error -> {
            throw error;
        });
        if (content == null) {
            throw notUnderstood(isWebPage() ? "a web page instead of SOAP" : "XML that is no SOAP answer", null);
        }
        if (!content.getLocalName().equals(operation + "Response")) {
            throw notUnderstood("<%s> instead of <%sResponse>".formatted(content.getLocalName(), operation), null);
        }
        return document;
    }

    private static @Nullable Element content(@Nullable Element envelope) {
        return envelope != null && SafeXml.is(envelope, SOAP, "Envelope")
                ? SafeXml.children(envelope, SOAP, "Body").findFirst().flatMap(SafeXml::firstChild).orElse(null)
                : null;
    }

    private static String words(Element fault) {
        var text = SafeXml.children(fault).stream()
                .filter(child -> "faultstring".equals(child.getLocalName()))
                .map(child -> child.getTextContent().strip())
                .findFirst().filter(words -> !words.isEmpty())
                .orElseGet(() -> fault.getTextContent().strip());
        return text.length() <= LONGEST_WORDS ? text : text.substring(0, LONGEST_WORDS) + "…";
    }

    /**
     * An HTTP error without a fault does not come from the service but from what stands before it. One that says "not
     * here, not so, not you" (3xx, 4xx) came before anything was done; a 408 or a 5xx may have come too late for that.
     */
    private Optional<InesException> httpError() {
        int status = http.status();
        if (http.isGood()) {
            return Optional.empty();
        }
        boolean mayHaveBeenDone = status >= 500 || status == 408;
        return Optional.of(new InesException.Unavailable(operation,
                "%s answered HTTP %d: %s".formatted(http.uri(), status, meaning(status)), mayHaveBeenDone, null));
    }

    private static String meaning(int status) {
        return switch (status) {
            case 401, 403, 407 ->
                "it does not let us in; the account is not asked for there, so this is the server's setting";
            case 404, 410 -> "there is no such service; is the address right?";
            case 408, 504 -> "it took too long";
            case 429 -> "too many calls";
            case 502, 503 -> "the service is not available";
            default -> status / 100 == 3
                    ? "it sends us elsewhere, which is not followed; is the address right?"
                    : status >= 500 ? "the server has a problem" : "it does not take the call";
        };
    }

    private boolean isWebPage() {
        return http.contentType() != null && http.contentType().toLowerCase(Locale.ROOT).startsWith("text/html");
    }

    private InesException notUnderstood(String what, @Nullable Throwable cause) {
        return new InesException.NotUnderstood(operation, "INES answered " + what, cause);
    }

    static @Nullable String charset(@Nullable String contentType) {
        if (contentType == null) {
            return null;
        }
        var matcher = CHARSET.matcher(contentType);
        return matcher.find() && isKnown(matcher.group(1)) ? matcher.group(1) : null;
    }

    private static boolean isKnown(String charset) {
        try {
            return Charset.isSupported(charset);
        } catch (IllegalCharsetNameException _) {
            return false;
        }
    }
}
