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

/** What clients 0.6 should not send, and what they get: {@code docs/legacy.md}, "Bad input". */
@ExtendWith(QuietLog.class)
class BadInput06Test {
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

    static Stream<String> nothing() {
        return Stream.of(
                "",
                "hello",
                "~m~",
                "~m~5",
                "~m~5~m~hel",
                "~m~x~m~a",
                "~m~-1~m~a",
                "~m~5~x~hello",
                "~m~1~m~\ud83d\ude00",
                "~m~999999999~m~a",
                "~m~99999999999999999999~m~a",
                "~m~3~m~~j~",
                "~m~4~m~~j~{",
                "~m~6~m~~j~{]}",
                "~m~4~m~~h~7",
                "~m~3~m~~h~",
                "~m~12~m~~h~\u20acaaaaaaaa",
                "~m~906~m~~j~" + "[".repeat(903));
    }

    @ParameterizedTest
    @MethodSource("nothing")
    void what_is_no_message_is_ignored_and_its_client_stays(String wire) {
        MemorySocket socket = server.webSocket("/socket.io/websocket");
        String sid = polling();

        server.say(socket, wire);
        assertThat(server.post(send(sid), "data=" + wire).text()).isEqualTo("ok");

        assertThat(gone).isEmpty();
        server.say(socket, "~m~5~m~still");
        assertThat(OldServer.heard(socket)).hasSize(2).endsWith("~m~5~m~still");
        server.post(send(sid), "data=~m~5~m~still");
        assertThat(poll(sid).text()).isEqualTo("~m~5~m~still");
    }

    @Test
    void what_comes_before_a_length_that_lies_counts_and_the_rest_does_not() {
        MemorySocket socket = server.webSocket("/socket.io/websocket");

        server.say(socket, "~m~1~m~a~m~99~m~b~m~1~m~c");

        assertThat(OldServer.heard(socket)).hasSize(2).endsWith("~m~1~m~a");
    }

    @Test
    void broken_utf_8_in_a_body_ends_the_session() {
        String sid = polling();

        assertThat(server.post(send(sid), "data=~m~1~m~%ff").text()).isEqualTo("ok");

        assertThat(gone).containsExactly(DisconnectReason.PARSE_ERROR);
        assertThat(poll(sid).status()).isEqualTo(404);
    }

    @Test
    void binary_messages_are_ignored() {
        MemorySocket socket = server.webSocket("/socket.io/websocket");

        socket.clientSends(BinaryPayload.of("~m~1~m~a".getBytes(StandardCharsets.UTF_8)));
        server.settle();

        assertThat(OldServer.heard(socket)).hasSize(1);
        assertThat(gone).isEmpty();
    }

    @Test
    void a_body_over_the_limit_is_refused_unread_and_a_message_ends_the_session() {
        String sid = polling();
        MemorySocket socket = server.webSocket("/socket.io/websocket");

        assertThat(server.post(send(sid), "data=" + "x".repeat(MOST_BYTES)).status())
                .isEqualTo(413);
        assertThat(gone).isEmpty();
        server.say(socket, "x".repeat(MOST_BYTES + 1));

        assertThat(socket.closeCode()).isEqualTo(1009);
        assertThat(gone).hasSize(1);
    }

    @Test
    void a_stale_session_gets_a_status_and_no_body_that_would_be_taken_for_an_id() {
        assertAnswer(poll("stale"), 404, "");
        assertAnswer(server.post(send("stale"), "data=~m~1~m~a"), 404, "");
        assertAnswer(server.get("/socket.io/jsonp-polling/stale/1/0"), 404, "");
        assertAnswer(server.web("/socket.io/websocket/stale").upgrade(""), 404, "");
    }

    @Test
    void a_poll_by_another_transport_than_the_sessions_is_stale_too() {
        String sid = polling();

        assertAnswer(server.get("/socket.io/jsonp-polling/" + sid + "/1/0"), 404, "");
        assertThat(gone).isEmpty();
    }

    @Test
    void a_poll_after_the_end_is_stale() {
        server.io.onConnect(socket -> socket.on("message", event -> {
            if ("bye".equals(event.arg(0))) {
                socket.disconnect(true);
            }
        }));
        String sid = polling();
        server.post(send(sid), "data=~m~3~m~bye");

        assertThat(poll(sid).text()).isEqualTo("~m~3~m~bye");
        assertThat(poll(sid).text()).isEmpty();
        assertThat(poll(sid).status()).isEqualTo(404);
    }

    @Test
    void of_two_polls_the_older_is_answered_with_nothing_and_the_newer_goes_on() {
        String sid = polling();
        MemoryExchange older = poll(sid);
        MemoryExchange newer = poll(sid);

        assertAnswer(older, 200, "");
        server.post(send(sid), "data=~m~1~m~x");

        assertThat(newer.text()).isEqualTo("~m~1~m~x");
    }

    @Test
    void a_client_that_does_not_answer_its_heartbeat_is_gone_eight_seconds_later() {
        MemorySocket socket = server.webSocket("/socket.io/websocket");
        server.pass(Duration.ofSeconds(10));
        assertThat(OldServer.heard(socket)).endsWith("~m~4~m~~h~1");
        server.say(socket, "~m~4~m~~h~1");
        server.pass(Duration.ofSeconds(10));
        assertThat(OldServer.heard(socket)).endsWith("~m~4~m~~h~2");
        server.say(socket, "~m~4~m~~h~1");

        server.pass(Duration.ofSeconds(20));

        assertThat(socket.isClosed()).isTrue();
        assertThat(gone).containsExactly(DisconnectReason.PING_TIMEOUT);
        others = new Bystanders(server);
    }

    @Test
    void a_client_that_does_not_poll_again_is_gone_eight_seconds_later() {
        String sid = polling();

        server.pass(Duration.ofSeconds(7));
        MemoryExchange poll = poll(sid);
        server.pass(Duration.ofSeconds(20));
        assertAnswer(poll, 200, "");
        server.pass(Duration.ofSeconds(9));

        assertThat(poll(sid).status()).isEqualTo(404);
        others = new Bystanders(server);
    }

    private String polling() {
        String first = server.get("/socket.io/xhr-polling//1").text();
        return first.substring(first.lastIndexOf('~') + 1);
    }

    private MemoryExchange poll(String sid) {
        return server.get("/socket.io/xhr-polling/" + sid + "/2");
    }

    private static String send(String sid) {
        return "/socket.io/xhr-polling/" + sid + "/send";
    }

    private static void assertAnswer(MemoryExchange answer, int status, String body) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).isEqualTo(body);
    }
}
