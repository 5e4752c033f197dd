package dev.parley.it.readme;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.parley.it.demo.Browsers;
import dev.parley.netty.NettyServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("live")
@Timeout(120)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class QuickStartTest {
    /** What the pages wrote to their consoles. */
    private final List<String> said = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void the_quick_start_does_what_it_says() throws Exception {
        Readme readme = Readme.read();
        NettyServer server = Snippet.run(readme.block("java"), folder);
        try (Browsers browsers = Browsers.start();
                BrowserContext context = browsers.browser().newContext()) {
            String url = "http://127.0.0.1:" + server.port() + "/";
            String html = readme.block("html");
            Page first = visit(context, url, html);

            visit(context, url, html);

            first.waitForCondition(() -> said.stream().anyMatch(line -> line.endsWith(" hello")));
        } finally {
            server.stop(Duration.ofSeconds(1)).toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    /** Opens a page with {@code html} where the server is, and waits until it has told the sum that it asked for. */
    private Page visit(BrowserContext context, String url, String html) {
        Page page = context.newPage();
        page.onConsoleMessage(message -> said.add(message.text()));
        page.navigate(url + "socket.io/socket.io.js"); // any page of the server: the script has its origin
        page.waitForConsoleMessage(
                new Page.WaitForConsoleMessageOptions()
                        .setPredicate(message -> message.text().equals("3")),
                () -> page.setContent(html));
        return page;
    }
}
