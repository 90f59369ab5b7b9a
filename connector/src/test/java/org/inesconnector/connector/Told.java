package org.inesconnector.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * All that is told while it is open: what is given to it, and every line of the log, however detailed: our own to the last
 * word, and what the libraries say to whoever looks for a fault.
 */
final class Told implements AutoCloseable {

    private static final Map<String, Level> LEVELS = Map.of(
            Logger.ROOT_LOGGER_NAME, Level.DEBUG,
            "org.inesconnector", Level.TRACE,
            "org.apache.cxf", Level.DEBUG);

    /** In which the container would log whatever it reads, as it comes. */
    private static final Set<String> RAW = Set.of("org.apache.coyote", "org.apache.tomcat.util.net");

    private record Words(String where, String text) {}

    private final Queue<Words> all = new ConcurrentLinkedQueue<>();
    private final Map<String, @Nullable Level> before = new HashMap<>();
    private final Map<java.util.logging.Logger, java.util.logging.@Nullable Level> jdkBefore = new HashMap<>();
    private final Lines lines = new Lines();
    private final JdkLines jdkLines = new JdkLines();

    Told() {
        LEVELS.forEach((name, level) -> {
            before.put(name, logger(name).getLevel());
            logger(name).setLevel(level);
        });
        var quiet = new ThresholdFilter();
        quiet.setLevel(Level.WARN.toString());
        quiet.start();
        root().getAppender("console").addFilter(quiet);
        lines.setContext(root().getLoggerContext());
        lines.start();
        root().addAppender(lines);
        jdk("", java.util.logging.Level.FINE);
        RAW.forEach(name -> jdk(name, java.util.logging.Level.INFO));
        jdkRoot().addHandler(jdkLines);
    }

    private void jdk(String name, java.util.logging.Level level) {
        var logger = java.util.logging.Logger.getLogger(name);
        jdkBefore.put(logger, logger.getLevel());
        logger.setLevel(level);
    }

    private static java.util.logging.Logger jdkRoot() {
        return LogManager.getLogManager().getLogger("");
    }

    private static Logger root() {
        return logger(Logger.ROOT_LOGGER_NAME);
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    void add(String where, String text) {
        all.add(new Words(where, text));
    }

    /** A page or another answer, with its headers. */
    Visitor.Answer add(Visitor.Answer answer) {
        add(answer.whole().request().method() + " " + answer.whole().uri(),
                answer.whole().headers().map() + "\n" + answer.body());
        return answer;
    }

    /** That it was listened to. */
    void assertSomewhere(String... words) {
        assertThat(List.of(words)).allMatch(word -> all.stream().anyMatch(one -> one.text().contains(word)));
    }

    /** @param secrets by what they are; looked for as they are, and as headers and addresses carry them */
    void assertNowhere(Map<String, String> secrets) {
        secrets.forEach((what, secret) -> {
            assertThat(secret).as(what).hasSizeGreaterThan(7);
            var forms = Stream.of(secret, URLEncoder.encode(secret, UTF_8),
                    Base64.getEncoder().encodeToString(secret.getBytes(UTF_8))).toList();
            assertThat(forms.stream().flatMap(this::around)).as(what).isEmpty();
        });
    }

    private Stream<String> around(String form) {
        return all.stream().filter(one -> one.text().contains(form)).map(one -> {
            int at = one.text().indexOf(form);
            return one.where() + ": " + one.text().substring(
                    Math.max(0, at - 200), Math.min(one.text().length(), at + form.length() + 50));
        }).distinct().limit(10);
    }

    @Override
    public void close() {
        jdkRoot().removeHandler(jdkLines);
        jdkBefore.forEach(java.util.logging.Logger::setLevel);
        root().detachAppender(lines);
        root().getAppender("console").clearAllFilters();
        before.forEach((name, level) -> logger(name).setLevel(level));
    }

    private final class Lines extends AppenderBase<ILoggingEvent> {

        @Override
        protected void append(ILoggingEvent event) {
            var thrown = event.getThrowableProxy();
            add(event.getLoggerName(), event.getFormattedMessage() + event.getMDCPropertyMap()
                    + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown)));
        }
    }

    private final class JdkLines extends Handler {

        @Override
        public void publish(LogRecord entry) {
            var text = new StringWriter();
            text.append(new java.util.logging.SimpleFormatter().formatMessage(entry));
            if (entry.getThrown() != null) {
                entry.getThrown().printStackTrace(new PrintWriter(text));
            }
            add(String.valueOf(entry.getLoggerName()), text.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
