package org.inesconnector.connector.front;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.inesconnector.connector.settings.SettingsChanged;
import org.inesconnector.connector.settings.StoredSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.boot.web.server.context.ConfigurableWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;

/**
 * Keeps the server and its sessions while the application behind is ended and started again, as often as somebody, on
 * whichever machine, changes the settings. Requests that come meanwhile wait.
 */
public final class Front implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Front.class);

    /** That this process lives; whether what it tells has its use is asked elsewhere. */
    private static final String LIVENESS = "/actuator/health/liveness";

    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(30);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private static final Duration BETWEEN_STARTS = Duration.ofSeconds(5);

    /** Starts the application behind. */
    public interface Application {

        ConfigurableApplicationContext start(ServletContext server, ApplicationListener<SettingsChanged> listener);
    }

    private final Application application;
    private final Consumer<ConfigurableApplicationContext> whenStarted;
    private final Gate gate = new Gate();
    private final Semaphore changes = new Semaphore(0);
    private final Thread watch = Thread.ofPlatform().daemon().name("settings").unstarted(this::watch);
    private final Door door = new Door();
    private final ConfigurableWebServerApplicationContext server;
    private volatile @Nullable Run run;

    private Front(Application application, Consumer<ConfigurableApplicationContext> whenStarted, String[] arguments) {
        this.application = application;
        this.whenStarted = whenStarted;
        this.server = WebServer.start(door, arguments);
    }

    /**
     * @param whenStarted what is done each time when the application has been started, before it is called
     * @param arguments as on a command line
     * @throws RuntimeException where the application does not start
     */
    public static Front open(
            Application application, Consumer<ConfigurableApplicationContext> whenStarted, String... arguments) {
        var front = new Front(application, whenStarted, arguments);
        try {
            front.begin();
            front.watch.start();
        } catch (RuntimeException | ServletException e) {
            front.close();
            throw e instanceof RuntimeException known ? known : new IllegalStateException(e);
        }
        return front;
    }

    /** Where it is called from this machine. */
    public String address() {
        var host = server.getEnvironment().getProperty("server.address", "127.0.0.1");
        return "http://" + host + ":" + Objects.requireNonNull(server.getWebServer()).getPort();
    }

    /**
     * Of the application as it is now: not to be kept. Waits where it is being started again.
     *
     * @throws IllegalStateException where it does not start
     */
    public ConfigurableApplicationContext application() {
        if (!door.letIn()) {
            throw new IllegalStateException("The application has not started");
        }
        gate.leave();
        return current().context();
    }

    /** As {@link #application}, but nothing is done where it does not start; it does not end meanwhile. */
    public void use(Consumer<ConfigurableApplicationContext> what) {
        if (door.letIn()) {
            try {
                what.accept(current().context());
            } finally {
                gate.leave();
            }
        }
    }

    private Run current() {
        return Objects.requireNonNull(run, "not started");
    }

    private void begin() throws ServletException {
        var context = application.start(door.getServletContext(), _ -> changed());
        try {
            run = Run.of(context, door);
            whenStarted.accept(context);
        } catch (RuntimeException | ServletException e) {
            context.close();
            throw e;
        }
        gate.open();
    }

    /** Whoever saves settings is answered by the application as it was; the next request meets the new one. */
    private void changed() {
        gate.close();
        changes.release();
    }

    private void watch() {
        try {
            while (!gate.isShut()) {
                boolean isChanged = awaitChange(LOOK_EVERY);
                if (!gate.isShut() && (isChanged || changedElsewhere())) {
                    restart();
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends at once, too, where this is closed. */
    private boolean awaitChange(Duration patience) throws InterruptedException {
        return changes.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean changedElsewhere() {
        try {
            return current().context().getBean(StoredSettings.class).areNewer();
        } catch (DataAccessException | BeansException e) {
            LOG.warn("Whether the settings were changed could not be read: {}", e.getMessage());
            return false;
        }
    }

    private void restart() throws InterruptedException {
        gate.close();
        current().finish();
        boolean isEmpty = gate.awaitEmpty(LONGEST_REQUEST);
        if (gate.isShut()) {
            return;
        }
        if (!isEmpty) {
            LOG.warn("Requests that take too long are aborted so that new settings can take effect");
        }
        changes.drainPermits();
        current().end();
        while (!gate.isShut() && !begins()) {
            awaitChange(BETWEEN_STARTS);
        }
    }

    private boolean begins() {
        try {
            begin();
            return true;
        } catch (RuntimeException | ServletException e) {
            LOG.error("The application does not start with the settings as they are; it is tried again", e);
            return false;
        }
    }

    @Override
    public void close() {
        gate.shut();
        // An interrupt would close the embedded database for all who are at it.
        changes.release();
        try {
            if (watch.isAlive()) {
                watch.join(LONGEST_REQUEST);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        server.close();
        var last = run;
        if (last != null) {
            last.end();
        }
    }

    /** All requests come in here. */
    private final class Door extends HttpServlet {

        private static final long serialVersionUID = 1;

        /** So many long forms are in memory at a time. */
        private final transient Semaphore longForms = new Semaphore(8);

        private interface Entry {
            boolean isGiven() throws InterruptedException;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            if (WebServer.isTooLong(request)) {
                response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
                write("too-long", request, response);
                return;
            }
            if (WebServer.isTooLongForAStranger(request)) {
                response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
                write("signed-out", request, response);
                return;
            }
            if (LIVENESS.equals(request.getServletPath())) {
                response.setContentType("application/json");
                response.getWriter().write("{\"status\":\"UP\"}");
                return;
            }
            if (!WebServer.isForAPage(request) || !WebServer.isLong(request)) {
                answer(request, response);
            } else if (isLetIn(() -> longForms.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS))) {
                try {
                    answer(request, response);
                } finally {
                    longForms.release();
                }
            } else {
                askToComeAgain(request, response);
            }
        }

        private void answer(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            if (!letIn()) {
                askToComeAgain(request, response);
                return;
            }
            try {
                current().answer(request, response);
            } finally {
                gate.leave();
            }
        }

        private static void askToComeAgain(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            response.setHeader("Retry-After", Long.toString(BETWEEN_STARTS.toSeconds()));
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            write("starting", request, response);
        }

        /** For whoever reads pages. */
        private static void write(String page, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            if (String.valueOf(request.getHeader("Accept")).contains("text/html")) {
                response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
                response.setHeader("X-Content-Type-Options", "nosniff");
                response.setHeader("Cache-Control", "no-store");
                response.setContentType("text/html;charset=UTF-8");
                response.getWriter()
                        .write(new ClassPathResource("front/" + page + ".html").getContentAsString(UTF_8));
            }
        }

        private boolean letIn() {
            return isLetIn(() -> gate.enter(LONGEST_WAIT));
        }

        private static boolean isLetIn(Entry entry) {
            try {
                return entry.isGiven();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
