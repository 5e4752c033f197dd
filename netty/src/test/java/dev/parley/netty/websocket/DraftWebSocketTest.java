package dev.parley.netty.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.engine.http.OriginPolicy;
import dev.parley.engine.http.Origins;
import dev.parley.engine.http.TrustedProxies;
import dev.parley.legacy.Generations;
import dev.parley.legacy.options.LegacyOptions;
import dev.parley.netty.RawClient;
import dev.parley.netty.Running;
import dev.parley.netty.limits.HttpLimits;
import dev.parley.netty.websocket.DraftClient.Draft;
import dev.parley.protocol.dialect.Timings;
import dev.parley.server.ServerOptions;
import io.netty.buffer.ByteBufUtil;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Clients 0.6 to 0.9 in the browsers of their time: every draft of WebSockets, byte by byte, through a whole server. */
@Tag("live")
@Timeout(60)
class DraftWebSocketTest {
    private static final String NAMED_PAGE = "http://page.example";
    private static final int MOST_BYTES = 2000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Queue<String> gone = new ConcurrentLinkedQueue<>();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private Running server;

    @BeforeEach
    void start() {
        start(PATIENCE, PATIENCE);
        logged.start();
        logger().addAppender(logged);
    }

    private void start(Duration heartbeatInterval, Duration heartbeatTimeout) {
        Timings timings = new Timings(heartbeatInterval, heartbeatTimeout, PATIENCE, PATIENCE, PATIENCE);
        String[] transports = {"websocket", "flashsocket", "xhr-polling"};
        ServerOptions options = ServerOptions.builder()
                .accept(Generations.all(
                        LegacyOptions.V0_6.withTimings(timings),
                        LegacyOptions.V0_9.withTimings(timings).withTransports(transports)))
                .originPolicy(OriginPolicy.sameOriginAnd(Origins.of(NAMED_PAGE)))
                .maxHttpBufferSize(MOST_BYTES)
                .trustedProxies(TrustedProxies.of("127.0.0.1"))
                .build();
        server = new Running(builder -> builder.options(options)
                .limits(HttpLimits.DEFAULT.withRequestTimeouts(
                        Duration.ofMillis(800), Duration.ofSeconds(30), Duration.ofSeconds(30))));
        server.server().io().onConnect(socket -> {
            socket.on("message", event -> socket.send("you said " + event.arg(0, String.class)));
            socket.onDisconnect((reason, details) -> gone.add(socket.id()));
        });
    }

    @AfterEach
    void stop() {
        logger().detachAppender(logged);
        server.close();
        assertThat(logged.list)
                .as("what was logged of clients")
                .noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.INFO));
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("dev.parley");
    }

    /** A session of a client 0.9 that has shaken hands. */
    private String path09(String transport) {
        try (RawClient client = server.connect()) {
            String body = client.get("/socket.io/1/").reply().text();
            return "/socket.io/1/" + transport + "/" + body.substring(0, body.indexOf(':')) + "?tok=a%20b";
        }
    }

    private DraftClient connect(Draft draft) {
        return new DraftClient(server.connect(), draft, false);
    }

    @ParameterizedTest
    @EnumSource(Draft.class)
    void a_client_0_9_connects_talks_and_closes(Draft draft) {
        try (DraftClient client = connect(draft).open(path09("websocket"))) {
            assertThat(client.receive()).isEqualTo("1::");
            client.send("3:::h\u00e9llo \ud83d\ude00");
            assertThat(client.receive()).isEqualTo("3:::you said h\u00e9llo \ud83d\ude00");

            assertThat(client.leave()).isEqualTo(client.closing());
        }
        await().until(() -> gone.size() == 1);
    }

    @ParameterizedTest
    @EnumSource(Draft.class)
    void a_client_0_6_connects_talks_and_closes(Draft draft) {
        try (DraftClient client = connect(draft).open("/socket.io/websocket")) {
            assertThat(client.receive()).startsWith("~m~22~m~");
            client.send("~m~5~m~hello~m~1~m~\u20ac");
            assertThat(client.receive()).isEqualTo("~m~14~m~you said hello");
            assertThat(client.receive()).isEqualTo("~m~10~m~you said \u20ac");

            assertThat(client.leave()).isEqualTo(client.closing());
        }
        await().until(() -> gone.size() == 1);
    }

    @ParameterizedTest
    @EnumSource(Draft.class)
    void heartbeats_go_to_and_fro(Draft draft) {
        server.close();
        start(Duration.ofSeconds(1), Duration.ofSeconds(6));
        try (DraftClient nine = connect(draft).open(path09("websocket"));
                DraftClient six = connect(draft).open("/socket.io/websocket")) {
            assertThat(nine.receive()).isEqualTo("1::");
            assertThat(six.receive()).startsWith("~m~22~m~");
            assertThat(nine.receive()).isEqualTo("2::");
            assertThat(six.receive()).isEqualTo("~m~4~m~~h~1");

            nine.send("2::");
            six.send("~m~4~m~~h~1");

            assertThat(nine.receive()).isEqualTo("2::");
            assertThat(six.receive()).isEqualTo("~m~4~m~~h~2");
        }
    }

    @ParameterizedTest
    @EnumSource(Draft.class)
    void everything_may_arrive_one_byte_at_a_time(Draft draft) {
        try (DraftClient client = new DraftClient(server.connect(), draft, true).open(path09("flashsocket"))) {
            assertThat(client.receive()).isEqualTo("1::");
            client.send("3:::h\u00e9llo");
            client.send("3:::\ud83d\ude00");

            assertThat(client.receive()).isEqualTo("3:::you said h\u00e9llo");
            assertThat(client.receive()).isEqualTo("3:::you said \ud83d\ude00");
            assertThat(client.leave()).endsWith(client.closing());
        }
    }

    @ParameterizedTest
    @EnumSource(Draft.class)
    void the_flashsocket_of_clients_0_6_is_a_websocket(Draft draft) {
        try (DraftClient client = connect(draft).open("/socket.io/flashsocket")) {
            assertThat(client.receive()).startsWith("~m~22~m~");
        }
    }

    @ParameterizedTest
    @EnumSource(Draft.class)
    void frames_may_come_with_the_handshake(Draft draft) {
        String path = path09("websocket");
        byte[] frame = draft.isHixie() ? HixieFramesTest.frame("3:::early") : ClientFrames.text("3:::early");
        try (RawClient client = server.connect()) {
            client.send(DraftClient.request(draft, path) + new String(frame, ISO_8859_1));

            assertThat(client.reply().status()).isEqualTo(101);
            String said = new String(client.bytes(draft == Draft.HIXIE_76 ? 41 : 25), ISO_8859_1);
            assertThat(said).contains("1::").contains("3:::you said early");
        }
    }

    @ParameterizedTest
    @EnumSource(Draft.class)
    void an_unknown_session_is_told_so_on_the_websocket(Draft draft) {
        try (DraftClient client = connect(draft).open("/socket.io/1/websocket/unknown")) {
            assertThat(client.receive()).isEqualTo("7:::1+0");
            assertThat(client.leave()).startsWith(client.closing());
        }
    }

    @ParameterizedTest
    @EnumSource(Draft.class)
    void a_server_that_lets_a_client_go_closes_as_the_draft_has_it(Draft draft) {
        try (DraftClient client = connect(draft).open(path09("websocket"))) {
            assertThat(client.receive()).isEqualTo("1::");

            client.send("0::");

            assertThat(client.leave()).endsWith(client.closing());
        }
        await().until(() -> gone.size() == 1);
    }

    @Test
    void the_head_is_answered_before_the_eight_bytes_come() {
        String request = DraftClient.request(Draft.HIXIE_76, "/socket.io/websocket");
        try (RawClient client = server.connect()) {
            client.send(request.substring(0, request.length() - 8));
            assertThat(client.reply().header("sec-websocket-location"))
                    .isEqualTo("ws://example.com/socket.io/websocket");
            assertThat(client.isSilentFor(100)).isTrue();

            client.send(DraftClient.challenge());

            assertThat(new String(client.bytes(16), ISO_8859_1)).isEqualTo(DraftClient.proof());
            assertThat(new String(client.bytes(9), ISO_8859_1)).isEqualTo("\0~m~22~m~");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "^n:ds[4"})
    void a_client_that_keeps_its_eight_bytes_is_cut_and_had_no_session(String some) {
        String request = DraftClient.request(Draft.HIXIE_76, path09("websocket"));
        try (RawClient client = server.connect()) {
            client.send(request.substring(0, request.length() - 8) + some);

            assertThat(client.reply().status()).isEqualTo(101);
            assertThat(client.rest()).isEmpty();
            assertThat(server.server().io().engine().clientsCount()).isZero();
        }
    }

    @Test
    void a_large_message_to_a_client_leaves_whole() {
        String large = "\u20ac".repeat(30_000);
        server.server().io().onConnect(socket -> socket.send(large));
        try (DraftClient client = connect(Draft.HIXIE_76).open(path09("websocket"))) {
            assertThat(client.receive()).isEqualTo("1::");
            assertThat(client.receive()).isEqualTo("3:::" + large);
        }
    }

    @Test
    void the_address_is_the_one_that_proxies_were_asked_for() {
        try (RawClient client = server.connect()) {
            client.send(DraftClient.request(Draft.HIXIE_76, "/socket.io/websocket")
                    .replace("Origin:", "X-Forwarded-Proto: https\r\nX-Forwarded-Host: out.example\r\nOrigin:"));

            assertThat(client.reply().header("sec-websocket-location"))
                    .isEqualTo("wss://out.example/socket.io/websocket");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01",
                "80ffffffffffffff7f",
                "8003616263",
                "ff03616263",
                "00c328ff",
            })
    void a_frame_that_hixie_clients_do_not_send_ends_that_connection_and_no_other(String hex) {
        try (DraftClient other = connect(Draft.HIXIE_76).open("/socket.io/websocket");
                DraftClient client = connect(Draft.HIXIE_76).open(path09("websocket"))) {
            assertThat(client.receive()).isEqualTo("1::");
            client.raw(ByteBufUtil.decodeHexDump(hex));

            assertThat(client.rest()).isEqualTo("\u00ff\0");
            await().until(() -> gone.size() == 1);
            other.receive();
            other.send("~m~5~m~hello");
            assertThat(other.receive()).isEqualTo("~m~14~m~you said hello");
        }
    }

    @Test
    void a_message_over_the_limit_ends_the_connection() {
        try (DraftClient client = connect(Draft.HIXIE_75).open(path09("websocket"))) {
            assertThat(client.receive()).isEqualTo("1::");
            client.raw("\0".concat("a".repeat(MOST_BYTES + 1)).getBytes(ISO_8859_1));

            assertThat(client.rest()).isEmpty();
        }
        await().until(() -> gone.size() == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "1 0 1", "4294967296 1", "x  y"})
    void keys_that_hide_no_number_are_refused(String key) {
        try (RawClient client = server.connect()) {
            client.send(
                    DraftClient.request(Draft.HIXIE_76, "/socket.io/websocket").replace("12998 5 Y3 1  .P00", key));

            RawClient.Reply reply = client.reply();
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.text()).isEqualTo("malformed Sec-WebSocket-Key1 or Sec-WebSocket-Key2");
            assertThat(client.rest()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Draft.class)
    void a_page_of_another_origin_is_refused_whatever_the_header_is_called(Draft draft) {
        try (RawClient client = server.connect()) {
            client.send(DraftClient.request(draft, "/socket.io/websocket").replace(NAMED_PAGE, "http://evil.example"));

            assertThat(client.reply().status()).isEqualTo(403);
            assertThat(client.rest()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HIXIE_75, 3",
        "HIXIE_76, 3",
        "HYBI_7, 3",
        "HYBI_8, 3",
        "HIXIE_75, 4",
        "HIXIE_76, 4",
        "HYBI_7, 4",
        "HYBI_8, 4"
    })
    void clients_from_1_0_on_speak_version_13_as_ever(Draft draft, String engine) {
        try (RawClient client = server.connect()) {
            client.send(DraftClient.request(draft, "/socket.io/?EIO=" + engine + "&transport=websocket"));

            RawClient.Reply reply = client.reply();
            assertThat(reply.status()).isEqualTo(426);
            assertThat(reply.header("sec-websocket-version")).isEqualTo("13");
            assertThat(client.rest()).isEmpty();
        }
    }
}
