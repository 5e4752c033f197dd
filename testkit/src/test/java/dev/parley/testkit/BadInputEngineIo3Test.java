package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.CloseReason;
import dev.parley.protocol.dialect.eio3.EngineIo3;
import dev.parley.protocol.dialect.eio4.EngineIo4;
import dev.parley.testkit.carrier.MemoryExchange;
import dev.parley.testkit.carrier.MemorySocket;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients 1.x and 2.x should not send, and what they get: {@code docs/legacy.md}, "Bad input". */
class BadInputEngineIo3Test {
    private static final int MOST_BYTES = 1000;

    private final TestEngine server = TestEngine.with(
            options -> options.maxHttpBufferSize(MOST_BYTES), List.of(new EngineIo4(), new EngineIo3()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "99:4x",
                "x:4x",
                ":4x",
                "5",
                "5:",
                "-1:4x",
                "1.0:4",
                "999999999999:4x",
                "2:4xtail",
                "1:9",
                "1:x",
                "3:b4*",
                "2:bx",
                "2:4\ud83d\ude00",
                "2",
                "4x",
            })
    void a_text_body_whose_lengths_or_types_lie_ends_the_session(String body) {
        String query = polling();

        assertThat(server.web().post(query, body).text()).isEqualTo("ok");

        assertGone(query, CloseReason.PARSE_ERROR);
    }

    @ParameterizedTest
    @CsvSource({
        "00 09 ff 34, a length beyond the body",
        "00 ff, no length",
        "00 09, no end of the length",
        "02 01 ff 34, neither text nor bytes",
        "00 01 ff 39, an unknown type",
        "01 01 ff 09, an unknown type of bytes",
        "00 0a ff 34, a length that is no digit",
        "00 01 01 01 01 01 01 01 01 01 01 01 01 ff 34, a length of very many digits",
        "00 03 ff 34 c3 28, broken UTF-8",
        "00 01 ff, nothing",
    })
    void a_binary_body_that_lies_ends_the_session(String hex, String what) {
        String query = polling();

        MemoryExchange post = postBytes(query, HexFormat.ofDelimiter(" ").parseHex(hex));

        assertThat(post.text()).as(what).isEqualTo("ok");
        assertGone(query, CloseReason.PARSE_ERROR);
    }

    @Test
    void broken_utf_8_in_a_text_body_ends_the_session() {
        String query = polling();
        MemoryExchange post = server.web().beginPost(query);

        post.sendBody(new byte[] {'3', ':', '4', (byte) 0xc3, '('});
        server.settle();

        assertGone(query, CloseReason.PARSE_ERROR);
    }

    @Test
    void what_came_before_the_lie_is_delivered() {
        String query = polling();

        server.web().post(query, "3:4ab9:4c");

        assertThat(server.session().messages()).containsExactly("ab");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "x", "", "\u20ac", "3"})
    void an_unknown_type_on_a_websocket_ends_the_session(String message) {
        MemorySocket socket = server.web().upgrade("EIO=3&transport=websocket").socket();

        socket.clientSends(dev.parley.protocol.payload.TextPayload.of(message));
        server.settle();

        assertThat(server.session().closeReason()).isIn(CloseReason.PARSE_ERROR, CloseReason.TRANSPORT_ERROR);
        assertThat(socket.isClosed()).isTrue();
    }

    @Test
    void a_body_over_the_limit_is_refused_unread() {
        String query = polling();

        assertThat(server.web().post(query, "x".repeat(MOST_BYTES + 1)).status())
                .isEqualTo(413);
    }

    @Test
    void of_two_polls_the_second_is_a_fault_that_ends_the_session() {
        String query = polling();
        server.web().get(query);

        MemoryExchange second = server.web().get(query);

        assertThat(second.status()).isEqualTo(400);
        assertThat(server.session().closeReason()).isEqualTo(CloseReason.TRANSPORT_ERROR);
    }

    @Test
    void a_session_that_is_over_is_unknown() {
        String query = polling();
        server.session().session().abort(CloseReason.FORCED_CLOSE);
        server.settle();

        for (MemoryExchange late : List.of(
                server.web().get(query),
                server.web().post(query, "2:4x"),
                server.web().upgrade(query))) {
            assertThat(late.text()).isEqualTo("{\"code\":1,\"message\":\"Session ID unknown\"}");
        }
    }

    @Test
    void other_sessions_do_not_notice() {
        String well = polling();
        RecordingListener.Recorded other = server.session();
        String query = polling();

        server.web().post(query, "99:4x");
        server.web().post(well, "3:4hi");

        assertThat(other.messages()).containsExactly("hi");
        assertThat(other.closeReason()).isNull();
    }

    private String polling() {
        server.web().get("EIO=3&transport=polling&b64=1");
        return "EIO=3&transport=polling&b64=1&sid=" + server.session().session().id();
    }

    private MemoryExchange postBytes(String query, byte[] body) {
        MemoryExchange post = server.web()
                .withHeader("Content-Type", "application/octet-stream")
                .beginPost(query);
        post.sendBody(body);
        server.settle();
        return post;
    }

    private void assertGone(String query, CloseReason reason) {
        assertThat(server.session().closeReason()).isEqualTo(reason);
        assertThat(server.web().get(query).text()).contains("\"code\":1");
    }
}
