package dev.parley.netty.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.http.Cors;
import dev.parley.netty.RawClient;
import dev.parley.netty.RawClient.Reply;
import dev.parley.netty.Running;
import dev.parley.server.ServerOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With stand-ins for two of the client's files; the real ones come with the module of the bundle. */
class ClientBundleTest {
    private Running server;
    private RawClient client;

    @BeforeEach
    void start() {
        server = new Running(builder -> builder.options(
                ServerOptions.builder().cors(Cors.of("https://app.example")).build()));
        client = server.connect();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void a_file_is_served_with_its_version_as_tag() {
        Reply reply = client.get("/socket.io/socket.io.js").reply();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("etag")).isEqualTo("\"4.8.4\"");
        assertThat(reply.header("cache-control")).isEqualTo("public, max-age=0");
        assertThat(reply.header("content-type")).isEqualTo("application/javascript; charset=utf-8");
        assertThat(reply.header("access-control-allow-origin")).isEqualTo("https://app.example");
        assertThat(reply.text()).startsWith("// a stand-in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"4.8.4\"", "W/\"4.8.4\"", "\"4.8.3\", \"4.8.4\""})
    void a_browser_that_has_it_is_told_so(String tag) {
        Reply reply =
                client.get("/socket.io/socket.io.js", "If-None-Match: " + tag).reply();

        assertThat(reply.status()).isEqualTo(304);
        assertThat(reply.header("etag")).isEqualTo("\"4.8.4\"");
    }

    @Test
    void an_older_version_is_replaced() {
        assertThat(client.get("/socket.io/socket.io.js", "If-None-Match: \"4.8.3\"")
                        .reply()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void it_is_compressed_as_the_browser_likes() throws IOException {
        String plain = client.get("/socket.io/socket.io.js").reply().text();

        Reply gzip = client.get("/socket.io/socket.io.js", "Accept-Encoding: deflate, gzip;q=1.0")
                .reply();
        Reply deflate = client.get("/socket.io/socket.io.js", "Accept-Encoding: gzip;q=0, deflate")
                .reply();

        assertThat(gzip.header("content-encoding")).isEqualTo("gzip");
        assertThat(new String(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes(), UTF_8))
                .isEqualTo(plain);
        assertThat(deflate.header("content-encoding")).isEqualTo("deflate");
        assertThat(new String(new InflaterInputStream(new ByteArrayInputStream(deflate.body())).readAllBytes(), UTF_8))
                .isEqualTo(plain);
    }

    @Test
    void a_map_is_json() {
        assertThat(client.get("/socket.io/socket.io.min.js.map").reply().header("content-type"))
                .isEqualTo("application/json; charset=utf-8");
    }

    @Test
    void other_names_go_to_the_engine() {
        Reply reply = client.get("/socket.io/other.js").reply();

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("\"code\":0");
    }

    @Test
    void it_can_be_switched_off() {
        try (Running without = new Running(builder -> builder.serveClient(false));
                RawClient other = without.connect()) {
            assertThat(other.get("/socket.io/socket.io.js").reply().status()).isEqualTo(400);
        }
    }
}
