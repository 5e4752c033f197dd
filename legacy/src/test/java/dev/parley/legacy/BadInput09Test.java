package dev.parley.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.server.api.DisconnectReason;
import dev.parley.testkit.carrier.MemoryExchange;
import dev.parley.testkit.carrier.MemorySocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients 0.7 to 0.9 should not send, and what they get: {@code docs/legacy.md}, "Bad input". */
@ExtendWith(QuietLog.class)
class BadInput09Test {
    private static final String NOT_HANDSHAKEN = "7:::1+0";
    private static final int MOST_BYTES = 1000;

    private final OldServer server = new OldServer(options -> options.maxHttpBufferSize(MOST_BYTES));
    private final List<DisconnectReason> gone = new ArrayList<>();
    private Bystanders others;

    @BeforeEach
    void open() {
        server.io.onConnect(socket -> {
            socket.on("message", event -> socket.emit("message", event.arg(0)));
            if (others != null) {
                socket.onDisconnect((reason, detail) -> gone.add(reason));
            }
        });
        others = new Bystanders(server);
    }

    @AfterEach
    void nobody_else_noticed() {
        others.areWell();
    }

    static Stream<String> ignored() {
        Stream<String> described = Vectors.of("09-malformed")
                .map(vector -> (String) vector.get("wire"))
                .filter(wire -> !isConnect(wire));
        return Stream.concat(
                described,
                Stream.of(
                        "9::",
                        "3",
                        "3:",
                        "\u20ac",
                        "3::/nowhere:lost",
                        "5::/nowhere:{\"name\":\"lost\"}",
                        "0::/nowhere",
                        "5:::{\"name\":\"disconnect\"}",
                        "5:::{\"name\":\"connect\"}",
                        "5:::{\"name\":5}",
                        "5:::{\"name\":\"x\",\"args\":{}}",
                        "5:::[1,2]",
                        "4:::" + "[".repeat(600),
                        "5:::{\"name\":\"" + "x".repeat(900) + "\"}",
                        "6:::99999999999999999999",
                        "6:::4+[1]",
                        "3:99999999999999999999+::x",
                        "1::",
                        "8::",
                        "2::"));
    }

    private static boolean isConnect(String wire) {
        return wire.startsWith("1::/");
    }

    @ParameterizedTest
    @MethodSource("ignored")
    void a_packet_that_is_none_is_ignored_and_its_client_stays(String wire) {
        MemorySocket socket = webSocket();
        String sid = polling();

        server.say(socket, wire);
        assertThat(server.post(path(sid), wire).text()).isEqualTo("1");

        assertThat(gone).isEmpty();
        server.say(socket, "3:::still here");
        assertThat(OldServer.heard(socket)).contains("3:::still here");
        server.post(path(sid), "3:::still here");
        assertThat(server.poll(sid)).endsWith("3:::still here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ufffd99\ufffd3:::a",
                "\ufffd\ufffd3:::a",
                "\ufffd-1\ufffd3:::a",
                "\ufffdx\ufffd3:::a",
                "\ufffd5",
                "\ufffd",
                "\ufffd4\ufffd3:::a",
                "\ufffd6\ufffd3:::a",
                "\ufffd5\ufffd3:::\ud83d\ude00",
                "\ufffd999999999999\ufffd3:::a",
            })
    void a_body_whose_lengths_lie_ends_the_session(String body) {
        String sid = polling();

        assertThat(server.post(path(sid), body).text()).isEqualTo("1");

        assertThat(gone).containsExactly(DisconnectReason.PARSE_ERROR);
        assertThat(server.poll(sid)).isEqualTo(NOT_HANDSHAKEN);
    }

    @Test
    void broken_utf_8_in_a_body_ends_the_session() {
        String sid = polling();
        String scripted = server.shakeHands();
        server.get("/socket.io/1/jsonp-polling/" + scripted + "?i=0");

        server.post(path(sid), new byte[] {'3', ':', ':', ':', (byte) 0xc3, (byte) 0x28});
        server.post("/socket.io/1/jsonp-polling/" + scripted, "d=3%3A%3A%3A%c3%28");

        assertThat(gone).containsExactly(DisconnectReason.PARSE_ERROR, DisconnectReason.PARSE_ERROR);
        assertThat(server.poll(sid)).isEqualTo(NOT_HANDSHAKEN);
        assertThat(server.poll(scripted)).isEqualTo(NOT_HANDSHAKEN);
    }

    @Test
    void a_body_over_the_limit_is_refused_unread_and_the_session_goes_on() {
        String sid = polling();

        MemoryExchange answer = server.post(path(sid), "3:::" + "x".repeat(MOST_BYTES));

        assertThat(answer.status()).isEqualTo(413);
        server.post(path(sid), "3:::small");
        assertThat(server.poll(sid)).isEqualTo("3:::small");
    }

    @Test
    void a_message_over_the_limit_ends_the_session() {
        MemorySocket socket = webSocket();

        server.say(socket, "3:::" + "x".repeat(MOST_BYTES));

        assertThat(socket.closeCode()).isEqualTo(1009);
        assertThat(gone).hasSize(1);
    }

    @Test
    void a_compressed_body_is_refused() {
        String sid = polling();

        assertThat(server.web(path(sid))
                        .withHeader("Content-Encoding", "gzip")
                        .post("", "3:::x")
                        .status())
                .isEqualTo(415);
        assertThat(gone).isEmpty();
    }

    @Test
    void binary_messages_are_ignored() {
        MemorySocket socket = webSocket();

        socket.clientSends(BinaryPayload.of("3:::x".getBytes(StandardCharsets.UTF_8)));
        server.settle();

        assertThat(OldServer.heard(socket)).containsExactly("1::");
        assertThat(gone).isEmpty();
    }

    @Test
    void an_endpoint_that_does_not_exist_is_refused_without_a_reason() {
        MemorySocket socket = webSocket();

        server.say(socket, "1::/nowhere");
        server.say(socket, "1::/a:b");
        server.say(socket, "1::/" + "x".repeat(900));

        assertThat(OldServer.heard(socket)).startsWith("1::", "7::/nowhere", "7::/a");
        assertThat(gone).isEmpty();
    }

    @Test
    void a_client_that_asks_for_very_many_endpoints_is_refused_the_rest() {
        server.io.of((name, handshake) -> true);
        MemorySocket socket = webSocket();

        for (int i = 0; i < 150; i++) {
            server.say(socket, "1::/n" + i);
        }

        assertThat(OldServer.heard(socket)).contains("1::/n0", "1::/n98", "7::/n99", "7::/n149");
    }

    @Test
    void a_stale_session_is_told_to_come_again_by_every_transport() {
        assertThat(server.poll("stale")).isEqualTo(NOT_HANDSHAKEN);
        assertThat(server.post(path("stale"), "3:::x").text()).isEqualTo("1");
        assertThat(server.get("/socket.io/1/jsonp-polling/stale?i=3").text()).isEqualTo("io.j[3](\"7:::1+0\");");
        assertThat(server.get("/socket.io/1/htmlfile/stale").text()).endsWith("<script>_(\"7:::1+0\");</script>");
        assertThat(server.get("/socket.io/1//stale/?disconnect=1").status()).isEqualTo(200);
        MemorySocket socket = webSocketOf("stale");
        assertThat(OldServer.heard(socket)).containsExactly(NOT_HANDSHAKEN);
        assertThat(socket.isClosed()).isTrue();
    }

    @Test
    void a_session_of_another_generation_is_stale_too() {
        String eio3 = server.get("/socket.io/?EIO=3&transport=polling&b64=1").text();
        String sid = eio3.substring(eio3.indexOf("sid\":\"") + 6, eio3.indexOf("\",\"upgrades"));

        assertThat(server.poll(sid)).isEqualTo(NOT_HANDSHAKEN);
        assertThat(server.get("/socket.io/xhr-polling/" + sid + "/1").status()).isEqualTo(404);
    }

    @Test
    void a_poll_after_the_end_hears_of_it_once_and_then_that_the_session_is_unknown() {
        server.io.onConnect(socket -> socket.on("bye", event -> socket.disconnect(true)));
        String sid = polling();
        server.post(path(sid), "5:::{\"name\":\"bye\"}");

        assertThat(server.poll(sid)).isEqualTo("0::");
        assertThat(server.poll(sid)).isEqualTo("0::"); // of the namespace, and of the session
        assertThat(server.poll(sid)).isEqualTo(NOT_HANDSHAKEN);
        assertThat(server.post(path(sid), "3:::x").text()).isEqualTo("1");
    }

    @Test
    void a_client_that_says_good_bye_ends_its_open_poll_with_it() {
        String sid = polling();
        MemoryExchange poll = server.get(path(sid));

        server.post(path(sid), "0::");

        assertThat(poll.text()).isEqualTo("0::");
        assertThat(gone).containsExactly(DisconnectReason.TRANSPORT_CLOSE);
    }

    @Test
    void a_page_that_is_left_ends_its_session_at_once() {
        String sid = polling();
        MemoryExchange poll = server.get(path(sid));

        assertThat(server.get("/socket.io/1//" + sid + "/?disconnect=1").status())
                .isEqualTo(200);

        assertThat(poll.text()).isEqualTo("0::");
        assertThat(gone).hasSize(1);
    }

    @Test
    void of_two_polls_the_older_is_answered_with_nothing_and_the_newer_goes_on() {
        String sid = polling();
        MemoryExchange older = server.get(path(sid));
        MemoryExchange newer = server.get(path(sid));

        assertThat(older.text()).isEqualTo("8::");
        server.post(path(sid), "3:::x");

        assertThat(newer.text()).isEqualTo("3:::x");
    }

    @Test
    void of_two_posts_the_second_waits_for_the_first() {
        String sid = polling();
        MemoryExchange first = server.web(path(sid)).beginPost("");
        MemoryExchange second = server.post(path(sid), "3:::second");
        assertThat(second.isAnswered()).isFalse();

        first.sendBody("3:::first".getBytes(StandardCharsets.UTF_8));
        server.settle();

        assertThat(second.text()).isEqualTo("1");
        assertThat(server.poll(sid)).isEqualTo("\ufffd9\ufffd3:::first\ufffd10\ufffd3:::second");
    }

    @Test
    void very_many_posts_at_once_end_the_session() {
        String sid = polling();
        for (int i = 0; i < 17; i++) {
            server.web(path(sid)).beginPost("");
        }
        assertThat(gone).isEmpty();

        assertThat(server.post(path(sid), "3:::x").status()).isEqualTo(400);

        assertThat(gone).containsExactly(DisconnectReason.TRANSPORT_ERROR);
    }

    @Test
    void a_client_that_stops_to_answer_heartbeats_is_gone_after_their_timeout() {
        MemorySocket socket = webSocket();
        server.pass(Duration.ofSeconds(25));
        assertThat(OldServer.heard(socket)).containsExactly("1::", "2::");
        server.say(socket, "2::");

        server.pass(Duration.ofSeconds(25 + 59));
        assertThat(gone).isEmpty();
        server.pass(Duration.ofSeconds(3));

        assertThat(gone).containsExactly(DisconnectReason.PING_TIMEOUT);
        rejoin();
    }

    @Test
    void a_client_that_does_not_poll_again_is_gone_after_the_close_timeout() {
        String sid = polling();

        server.pass(Duration.ofSeconds(59));
        assertThat(server.get(path(sid)).isAnswered()).isFalse();
        server.pass(Duration.ofSeconds(20 + 61));

        assertThat(gone).containsExactly(DisconnectReason.TRANSPORT_CLOSE);
        rejoin();
    }

    @Test
    void a_poll_that_has_nothing_to_bring_says_so_after_its_duration() {
        MemoryExchange poll = server.get(path(polling()));

        server.pass(Duration.ofSeconds(20));

        assertThat(poll.text()).isEqualTo("8::");
        rejoin();
    }

    @Test
    void a_handshake_that_nobody_follows_is_forgotten() {
        String sid = server.shakeHands();

        server.pass(Duration.ofSeconds(31));

        assertThat(server.poll(sid)).isEqualTo(NOT_HANDSHAKEN);
        rejoin();
    }

    @Test
    void very_many_handshakes_that_nobody_follows_do_not_pile_up() {
        for (int i = 0; i < 10_000; i++) {
            server.get("/socket.io/1/");
        }

        assertThat(server.get("/socket.io/1/").status()).isEqualTo(503);
        server.pass(Duration.ofSeconds(31));

        assertThat(server.get("/socket.io/1/").status()).isEqualTo(200);
        rejoin();
    }

    /** Time went by, and the others went with it. */
    private void rejoin() {
        others = new Bystanders(server);
    }

    private MemorySocket webSocket() {
        return webSocketOf(server.shakeHands());
    }

    private MemorySocket webSocketOf(String sid) {
        return server.webSocket("/socket.io/1/websocket/" + sid);
    }

    private String polling() {
        String sid = server.shakeHands();
        assertThat(server.poll(sid)).isEqualTo("1::");
        return sid;
    }

    private static String path(String sid) {
        return "/socket.io/1/xhr-polling/" + sid;
    }
}
