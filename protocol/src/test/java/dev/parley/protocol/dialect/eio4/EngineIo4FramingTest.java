package dev.parley.protocol.dialect.eio4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.dialect.BodyFraming;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.FrameType;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.http.Headers;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.http.Query;
import dev.parley.protocol.http.RequestHead;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.TextPayload;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EngineIo4FramingTest {
    private final EngineIo4 dialect = new EngineIo4();
    private final Framing websocket = wiring("").framing(route(""));
    private final BodyFraming polling = wiring("").bodyFraming(route(""));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', emptyValue = "", textBlock = """
        0{"sid":"x"} | OPEN    | {"sid":"x"}
        1            | CLOSE   |
        2            | PING    |
        2probe       | PING    | probe
        3            | PONG    |
        3probe       | PONG    | probe
        4hello       | MESSAGE | hello
        4€           | MESSAGE | €
        4            | MESSAGE |
        5            | UPGRADE |
        6            | NOOP    |
        """)
    void a_text_frame_is_a_digit_and_its_data(String wire, FrameType type, String data) {
        Frame frame = new Frame(type, TextPayload.of(data == null ? "" : data));

        assertThat(websocket.decode(TextPayload.of(wire))).isEqualTo(frame);
        assertThat(websocket.encode(frame)).isEqualTo(TextPayload.of(wire));
    }

    @Test
    void binary_messages_travel_as_they_are_on_a_websocket() {
        BinaryPayload data = BinaryPayload.of(new byte[] {4, 0, -1});

        assertThat(websocket.encode(Frame.message(data))).isSameAs(data);
        assertThat(websocket.decode(data)).isEqualTo(Frame.message(data));
        assertThat(websocket.decode(BinaryPayload.of(new byte[0])))
                .isEqualTo(Frame.message(BinaryPayload.of(new byte[0])));
    }

    @ParameterizedTest
    @CsvSource({"bAQID, 1 2 3", "b, ''", "b/w==, 255", "b+/A=, 251 240"})
    void binary_messages_are_base64_where_the_client_asks_for_text(String wire, String bytes) {
        Framing text = wiring("b64=1").framing(route("b64=1"));
        BinaryPayload data = bytes(bytes);

        assertThat(text.encode(Frame.message(data))).isEqualTo(TextPayload.of(wire));
        assertThat(text.decode(TextPayload.of(wire))).isEqualTo(Frame.message(data));
        assertThat(websocket.decode(TextPayload.of(wire))).isEqualTo(Frame.message(data));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "7", "9", "x", " 4", "é", "\u0004", "bA", "bAQI", "bAQID=", "b A==", "bAQ=D", "b____", "b=", "b===="
            })
    void what_is_no_frame_is_a_violation(String wire) {
        assertThatThrownBy(() -> websocket.decode(TextPayload.of(wire))).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void framings_that_encode_alike_share_one_form() {
        assertThat(websocket.form()).isSameAs(wiring("").framing(route("")).form());
        assertThat(websocket.form()).isNotSameAs(polling.framing().form());
    }

    @Test
    void frames_of_a_body_are_separated() {
        HttpBody body = join(
                Frame.message(TextPayload.of("hello")),
                Frame.PING,
                Frame.message(bytes("1 2 3")),
                Frame.message(TextPayload.of("€")));

        assertThat(body.contentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(body.content()).isEqualTo(TextPayload.of("4hello\u001e2\u001ebAQID\u001e4€"));
    }

    @Test
    void one_frame_is_a_body_without_a_copy() {
        WireMessage message = new WireMessage(TextPayload.of("4a"), false);

        assertThat(polling.join(List.of(message)).content()).isSameAs(message.payload());
    }

    @Test
    void a_body_is_split_at_separators() {
        assertThat(split("4hello\u001e2\u001ebAQID\u001e4€"))
                .containsExactly(
                        Frame.message(TextPayload.of("hello")),
                        Frame.PING,
                        Frame.message(bytes("1 2 3")),
                        Frame.message(TextPayload.of("€")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u001e", "4a\u001e", "\u001e4a", "4a\u001e\u001e4b", "4a\u001e9", "4a\u001eb!"})
    void a_body_with_something_that_is_no_frame_is_a_violation(String body) {
        assertThatThrownBy(() -> split(body)).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void frames_before_a_malformed_one_are_delivered() {
        List<Frame> delivered = new ArrayList<>();

        assertThatThrownBy(() -> polling.split(null, "4a\u001e4b\u001ex".getBytes(StandardCharsets.UTF_8))
                        .forEach(delivered::add))
                .isInstanceOf(ProtocolViolation.class);

        assertThat(delivered).hasSize(2);
    }

    @Test
    void invalid_utf8_in_a_body_is_a_violation() {
        assertThatThrownBy(() ->
                        polling.split(null, new byte[] {'4', (byte) 0xc3}).next())
                .isInstanceOf(ProtocolViolation.class)
                .hasMessage("invalid UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, true",
                "text/plain;charset=UTF-8, true",
                "'', true",
                "application/octet-stream, false",
                "Application/Octet-Stream; x=y, false",
                "application/x-www-form-urlencoded, true"
            })
    void only_the_binary_type_of_the_generation_before_is_refused(String contentType, boolean accepted) {
        assertThat(polling.accepts(contentType)).isEqualTo(accepted);
    }

    @Test
    void a_post_is_answered_with_ok() {
        assertThat(polling.accepted()).isEqualTo(new HttpBody("text/html", TextPayload.of("ok")));
    }

    private HttpBody join(Frame... frames) {
        return polling.join(Stream.of(frames)
                .flatMap(frame -> Stream.of(frame.wire(polling.framing())))
                .toList());
    }

    private List<Frame> split(String body) {
        List<Frame> frames = new ArrayList<>();
        polling.split("text/plain;charset=UTF-8", body.getBytes(StandardCharsets.UTF_8))
                .forEach(frames::add);
        return frames;
    }

    private static BinaryPayload bytes(String decimals) {
        String[] parts = decimals.isEmpty() ? new String[0] : decimals.split(" ");
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return BinaryPayload.of(bytes);
    }

    private dev.parley.protocol.dialect.Wiring wiring(String query) {
        return dialect.wiring(head(query));
    }

    private Route route(String query) {
        return dialect.match(head(query), "");
    }

    private static RequestHead head(String query) {
        return new RequestHead(
                "GET",
                "/socket.io/",
                Query.parse("EIO=4&transport=polling&" + query),
                Headers.NONE,
                new InetSocketAddress(0),
                false);
    }
}
