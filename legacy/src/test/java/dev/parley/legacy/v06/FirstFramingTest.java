package dev.parley.legacy.v06;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.legacy.Vectors;
import dev.parley.protocol.dialect.BodyFraming;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.TextPayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocol: Socket.IO 0.6, "Framing" and "Transports". */
class FirstFramingTest {
    private final FirstWiring wiring = new FirstWiring();
    private final Framing framing = wiring.framing(route("websocket", Route.NO_JSONP));
    private final BodyFraming xhr = wiring.bodyFraming(route("xhr-polling", Route.NO_JSONP));
    private final BodyFraming jsonp = wiring.bodyFraming(route("jsonp-polling", 0));

    static Stream<Map<String, Object>> decode() {
        return Vectors.of("06-decode").filter(vector -> !((String) vector.get("wire")).contains("~h~"));
    }

    static Stream<Map<String, Object>> malformed() {
        return Vectors.of("06-malformed");
    }

    static Stream<Map<String, Object>> posts() {
        return Vectors.of("06-posts");
    }

    @ParameterizedTest
    @MethodSource("decode")
    void a_payload_is_cut_as_described(Map<String, Object> vector) {
        assertThat(read((String) vector.get("wire"))).isEqualTo(vector.get("frames"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    @SuppressWarnings("unchecked")
    void of_a_malformed_payload_no_more_is_taken_than_by_the_old_server(Map<String, Object> vector) {
        List<String> reference = (List<String>) vector.get("reference");

        List<String> ours = read((String) vector.get("wire"));

        assertThat(ours).isEqualTo(reference.subList(0, ours.size()));
    }

    @ParameterizedTest
    @MethodSource("posts")
    void posted_bodies_are_read_as_described(Map<String, Object> vector) {
        List<String> expected = read((String) vector.get("payload"));

        assertThat(expected).isNotEmpty();
        assertThat(split(xhr, (String) vector.get("xhr_body"))).isEqualTo(expected);
        assertThat(split(jsonp, (String) vector.get("jsonp_form_body"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "data", "other=~m~1~m~x", "data=", "data=x", "data=~m~5~m~hel"})
    void a_body_without_a_message_is_taken_and_ignored(String body) {
        assertThat(split(xhr, body)).isEmpty();
        assertThat(xhr.accepted().content()).hasToString("ok");
    }

    @Test
    void broken_utf_8_is_a_violation() {
        assertThatThrownBy(() -> split(xhr, "data=~m~1~m~%ff")).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void binary_messages_are_ignored() {
        List<Frame> frames = new ArrayList<>();

        framing.decode(BinaryPayload.of(new byte[] {'~', 'm', '~'}), frames::add);

        assertThat(frames).isEmpty();
    }

    @Test
    void heartbeats_are_numbered_and_only_the_answer_to_the_last_counts() {
        List<Frame> frames = new ArrayList<>();

        assertThat(framing.encode(wiring.ping())).hasToString("~m~4~m~~h~1");
        assertThat(framing.encode(wiring.ping())).hasToString("~m~4~m~~h~2");
        framing.decode(TextPayload.of("~m~4~m~~h~1"), frames::add);
        assertThat(frames).isEmpty();
        framing.decode(TextPayload.of("~m~4~m~~h~2"), frames::add);
        assertThat(frames).containsExactly(Frame.PONG);
    }

    @Test
    void what_stands_behind_a_heartbeat_is_not_lost() {
        wiring.ping();
        List<Frame> frames = new ArrayList<>();

        framing.decode(TextPayload.of("~m~4~m~~h~1~m~1~m~z"), frames::add);

        assertThat(frames).containsExactly(Frame.PONG, Frame.message(TextPayload.of("z")));
    }

    @Test
    void a_heartbeat_before_the_first_is_ignored() {
        assertThat(read("~m~4~m~~h~0~m~1~m~x")).containsExactly("x");
    }

    @Test
    void answers_to_polls_are_text_or_calls() {
        List<WireMessage> messages = List.of(wire("9201796644355995"), wire("</script>"));

        assertThat(xhr.join(messages).content()).hasToString("~m~16~m~9201796644355995~m~9~m~</script>");
        assertThat(jsonp.join(messages).content())
                .hasToString("io.JSONP[0]._(\"~m~16~m~9201796644355995~m~9~m~\\u003c/script>\");");
        assertThat(jsonp.join(List.of(new WireMessage(framing.encode(Frame.NOOP), false)))
                        .content())
                .hasToString("io.JSONP[0]._(\"\");");
    }

    @Test
    void endless_answers_have_the_parts_of_their_time() {
        Route page = route("htmlfile", Route.NO_JSONP);
        Route parts = route("xhr-multipart", Route.NO_JSONP);
        Frame message = Frame.message(TextPayload.of("~j~{\"hello\":\"w\u00f6rld\"}"));

        assertThat(wiring.streamHead(page).content().sizeBytes()).isEqualTo(256);
        assertThat(wiring.framing(page).encode(message))
                .hasToString(
                        "<script>parent.s._(\"~m~20~m~~j~{\\\"hello\\\":\\\"w\u00f6rld\\\"}\", document);</script>");
        assertThat(wiring.streamHead(parts).contentType()).isEqualTo("multipart/x-mixed-replace;boundary=\"socketio\"");
        assertThat(wiring.framing(parts).encode(message))
                .hasToString("Content-Type: text/plain\n\n~m~20~m~~j~{\"hello\":\"w\u00f6rld\"}\n--socketio\n");
    }

    @Test
    void all_sessions_share_what_was_encoded_for_one() {
        Framing other = new FirstWiring().framing(route("websocket", Route.NO_JSONP));

        assertThat(other.form()).isSameAs(framing.form());
    }

    @Test
    void random_text_never_raises() {
        Random random = new Random(6);
        String alphabet = "~m~~m~0123h~j~\u20acx";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder wire = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                wire.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThatCode(() -> read(wire.toString())).as(wire.toString()).doesNotThrowAnyException();
        }
    }

    private List<String> read(String wire) {
        List<String> messages = new ArrayList<>();
        framing.decode(TextPayload.of(wire), frame -> messages.add(frame.data().toString()));
        return messages;
    }

    private static List<String> split(BodyFraming framing, String body) {
        List<String> messages = new ArrayList<>();
        framing.split(null, body.getBytes(StandardCharsets.UTF_8))
                .forEach(frame -> messages.add(frame.data().toString()));
        return messages;
    }

    private WireMessage wire(String message) {
        return new WireMessage(framing.encode(Frame.message(TextPayload.of(message))), false);
    }

    private static Route route(String transport, int jsonp) {
        return new Route(transport, null, false, jsonp);
    }
}
