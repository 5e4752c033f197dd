package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.engine.carrier.HttpReply;
import dev.parley.engine.http.Cookie;
import dev.parley.engine.http.Cookie.SameSite;
import dev.parley.engine.http.Cookie.Secure;
import dev.parley.engine.http.Cors;
import dev.parley.engine.http.EngineMiddleware;
import dev.parley.engine.http.HttpCompression;
import dev.parley.engine.http.OriginPolicy;
import dev.parley.engine.http.Origins;
import dev.parley.engine.http.TrustedProxies;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.parser.EncodedPacket;
import dev.parley.protocol.payload.TextPayload;
import dev.parley.testkit.carrier.MemoryExchange;
import dev.parley.testkit.client.PollingClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRulesTest {
    private static final String OPEN = "EIO=4&transport=polling";
    private static final String APP = "https://app.example";

    private final TestEngine server = TestEngine.withDefaults();

    @ParameterizedTest
    @CsvSource({
        "http://localhost:3000, 200",
        "https://localhost:3000, 200",
        "http://LOCALHOST:3000, 200",
        "http://localhost, 403",
        "http://localhost:3001, 403",
        "https://evil.example, 403",
        "null, 403",
        "http://localhost:3000.evil.example, 403",
        "http://evil.example/http://localhost:3000, 403"
    })
    void only_pages_of_the_same_origin_are_served_by_default(String origin, int status) {
        MemoryExchange polling = server.web().withHeader("Origin", origin).get(OPEN);
        MemoryExchange socket = server.web().withHeader("Origin", origin).upgrade("EIO=4&transport=websocket");

        assertThat(polling.status()).isEqualTo(status);
        assertThat(socket.socket() != null).isEqualTo(status == 200);
        if (status == 403) {
            assertThat(polling.text())
                    .isEqualTo("{\"code\":4,\"message\":\"Forbidden origin; allow it with the option cors.origin\"}");
            assertThat(socket.status()).isEqualTo(403);
            assertThat(server.heard().errors()).hasSize(2);
        }
    }

    @Test
    void a_foreign_page_can_neither_follow_nor_upgrade_a_session_that_was_opened_without_origin() {
        PollingClient client = server.polling();
        var foreign = server.web().withHeader("Origin", "https://evil.example");

        assertThat(foreign.get(client.query()).status()).isEqualTo(403);
        assertThat(foreign.post(client.query(), "4a").status()).isEqualTo(403);
        assertThat(foreign.upgrade("EIO=4&transport=websocket&sid=" + client.sid())
                        .status())
                .isEqualTo(403);
        assertThat(server.session().messages()).isEmpty();
    }

    @Test
    void other_origins_may_be_listed_matched_tested_or_all_be_let_in() {
        assertThat(statusFor(OriginPolicy.sameOriginAnd(Origins.of(APP)))).isEqualTo(200);
        assertThat(statusFor(OriginPolicy.only(Origins.matching(Pattern.compile("https://[a-z]+\\.example")))))
                .isEqualTo(200);
        assertThat(statusFor(OriginPolicy.only(Origins.where(origin -> origin.endsWith(".example")))))
                .isEqualTo(200);
        assertThat(statusFor(OriginPolicy.ANY)).isEqualTo(200);
        assertThat(statusFor(OriginPolicy.only(Origins.of("https://other.example"))))
                .isEqualTo(403);
    }

    private static int statusFor(OriginPolicy policy) {
        TestEngine engine = TestEngine.with(options -> options.originPolicy(policy));
        return engine.web().withHeader("Origin", APP).get(OPEN).status();
    }

    @Test
    void an_origin_with_illegal_characters_is_a_bad_request() {
        MemoryExchange answer =
                server.web().withHeader("Origin", "http://a\u0001b").get(OPEN);

        assertThat(answer.text()).contains("\"code\":3");
        assertThat(server.heard().errors().get(0).context()).containsEntry("name", "INVALID_ORIGIN");
    }

    @Test
    void hosts_may_be_limited() {
        TestEngine limited = TestEngine.with(options -> options.allowedHosts("localhost:3000"));
        TestEngine other = TestEngine.with(options -> options.allowedHosts("example.com"));

        assertThat(limited.web().get(OPEN).status()).isEqualTo(200);
        assertThat(other.web().get(OPEN).status()).isEqualTo(403);
        assertThat(other.web().get(OPEN).text()).contains("allowedHosts");
    }

    @Test
    void forwarded_headers_are_believed_of_trusted_proxies_only() {
        TestEngine behind =
                TestEngine.with(options -> options.trustedProxies(TrustedProxies.of("127.0.0.1", "::1", "10.0.0.0/8")));
        var forwarded = behind.web()
                .withHeader("X-Forwarded-For", "1.2.3.4, 203.0.113.9, 10.1.1.1")
                .withHeader("X-Forwarded-Proto", "https")
                .withHeader("X-Forwarded-Host", "public.example")
                .withHeader("Origin", "https://public.example");

        assertThat(forwarded.get(OPEN).status()).isEqualTo(200);
        assertThat(behind.session().session().head().remoteAddress().getHostString())
                .isEqualTo("203.0.113.9");
        assertThat(behind.session().session().head().secure()).isTrue();
        assertThat(forwarded.from("192.0.2.1").get(OPEN).status()).isEqualTo(403);
    }

    @Test
    void cors_names_the_origin_on_every_answer_and_says_that_it_varies() {
        TestEngine open = TestEngine.with(
                options -> options.cors(Cors.of(APP, "https://two.example").withCredentials()));
        var web = open.web().withHeader("Origin", APP);

        MemoryExchange opened = web.get(OPEN);
        MemoryExchange refused = web.get(OPEN + "&sid=unknown");
        MemoryExchange foreign =
                open.web().withHeader("Origin", "https://evil.example").get(OPEN);

        for (MemoryExchange answer : new MemoryExchange[] {opened, refused}) {
            assertThat(answer.header("access-control-allow-origin")).isEqualTo(APP);
            assertThat(answer.header("access-control-allow-credentials")).isEqualTo("true");
            assertThat(answer.header("vary")).isEqualTo("Origin");
        }
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.header("access-control-allow-origin")).isNull();
    }

    @Test
    void cors_is_told_on_a_websocket_handshake_too() {
        TestEngine open = TestEngine.with(options -> options.cors(Cors.of(Origins.any())));

        var socket = open.web()
                .withHeader("Origin", "https://any.example")
                .upgrade("EIO=4&transport=websocket")
                .socket();

        assertThat(socket.terms().headers()).containsSequence("Access-Control-Allow-Origin", "*");
    }

    @Test
    void a_preflight_is_answered_204_with_what_was_asked_for() {
        TestEngine open = TestEngine.with(options ->
                options.cors(Cors.of(APP).withMaxAge(Duration.ofMinutes(10)).withExposedHeaders("x-mine")));

        MemoryExchange answer = open.web()
                .withHeader("Origin", APP)
                .withHeader("Access-Control-Request-Method", "POST")
                .withHeader("Access-Control-Request-Headers", "content-type,x-mine")
                .request("OPTIONS", OPEN);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.reply().body()).isNull();
        assertThat(answer.header("access-control-allow-methods")).isEqualTo("GET,HEAD,PUT,PATCH,POST,DELETE");
        assertThat(answer.header("access-control-allow-headers")).isEqualTo("content-type,x-mine");
        assertThat(answer.header("access-control-max-age")).isEqualTo("600");
        assertThat(answer.reply().headers()).contains("Origin", "Access-Control-Request-Headers");
    }

    @Test
    void headers_that_pages_may_set_can_be_fixed() {
        TestEngine open = TestEngine.with(options -> options.cors(Cors.of(APP).withAllowedHeaders("x-one", "x-two")));

        MemoryExchange answer = open.web().withHeader("Origin", APP).request("OPTIONS", OPEN);

        assertThat(answer.header("access-control-allow-headers")).isEqualTo("x-one,x-two");
    }

    @Test
    void cookies_for_any_origin_are_refused_in_the_options() {
        assertThatThrownBy(() -> Cors.of(Origins.any()).withCredentials())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cors.credentials");
        assertThatThrownBy(() -> Origins.of("example.com")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Origins.of("https://example.com/")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_cookie_is_on_the_first_answer_of_a_polling_session_and_only_there() {
        TestEngine baking = TestEngine.with(options -> options.cookie(Cookie.DEFAULT));

        PollingClient client = baking.polling();

        assertThat(client.handshake().header("set-cookie"))
                .isEqualTo("io=" + client.sid() + "; Path=/; HttpOnly; SameSite=Lax");
        assertThat(client.post("4a").header("set-cookie")).isNull();
        assertThat(baking.webSocket().socket().terms().headers()).doesNotContain("Set-Cookie");
    }

    @Test
    void the_cookie_is_secure_under_tls() {
        TestEngine baking = TestEngine.with(options -> options.cookie(Cookie.DEFAULT));

        PollingClient client = baking.web().throughTls().polling();

        assertThat(client.handshake().header("set-cookie")).contains("; Secure");
    }

    @Test
    void the_cookie_has_the_name_and_attributes_of_the_options() {
        Cookie cookie = Cookie.DEFAULT
                .withName("lb")
                .withPath("/here")
                .withDomain("example.com")
                .withMaxAge(Duration.ofMinutes(1))
                .withHttpOnly(false)
                .withSameSite(SameSite.NONE)
                .withSecure(Secure.ALWAYS)
                .withPartitioned();
        TestEngine baking = TestEngine.with(options -> options.cookie(cookie));

        PollingClient client = baking.polling();

        assertThat(client.handshake().header("set-cookie"))
                .isEqualTo("lb=" + client.sid()
                        + "; Max-Age=60; Domain=example.com; Path=/here; Secure; Partitioned; SameSite=None");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a;b", "a=b", "", "a\r\nb"})
    void a_cookie_name_that_breaks_the_header_is_refused(String name) {
        assertThatThrownBy(() -> Cookie.DEFAULT.withName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hooks_add_headers_to_first_and_to_all_answers() {
        TestEngine hooked =
                TestEngine.with(options -> options.onInitialHeaders((headers, head) -> headers.set("x-initial", "yes"))
                        .onHeaders((headers, head) -> headers.set("x-every", head.method())));

        PollingClient client = hooked.polling();
        MemoryExchange later = client.post("4a");

        assertThat(client.handshake().header("x-initial")).isEqualTo("yes");
        assertThat(client.handshake().header("x-every")).isEqualTo("GET");
        assertThat(later.header("x-initial")).isNull();
        assertThat(later.header("x-every")).isEqualTo("POST");
        assertThat(hooked.webSocket().socket().terms().headers()).contains("x-initial", "x-every");
    }

    @Test
    void a_hook_that_fails_or_breaks_a_header_costs_its_header_only() {
        TestEngine hooked = TestEngine.with(options -> options.onHeaders((headers, head) -> {
            headers.set("x-good", "yes");
            headers.set("x-bad", "two\r\nlines");
        }));

        PollingClient client = hooked.polling();

        assertThat(client.handshake().header("x-good")).isEqualTo("yes");
        assertThat(client.handshake().header("x-bad")).isNull();
    }

    @Test
    void a_middleware_sets_headers_answers_itself_waits_or_fails() {
        CompletableFuture<Optional<HttpReply>> later = new CompletableFuture<>();
        TestEngine engine = TestEngine.with(options -> options.use((head, headers) -> {
                    headers.set("x-middleware", "yes");
                    return EngineMiddleware.PASS;
                })
                .use((head, headers) -> switch (String.valueOf(head.query().first("do"))) {
                    case "answer" ->
                        CompletableFuture.completedStage(
                                Optional.of(HttpReply.of(418, new HttpBody("text/plain", TextPayload.of("teapot")))));
                    case "wait" -> later;
                    case "throw" -> throw new IllegalStateException("secret");
                    case "fail" -> CompletableFuture.failedStage(new IllegalStateException("secret"));
                    default -> CompletableFuture.completedStage(Optional.empty());
                }));

        assertThat(engine.polling().handshake().header("x-middleware")).isEqualTo("yes");
        MemoryExchange tea = engine.web().get(OPEN + "&do=answer");
        assertThat(tea.status()).isEqualTo(418);
        assertThat(tea.text()).isEqualTo("teapot");
        assertThat(tea.header("x-middleware")).isEqualTo("yes");
        assertThat(engine.web().get(OPEN + "&do=throw").text()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
        assertThat(engine.web().get(OPEN + "&do=fail").text()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
        assertThat(engine.heard().errors().get(0).context()).containsEntry("name", "MIDDLEWARE_FAILURE");
        MemoryExchange waiting = engine.web().get(OPEN + "&do=wait");
        assertThat(waiting.isAnswered()).isFalse();
        later.complete(Optional.empty());
        engine.settle();
        assertThat(waiting.status()).isEqualTo(200);
    }

    @Test
    void big_answers_are_compressed_as_the_client_accepts_it() throws IOException {
        assertThat(unpackedAnswer("gzip", "gzip, deflate, br")).isEqualTo("4" + "x".repeat(5000));
        assertThat(unpackedAnswer("deflate", "br, deflate")).isEqualTo("4" + "x".repeat(5000));
        assertThat(unpackedAnswer("deflate", "gzip;q=0.2, deflate;q=0.9")).isEqualTo("4" + "x".repeat(5000));
    }

    private String unpackedAnswer(String expected, String accepted) throws IOException {
        PollingClient client = server.polling();
        sendCompressible(server, "x".repeat(5000), true);
        MemoryExchange poll =
                server.web().withHeader("Accept-Encoding", accepted).get(client.query());
        byte[] bytes = poll.reply().body().content().toByteArray();
        assertThat(poll.header("content-encoding")).isEqualTo(expected);
        assertThat(bytes.length).isLessThan(200);
        var packed = new ByteArrayInputStream(bytes);
        var unpacked = expected.equals("gzip") ? new GZIPInputStream(packed) : new InflaterInputStream(packed);
        return new String(unpacked.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static void sendCompressible(TestEngine engine, String text, boolean compressible) {
        engine.session().session().send(EncodedPacket.of(TextPayload.of(text), compressible));
        engine.settle();
    }

    @ParameterizedTest
    @CsvSource({"5000,,true", "5000,identity,true", "5000,gzip;q=0,true", "500,gzip,true", "5000,gzip,false"})
    void other_answers_are_sent_as_they_are(int size, String accepted, boolean compressible) {
        PollingClient client = server.polling();
        sendCompressible(server, "x".repeat(size), compressible);
        var web = accepted == null ? server.web() : server.web().withHeader("Accept-Encoding", accepted);

        MemoryExchange poll = web.get(client.query());

        assertThat(poll.header("content-encoding")).isNull();
        assertThat(poll.text()).isEqualTo("4" + "x".repeat(size));
    }

    @Test
    void compression_of_answers_can_be_switched_off() {
        TestEngine plain = TestEngine.with(options -> options.httpCompression(HttpCompression.OFF));
        PollingClient client = plain.polling();
        sendCompressible(plain, "x".repeat(5000), true);

        MemoryExchange poll = plain.web().withHeader("Accept-Encoding", "gzip").get(client.query());

        assertThat(poll.header("content-encoding")).isNull();
    }
}
