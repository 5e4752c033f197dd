package dev.parley.it.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** One person at the chat page, in a browser of their own. */
final class ChatWindow implements AutoCloseable {
    /** Keeps what is shown as an image, and holds back what goes out on WebSockets while {@code held} is true. */
    private static final String WATCHING = """
            window.blobs = [];
            const made = URL.createObjectURL;
            URL.createObjectURL = (blob) => { window.blobs.push(blob); return made.call(URL, blob); };
            window.held = false;
            const waiting = [];
            const send = WebSocket.prototype.send;
            WebSocket.prototype.send = function (data) {
              if (window.held) waiting.push(() => send.call(this, data));
              else send.call(this, data);
            };
            window.release = () => { window.held = false; waiting.splice(0).forEach((go) => go()); };
            """;

    private final BrowserContext context;
    private final Page page;
    private final List<String> faults = new ArrayList<>();

    ChatWindow(Browser browser, int width, int height, ColorScheme colors) {
        context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(colors)
                .setLocale("en-GB"));
        context.addInitScript(WATCHING);
        page = context.newPage();
        page.setDefaultTimeout(15_000);
        page.onPageError(faults::add);
    }

    void enter(String url, String name, String room) {
        open(url, room);
        join(name);
    }

    void open(String url, String room) {
        page.navigate(url + "#" + room);
    }

    void join(String name) {
        page.fill("#entry-name", name);
        page.click("#entry-go");
        assertThat(page.locator("#room-name")).isVisible();
    }

    void holdWebSockets() {
        page.evaluate("() => { window.held = true; }");
    }

    void releaseWebSockets() {
        page.evaluate("() => window.release()");
    }

    void type(String text) {
        page.locator("#text").pressSequentially(text);
    }

    void say(String text) {
        page.fill("#text", text);
        page.press("#text", "Enter");
    }

    void show(FilePayload image) {
        page.setInputFiles("#file", image);
        assertThat(page.locator("#attachment")).isVisible();
        page.press("#text", "Enter");
    }

    /** The bytes of the image that was shown last. */
    byte[] lastImage() {
        assertThat(page.locator(".picture img").last()).isVisible();
        Object base64 = page.evaluate("""
                async () => {
                  const bytes = new Uint8Array(await window.blobs.at(-1).arrayBuffer());
                  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
                }
                """);
        return Base64.getDecoder().decode((String) base64);
    }

    Locator messages() {
        return page.locator(".bubble");
    }

    Locator messages(String text) {
        return messages().filter(new Locator.FilterOptions().setHasText(text));
    }

    Locator person(String name) {
        return page.locator(".person").filter(new Locator.FilterOptions().setHasText(name));
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    void screenshot(String name) {
        Path folder = Path.of("target", "screenshots");
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    }

    /** What went wrong in the scripts of the page. */
    List<String> faults() {
        return faults;
    }

    @Override
    public void close() {
        context.close();
    }
}
