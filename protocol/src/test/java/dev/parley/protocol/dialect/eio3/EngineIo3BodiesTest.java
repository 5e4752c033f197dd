package dev.parley.protocol.dialect.eio3;

import static dev.parley.protocol.dialect.eio3.Peer.binary;
import static dev.parley.protocol.dialect.eio3.Peer.bytes;
import static dev.parley.protocol.dialect.eio3.Peer.hex;
import static dev.parley.protocol.dialect.eio3.Peer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.FrameType;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.payload.TextPayload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors of section 16.2, and the rules of section 7.4. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EngineIo3BodiesTest {
    private static final String STAMP_1_3 = "&t=1795242907664-0";
    private static final String STAMP_2 = "&t=Q7yq3zb";

    static Stream<Arguments> payloads() {
        return Stream.of(
                Arguments.of(
                        List.of(text("hello"), text("€")),
                        "363a3468656c6c6f323a34e282ac",
                        "363a3468656c6c6f343a34c3a2c282c2ac",
                        "0006ff3468656c6c6f0004ff34e282ac"),
                Arguments.of(
                        List.of(text("\uD83D\uDE00")), "333a34f09f9880", "353a34c3b0c29fc298c280", "0005ff34f09f9880"),
                Arguments.of(
                        List.of(text("€"), binary("01020304")),
                        "323a34e282ac31303a62344151494442413d3d",
                        "343a34c3a2c282c2ac31303a62344151494442413d3d",
                        "0004ff34e282ac0105ff0401020304"),
                Arguments.of(List.of(Frame.PING), "313a32", "313a32", "0001ff32"),
                Arguments.of(List.of(Frame.NOOP, Frame.CLOSE), "313a36313a31", "313a36313a31", "0001ff360001ff31"),
                Arguments.of(
                        List.of(text("2[\"message\",\"é\"]")),
                        "31373a34325b226d657373616765222c22c3a9225d",
                        "31383a34325b226d657373616765222c22c383c2a9225d",
                        "000108ff34325b226d657373616765222c22c3a9225d"),
                Arguments.of(
                        List.of(binary("010203"), binary("ff")),
                        "363a623441514944363a62342f773d3d",
                        "363a623441514944363a62342f773d3d",
                        "0104ff040102030102ff04ff"),
                Arguments.of(
                        List.of(new Frame(FrameType.OPEN, TextPayload.of("{\"sid\":\"x\"}")), text("0")),
                        "31323a307b22736964223a2278227d323a3430",
                        "31323a307b22736964223a2278227d323a3430",
                        "000102ff307b22736964223a2278227d0002ff3430"));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void every_form_of_a_body_is_read(List<Frame> frames, String once, String twice, String binary) {
        assertThat(modern().post("text/plain;charset=UTF-8", bytes(once).toByteArray()))
                .isEqualTo(frames);
        assertThat(modern().post("text/plain;charset=UTF-8", bytes(twice).toByteArray()))
                .isEqualTo(frames);
        assertThat(old().post("text/plain;charset=UTF-8", bytes(once).toByteArray()))
                .isEqualTo(frames);
        assertThat(old().post(null, bytes(twice).toByteArray())).isEqualTo(frames);
        assertThat(modern().post("application/octet-stream", bytes(binary).toByteArray()))
                .isEqualTo(frames);
        assertThat(old().post("application/octet-stream", bytes(binary).toByteArray()))
                .isEqualTo(frames);
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void old_clients_that_take_bytes_get_bytes(List<Frame> frames, String once, String twice, String binary) {
        HttpBody body = old().answer(frames.toArray(Frame[]::new));

        assertThat(body.contentType()).isEqualTo("application/octet-stream");
        assertThat(hex(body.content())).isEqualTo(binary);
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void later_clients_get_ascii_as_text_and_the_rest_as_bytes(
            List<Frame> frames, String once, String twice, String binary) {
        HttpBody body = modern().answer(frames.toArray(Frame[]::new));

        boolean plain = once.equals(twice) && !binary.contains("ff04");
        assertThat(body.contentType()).isEqualTo(plain ? "text/plain; charset=UTF-8" : "application/octet-stream");
        assertThat(hex(body.content())).isEqualTo(plain ? once : binary);
    }

    @Test
    void who_wants_text_gets_ascii() {
        HttpBody body = new Peer("EIO=3&transport=polling&b64=1")
                .answer(text("2[\"€\"]"), binary("01020304"), text("2/ü,[\"\uD83D\uDE00\"]"));

        assertThat(body.contentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(body.content())
                .isEqualTo(TextPayload.of("12:42[\"\\u20ac\"]10:b4AQIDBA==26:42/%c3%bc,[\"\\ud83d\\ude00\"]"));
    }

    @Test
    void the_example_of_the_first_answer() {
        String open = "{\"sid\":\"NWdhkuuU5oTxewIXAAAA\",\"upgrades\":[\"websocket\"],"
                + "\"pingInterval\":25000,\"pingTimeout\":20000}";

        assertThat(modern().answer(new Frame(FrameType.OPEN, TextPayload.of(open)), text("0"))
                        .content())
                .isEqualTo(TextPayload.of("97:0" + open + "2:40"));
    }

    @Test
    void the_length_of_bytes_is_written_digit_by_digit() {
        assertThat(hex(old().answer(text("x".repeat(1234))).content())).startsWith("0001020305ff34");
    }

    @Test
    void a_session_learns_that_its_client_encodes_once() {
        Peer peer = modern();
        Frame suspicious = text("Ã©");

        List<Frame> before = peer.post("3:4Ã©");
        peer.post("2:4€");
        List<Frame> after = peer.post("3:4Ã©");

        assertThat(before).containsExactly(text("é"));
        assertThat(after).containsExactly(suspicious);
    }

    @Test
    void a_sequence_that_is_no_utf8_proves_that_the_client_encodes_once() {
        Peer peer = modern();

        assertThat(peer.post("2:4é3:4Ã©")).containsExactly(text("é"), text("Ã©"));
    }

    @Test
    void a_client_that_is_known_to_encode_twice_is_never_taken_for_another() {
        Peer peer = old();

        assertThat(peer.post("2:4€3:4Ã©")).containsExactly(text("€"), text("é"));
    }

    @Test
    void an_empty_list_has_one_length() {
        assertThat(modern().post("0:")).isEmpty();
        assertThat(modern().post("0:1:2")).containsExactly(Frame.PING);
    }

    @Test
    void packets_before_a_malformed_one_are_delivered() {
        List<Frame> delivered = new ArrayList<>();

        assertThatThrownBy(() -> modern().polling()
                        .split(null, "2:4a2:4b9:4".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .forEach(delivered::add))
                .isInstanceOf(ProtocolViolation.class);

        assertThat(delivered).containsExactly(text("a"), text("b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "4",
                "1",
                "1:",
                "2:4",
                "a:4",
                "-1:4",
                "+1:4",
                "1.0:4",
                "1e0:4",
                "0x1:4",
                " 1:4",
                "1:4x",
                "1:47",
                "3:4a",
                "99999999999:4",
                "9999999999:4",
                "2147483648:4",
                "4294967297:4",
                "1:9",
                "2:4\uD83D\uDE00",
                "1:\uD83D\uDE00",
                "2:b5",
                "1;4"
            })
    void malformed_text_is_a_violation(String body) {
        assertThatThrownBy(() -> modern().post(body)).isInstanceOf(ProtocolViolation.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "01",
                "0001",
                "00ff",
                "0001ff",
                "0000ff",
                "0100ff",
                "0201ff34",
                "3001ff34",
                "000aff34",
                "00ff34",
                "0031ff34",
                "0002ff34",
                "00090909090909090909ff34",
                "0009090909090909090909ff34",
                "0001ff39",
                "0101ff34",
                "0101ff02",
                "0003ff34c328",
                "0002ff34c3",
                "0001ff3400",
                "000100ff34",
                "0001fe34"
            })
    void malformed_bytes_are_a_violation(String hex) {
        assertThatThrownBy(() ->
                        modern().post("application/octet-stream", bytes(hex).toByteArray()))
                .isInstanceOf(ProtocolViolation.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"323a34c3", "323a34ff", "333a34eda080"})
    void text_that_is_no_utf8_is_a_violation(String hex) {
        assertThatThrownBy(() -> modern().post("text/plain", bytes(hex).toByteArray()))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessage("invalid UTF-8");
    }

    private static Peer modern() {
        return new Peer("EIO=3&transport=polling" + STAMP_2);
    }

    private static Peer old() {
        return new Peer("EIO=3&transport=polling" + STAMP_1_3);
    }
}
