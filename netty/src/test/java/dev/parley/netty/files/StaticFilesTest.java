package dev.parley.netty.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.netty.NettyServer;
import dev.parley.netty.RawClient;
import dev.parley.netty.RawClient.Reply;
import dev.parley.netty.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesTest {
    @TempDir
    Path folder;

    private Running server;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        Path site = Files.createDirectory(folder.resolve("site"));
        Files.writeString(site.resolve("index.html"), "<p>home");
        Files.writeString(site.resolve("a b+c.txt"), "named oddly");
        Files.writeString(site.resolve(".hidden"), "hidden");
        Files.createDirectories(site.resolve("sub/.git"));
        Files.writeString(site.resolve("sub/index.html"), "<p>sub");
        Files.writeString(site.resolve("sub/.git/config"), "hidden");
        Files.write(site.resolve("big.bin"), new byte[3_000_000]);
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(site.resolve("link.txt"), folder.resolve("secret.txt"));
        server = new Running(builder -> builder.staticFiles("/site", site).staticResources("/res", "public-test"));
        client = server.connect();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/site/, text/html; charset=utf-8, <p>home",
        "/site/index.html, text/html; charset=utf-8, <p>home",
        "/site/sub/, text/html; charset=utf-8, <p>sub",
        "/site/a%20b+c.txt, text/plain; charset=utf-8, named oddly",
        "/res/, text/html; charset=utf-8, <p>resource",
        "/res/deep/style.css, text/css; charset=utf-8, p {}"
    })
    void files_are_served_with_their_types(String path, String type, String content) {
        Reply reply = client.get(path).reply();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo(type);
        assertThat(reply.text().strip()).isEqualTo(content);
        assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/site/nothing.html",
                "/site/../secret.txt",
                "/site/..%2fsecret.txt",
                "/site/%2e%2e/secret.txt",
                "/site/%2e%2e%2fsecret.txt",
                "/site/..%5csecret.txt",
                "/site/sub/../../secret.txt",
                "/site//etc/passwd",
                "/site/%2fetc/passwd",
                "/site/.hidden",
                "/site/sub/.git/config",
                "/site/link.txt",
                "/site/index.html%00.txt",
                "/site/%zz",
                "/site/c:/x",
                "/res/../FrameReaderTest.class",
                "/res/..%2fdev",
                "/res/deep/nothing",
                "/sitemap"
            })
    void nothing_else_is_served(String path) {
        assertThat(client.get(path).reply().status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"/site, /site/", "/site/sub, /site/sub/", "/res, /res/"})
    void a_folder_is_served_with_its_slash(String path, String location) {
        Reply reply = client.get(path).reply();

        assertThat(reply.status()).isEqualTo(301);
        assertThat(reply.header("location")).isEqualTo(location);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/site/index.html", "/res/index.html"})
    void a_browser_that_has_the_file_is_told_so(String path) {
        Reply first = client.get(path).reply();
        String etag = first.header("etag");

        Reply same = client.get(path, "If-None-Match: \"x\", " + etag).reply();
        Reply other = client.get(path, "If-None-Match: \"x\"").reply();

        assertThat(same.status()).isEqualTo(304);
        assertThat(same.header("etag")).isEqualTo(etag);
        assertThat(other.status()).isEqualTo(200);
    }

    @Test
    void a_file_that_was_not_changed_since_is_not_sent_again() {
        String changed = client.get("/site/index.html").reply().header("last-modified");

        assertThat(client.get("/site/index.html", "If-Modified-Since: " + changed)
                        .reply()
                        .status())
                .isEqualTo(304);
        assertThat(client.get("/site/index.html", "If-Modified-Since: Sat, 01 Jan 2000 00:00:00 GMT")
                        .reply()
                        .status())
                .isEqualTo(200);
        assertThat(client.get("/site/index.html", "If-Modified-Since: yesterday")
                        .reply()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_changed_file_is_served_as_it_is_now() throws IOException {
        String before = client.get("/site/index.html").reply().header("etag");

        Files.writeString(folder.resolve("site/index.html"), "<p>changed");

        Reply reply = client.get("/site/index.html", "If-None-Match: " + before).reply();
        assertThat(reply.text()).isEqualTo("<p>changed");
    }

    @Test
    void a_large_file_arrives_whole() {
        assertThat(client.get("/site/big.bin").reply().body()).isEqualTo(new byte[3_000_000]);
    }

    @Test
    void a_head_request_gets_the_length() {
        client.send("HEAD /site/big.bin HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(client.reply(false).header("content-length")).isEqualTo("3000000");
    }

    @Test
    void other_methods_are_405() {
        Reply reply = client.post("/site/index.html", "x").reply();

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void a_folder_that_is_missing_is_named() {
        NettyServer server = NettyServer.builder()
                .port(0)
                .staticFiles("/", folder.resolve("nowhere"))
                .build();

        assertThatThrownBy(() -> server.start().toCompletableFuture().join())
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
    }
}
