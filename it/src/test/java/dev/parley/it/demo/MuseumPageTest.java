package dev.parley.it.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The browser clients of all generations, side by side on one page and in one room. */
@Tag("live")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MuseumPageTest {
    private static final double PATIENCE_MS = 30_000;

    /** The releases on show, and the transport that the server must see in the end. */
    private static final Map<String, String> TRANSPORTS = new LinkedHashMap<>();

    static {
        TRANSPORTS.put("0.6.17", "xhr-polling");
        TRANSPORTS.put("0.7.11", "websocket");
        TRANSPORTS.put("0.8.7", "jsonp-polling");
        TRANSPORTS.put("0.9.17", "websocket");
        TRANSPORTS.put("1.0.6", "polling");
        TRANSPORTS.put("1.3.7", "websocket");
        TRANSPORTS.put("1.7.4", "polling");
        TRANSPORTS.put("2.5.0", "websocket");
        TRANSPORTS.put("3.1.3", "polling");
        TRANSPORTS.put("4.8.4", "websocket");
    }

    private static Browsers browsers;

    private final List<String> faults = new ArrayList<>();
    private DemoProcess demo;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void startBrowser() {
        browsers = Browsers.start();
    }

    @AfterAll
    static void stopBrowser() {
        if (browsers != null) {
            browsers.close();
        }
    }

    @BeforeEach
    void enter() {
        demo = DemoProcess.start(0);
        context = browsers.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1480, 890)
                        .setColorScheme(ColorScheme.LIGHT));
        page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        page.onPageError(faults::add);
        int status = context.request()
                .get(demo.url() + "museum/clients/0.9.17/socket.io.js")
                .status();
        assumeTrue(status == 200, "the old clients are not in the demo: build it with npm on the PATH");
        page.navigate(demo.url() + "museum/");
    }

    @AfterEach
    void leave() {
        context.close();
        demo.close();
        assertThat(faults).isEmpty();
    }

    @Test
    void what_any_client_says_all_clients_hear_and_each_shows_how_it_is_connected() {
        assertThat(page.locator("#hall iframe")).hasCount(TRANSPORTS.size());
        allHaveEntered();

        for (String version : TRANSPORTS.keySet()) {
            find(version, "#text").fill(wordsOf(version));
            find(version, "#text").press("Enter");
        }

        for (String listener : TRANSPORTS.keySet()) {
            for (String speaker : TRANSPORTS.keySet()) {
                assertThat(lines(listener, wordsOf(speaker)))
                        .hasCount(1, new HasCountOptions().setTimeout(PATIENCE_MS));
            }
        }
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", "museum.png")));
    }

    @Test
    void the_hall_lets_all_of_them_speak_at_once() {
        allHaveEntered();

        page.locator("#all #text").fill("Good evening");
        page.locator("#all button").click();

        for (String listener : TRANSPORTS.keySet()) {
            assertThat(lines(listener, "Good evening"))
                    .hasCount(TRANSPORTS.size(), new HasCountOptions().setTimeout(PATIENCE_MS));
        }
    }

    /** A client shows its transport when it hears that it has entered; upgrades are over then, too. */
    private void allHaveEntered() {
        TRANSPORTS.forEach((version, transport) ->
                assertThat(find(version, "#state")).hasText(transport, new HasTextOptions().setTimeout(PATIENCE_MS)));
    }

    private static String wordsOf(String version) {
        return "Hello from " + version;
    }

    private Locator lines(String version, String text) {
        return find(version, "#log li.said, #log li.own").filter(new Locator.FilterOptions().setHasText(text));
    }

    private Locator find(String version, String selector) {
        FrameLocator frame = page.frameLocator("iframe[title='Client " + version + "']");
        return frame.locator(selector);
    }
}
