package dev.parley.protocol.dialect.eio3;

import static dev.parley.protocol.dialect.eio3.Peer.binary;
import static dev.parley.protocol.dialect.eio3.Peer.bytes;
import static dev.parley.protocol.dialect.eio3.Peer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.FrameType;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors of sections 16.1 and 16.3. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EngineIo3FramingTest {
    private final Peer modern = new Peer("EIO=3&transport=websocket");
    private final Peer base64 = new Peer("EIO=3&transport=websocket&b64=1");
    private final Peer oldest = new Peer("EIO=2&transport=websocket");

    static Stream<Arguments> packets() {
        return Stream.of(
                Arguments.of(Frame.PING, "2", "2"),
                Arguments.of(Frame.PONG, "3", "3"),
                Arguments.of(new Frame(FrameType.PING, TextPayload.of("probe")), "2probe", "2probe"),
                Arguments.of(Frame.PROBE_PONG, "3probe", "3probe"),
                Arguments.of(new Frame(FrameType.UPGRADE, TextPayload.EMPTY), "5", "5"),
                Arguments.of(Frame.NOOP, "6", "6"),
                Arguments.of(Frame.CLOSE, "1", "1"),
                Arguments.of(text("hello"), "4hello", "4hello"),
                Arguments.of(text("€"), "4€", "4€"),
                Arguments.of(text(""), "4", "4"),
                Arguments.of(binary("010203"), "hex:04010203", "b4AQID"),
                Arguments.of(binary(""), "hex:04", "b4"),
                Arguments.of(binary("ff"), "hex:04ff", "b4/w=="));
    }

    @ParameterizedTest
    @MethodSource("packets")
    void a_packet_is_one_message_of_a_websocket(Frame frame, String binaryCapable, String text) {
        assertThat(modern.websocket().encode(frame)).isEqualTo(payload(binaryCapable));
        assertThat(base64.websocket().encode(frame)).isEqualTo(payload(text));
        assertThat(modern.websocket().decode(payload(binaryCapable))).isEqualTo(frame);
        assertThat(base64.websocket().decode(payload(text))).isEqualTo(frame);
        assertThat(modern.websocket().decode(payload(text))).isEqualTo(frame);
    }

    @ParameterizedTest
    @CsvSource({
        "hello, 3468656c6c6f, 3468656c6c6f",
        "€, 34c3a2c282c2ac, 34e282ac",
        "é, 34c383c2a9, 34c3a9",
        "\uD83D\uDE00, 34c3b0c29fc298c280, 34f09f9880"
    })
    void the_oldest_clients_encode_websocket_text_twice(String message, String twice, String once) {
        assertThat(oldest.websocket().decode(utf8(twice))).isEqualTo(text(message));
        assertThat(modern.websocket().decode(utf8(once))).isEqualTo(text(message));
    }

    @Test
    void the_oldest_clients_are_written_ascii_only() {
        assertThat(oldest.websocket().encode(text("2/é,7[\"a\",\"€\uD83D\uDE00\",\"\\n\"]")))
                .isEqualTo(TextPayload.of("42/%c3%a9,7[\"a\",\"\\u20ac\\ud83d\\ude00\",\"\\n\"]"));
        assertThat(oldest.websocket().encode(binary("0102"))).isEqualTo(bytes("040102"));
    }

    @Test
    void framings_that_encode_alike_share_one_form() {
        assertThat(modern.websocket().form())
                .isSameAs(new Peer("EIO=3&transport=websocket").websocket().form());
        assertThat(oldest.websocket().form())
                .isSameAs(new Peer("EIO=2&transport=websocket").websocket().form());
        assertThat(modern.websocket().form()).isNotSameAs(base64.websocket().form());
        assertThat(modern.websocket().form()).isNotSameAs(oldest.websocket().form());
    }

    @Test
    void text_is_framed_without_a_copy() {
        TextPayload packet = TextPayload.ofUtf8("42[\"a\"]".getBytes(java.nio.charset.StandardCharsets.UTF_8), 1, 6);

        assertThat(modern.websocket().encode(Frame.message(packet)).array()).isSameAs(packet.array());
        assertThat(base64.websocket().encode(Frame.message(packet)).array()).isSameAs(packet.array());
        assertThat(oldest.websocket().encode(Frame.message(packet)).array()).isSameAs(packet.array());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "x",
                "9a",
                " 4",
                "b",
                "b5AQID",
                "bAQID",
                "b4A",
                "b4AQI",
                "b4!!!!",
                "b4AQ=D",
                "hex:",
                "hex:34",
                "hex:0201",
                "hex:ff",
                "hex:00"
            })
    void what_is_no_packet_is_a_violation(String wire) {
        assertThatThrownBy(() -> modern.websocket().decode(payload(wire))).isInstanceOf(ProtocolViolation.class);
        assertThatThrownBy(() -> oldest.websocket().decode(payload(wire))).isInstanceOf(ProtocolViolation.class);
    }

    private static Payload payload(String wire) {
        return wire.startsWith("hex:") ? bytes(wire.substring(4)) : TextPayload.of(wire);
    }

    private static TextPayload utf8(String hex) {
        return TextPayload.ofUtf8(bytes(hex).toByteArray());
    }
}
