package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOnlyOptions;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Somebody with a browser: a headless Chromium that speaks one language. Whatever the pages' policy refuses, and every
 * script's error, is a failure.
 */
final class Browser implements AutoCloseable {

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
            "--disable-sync");

    private static final String PICTURES = "target/screenshots";

    /** Whether those of the guide are wanted, in both languages. */
    static final boolean PICTURES_OF_THE_GUIDE = System.getProperty("guide.pictures") != null;

    /** Where those of the guide are kept, whose names begin so. */
    private static final String GUIDE = System.getProperty("guide.pictures", PICTURES);

    /** What is well is not described, which takes the most time. */
    private static final AxeRunOptions FAULTS_ONLY = new AxeRunOptions();

    /** What else there is does not depend on it. */
    private static final AxeRunOptions CONTRAST_ONLY = new AxeRunOptions();

    static {
        FAULTS_ONLY.setResultTypes(List.of("violations"));
        CONTRAST_ONLY.setResultTypes(List.of("violations"));
        var rules = new AxeRunOnlyOptions();
        rules.setType("rule");
        rules.setValues(List.of("color-contrast"));
        CONTRAST_ONLY.setRunOnly(rules);
    }

    /** In milliseconds: other tests and the browser share the machine. */
    private static final int PATIENCE = 90_000;

    private static final int WIDTH = 1280;

    /** Nobody reads a longer one. */
    private static final int GUIDE_HEIGHT = 1800;

    /** Those that nobody uses now: to start one costs more than most do with it. They end with the process. */
    private static final Deque<com.microsoft.playwright.Browser> IDLE = new ConcurrentLinkedDeque<>();

    private final com.microsoft.playwright.Browser chromium;
    private final List<String> complaints = new ArrayList<>();
    private String address = "";

    Browser() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        chromium = Optional.ofNullable(IDLE.poll())
                .filter(com.microsoft.playwright.Browser::isConnected)
                .orElseGet(Browser::start);
    }

    private static com.microsoft.playwright.Browser start() {
        var installed = installed();
        var options = new Playwright.CreateOptions();
        installed.ifPresent(_ -> options.setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var launch = new BrowserType.LaunchOptions().setArgs(ARGUMENTS);
        installed.ifPresent(launch::setExecutablePath);
        return Playwright.create(options).chromium().launch(launch);
    }

    /** The one without windows needs half the work. Where there is none at all, Playwright fetches its own. */
    private static Optional<Path> installed() {
        var directories = System.getenv("PATH").split(Pattern.quote(File.pathSeparator));
        return Stream.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(directories).map(directory -> Path.of(directory, name)))
                .filter(path -> path.toFile().canExecute())
                .findFirst();
    }

    /** A new window that knows nothing of others. Paths begin at the connector's address. */
    Page open(String connector, String language) {
        return open(connector, language, WIDTH, 900);
    }

    Page open(String connector, String language, int width, int height) {
        address = connector;
        BrowserContext context = chromium.newContext(
                new com.microsoft.playwright.Browser.NewContextOptions().setBaseURL(connector)
                        .setLocale(language)
                        .setViewportSize(width, height));
        context.setDefaultTimeout(PATIENCE);
        var page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("status of 4")) {
                complaints.add(message.text());
            }
        });
        return page;
    }

    /** The first administrator, made and signed in. */
    Page administrator(String connector, String language, String setupCode) {
        var page = open(connector, language);
        page.navigate("/");
        page.fill("#code", setupCode);
        page.fill("#username", "ada");
        page.fill("#password", "une longue phrase secrète");
        page.fill("#again", "une longue phrase secrète");
        page.click("main button[type=submit]");
        page.waitForURL("**/sign-in");
        return signIn(page, "ada", "une longue phrase secrète");
    }

    Page signIn(Page page, String name, String password) {
        page.navigate("/sign-in");
        page.fill("#username", name);
        page.fill("#password", password);
        page.click("main button[type=submit]");
        page.waitForURL(url -> !url.contains("/sign-in"));
        return page;
    }

    /** For what {@link #look} looked at already, in another size or language. */
    void picture(Page page, String picture) {
        if (picture.startsWith("guide-")) {
            int height = (int) page.evaluate("Math.min(document.documentElement.scrollHeight, " + GUIDE_HEIGHT + ")");
            keep(page, GUIDE, picture, new Page.ScreenshotOptions().setClip(0, 0, WIDTH, height));
        } else {
            keep(page, PICTURES, picture, new Page.ScreenshotOptions());
        }
    }

    /** Likewise, of a part of a page. */
    void picture(Locator part, String picture) {
        part.screenshot(new Locator.ScreenshotOptions().setPath(Path.of(GUIDE, picture + ".png")));
    }

    private static void keep(Page page, String folder, String picture, Page.ScreenshotOptions options) {
        page.screenshot(options.setPath(Path.of(folder, picture + ".png")).setFullPage(true));
    }

    /**
     * Looks as a person would: nothing serious for a screen reader, all of it readable in the dark too, nothing refused, and
     * a picture is kept.
     */
    void look(Page page, String picture) {
        picture(page, picture);
        assertThat(faults(page, FAULTS_ONLY)).as("accessibility faults of %s", picture).isEmpty();
        page.emulateMedia(
                new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK).setReducedMotion(ReducedMotion.REDUCE));
        keep(page, PICTURES, picture + ".dark", new Page.ScreenshotOptions());
        assertThat(faults(page, CONTRAST_ONLY)).as("what cannot be read in the dark of %s", picture).isEmpty();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.NO_PREFERENCE));
        assertThat(complaints).as("what the browser complained of, up to %s", picture).isEmpty();
        assertThat(page.url()).startsWith(address);
    }

    private static List<String> faults(Page page, AxeRunOptions options) {
        return new AxeBuilder(page).options(options).analyze()
                .getViolations()
                .stream()
                .filter(fault -> List.of("serious", "critical").contains(fault.getImpact()))
                .map(fault -> fault.getId() + ": " + fault.getNodes().stream().map(node -> node.getHtml()).toList())
                .toList();
    }

    /** Windows and what they remember are gone; the browser is kept for who comes next. */
    @Override
    public void close() {
        chromium.contexts().forEach(BrowserContext::close);
        IDLE.push(chromium);
    }
}
