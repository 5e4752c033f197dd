package dev.parley.legacy.v09;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.legacy.Vectors;
import dev.parley.protocol.dialect.BodyFraming;
import dev.parley.protocol.dialect.Route;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocol: Socket.IO 0.9, "Payload framing", "jsonp-polling" and "htmlfile". */
class OldBodyTest {
    private static final BodyFraming PLAIN = OldBody.INSTANCE;
    private static final BodyFraming JSONP = new OldJsonpBody(0);

    static Stream<Map<String, Object>> payloads() {
        return Vectors.of("09-payloads");
    }

    static Stream<Map<String, Object>> jsonp() {
        return Vectors.of("09-jsonp");
    }

    static Stream<Map<String, Object>> htmlfile() {
        return Vectors.of("09-htmlfile");
    }

    @ParameterizedTest
    @MethodSource("payloads")
    @SuppressWarnings("unchecked")
    void packets_share_a_body_as_described(Map<String, Object> vector) {
        List<String> packets = (List<String>) vector.get("packets");

        var body = PLAIN.join(packets.stream().map(OldBodyTest::wire).toList());

        assertThat(HexFormat.of().formatHex(body.content().toByteArray())).isEqualTo(vector.get("utf8hex"));
        assertThat(split(PLAIN, body.content().toByteArray()))
                .isEqualTo(packets.stream().map(OldBodyTest::frameText).toList());
    }

    @ParameterizedTest
    @MethodSource("jsonp")
    void scripts_and_forms_are_as_described(Map<String, Object> vector) {
        String payload = (String) vector.get("payload");
        List<String> expected = split(PLAIN, utf8(payload));

        assertThat(JSONP.join(List.of(wire(payload))).content()).hasToString((String) vector.get("script_safe"));
        assertThat(split(JSONP, utf8((String) vector.get("post_body_08_09")))).isEqualTo(expected);
        assertThat(split(JSONP, utf8((String) vector.get("post_body_07")))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("htmlfile")
    void parts_of_a_page_are_as_described(Map<String, Object> vector) {
        Payload packet = TextPayload.of((String) vector.get("packet"));
        // We escape what ends lines in scripts besides.
        String expected = ((String) vector.get("chunk_09")).replace("\u2028", "\\u2028");

        assertThat(OldFraming.SCRIPT.encode(Frame.message(packet))).hasToString(expected);
    }

    @Test
    void a_comment_cannot_be_opened_in_a_page() {
        assertThat(OldFraming.SCRIPT.encode(Frame.message(TextPayload.of("<!--<script>"))))
                .hasToString("<script>_(\"\\u003c!--<script>\");</script>");
    }

    @Test
    void the_first_part_of_a_page_has_256_bytes() {
        Route route = new Route("htmlfile", "x", false, Route.NO_JSONP);

        assertThat(OldWiring.INSTANCE.streamHead(route).content().sizeBytes()).isEqualTo(256);
        assertThat(OldWiring.INSTANCE.streamHead(route).contentType()).isEqualTo("text/html; charset=UTF-8");
    }

    @Test
    void a_single_packet_may_be_framed() {
        assertThat(split(PLAIN, utf8("\ufffd5\ufffd3:::a"))).containsExactly("3:::a");
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
                "\ufffd5\ufffd3:::\ud83d\ude00",
                "\ufffd9999999999\ufffd3:::a",
                "\ufffd5\ufffd3:::a3:::b"
            })
    void a_length_that_lies_is_a_violation(String body) {
        assertThatThrownBy(() -> split(PLAIN, utf8(body))).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void packets_before_a_wrong_length_are_delivered() {
        List<String> frames = new ArrayList<>();

        assertThatThrownBy(() -> PLAIN.split(null, utf8("\ufffd5\ufffd3:::a\ufffd9\ufffd3"))
                        .forEach(frame -> frames.add(text(frame))))
                .isInstanceOf(ProtocolViolation.class);

        assertThat(frames).containsExactly("3:::a");
    }

    @Test
    void broken_utf_8_is_a_violation() {
        assertThatThrownBy(() -> split(PLAIN, new byte[] {51, 58, 58, 58, (byte) 0xc3}))
                .isInstanceOf(ProtocolViolation.class);
        assertThatThrownBy(() -> split(JSONP, utf8("d=3:::%c3"))).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void a_body_of_very_many_packets_is_a_violation() {
        byte[] body = utf8("\ufffd3\ufffd8::".repeat(OldFrames.MAX_PACKETS + 1));

        assertThatThrownBy(() -> split(PLAIN, body)).isInstanceOf(ProtocolViolation.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x=1", "d=", "d=%22", "d=%22%5Cq%22", "d", "%", "d=%22a%22b"})
    void a_form_without_a_packet_is_taken_and_ignored(String form) {
        assertThat(split(JSONP, utf8(form))).isEmpty();
    }

    @Test
    void a_form_may_have_other_fields_and_odd_escapes() {
        assertThat(split(JSONP, utf8("x=1&d=3%3A%3A%3A100%&y"))).containsExactly("3:::100%");
    }

    @Test
    void random_bodies_raise_nothing_but_violations() {
        Random random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            byte[] body = new byte[random.nextInt(24)];
            byte[] alphabet = utf8("\ufffd0123:d=%\"\\5\u20ac");
            for (int i = 0; i < body.length; i++) {
                body[i] = alphabet[random.nextInt(alphabet.length)];
            }
            for (BodyFraming framing : List.of(PLAIN, JSONP)) {
                try {
                    split(framing, body);
                } catch (ProtocolViolation allowed) {
                    assertThat(allowed).hasMessageNotContaining("\ufffd");
                }
            }
        }
    }

    @Test
    void odd_content_types_are_accepted_and_the_answer_is_one() {
        assertThat(PLAIN.accepts(null)).isTrue();
        assertThat(PLAIN.accepts("application/octet-stream")).isTrue();
        assertThat(PLAIN.accepted().content()).hasToString("1");
    }

    private static List<String> split(BodyFraming framing, byte[] body) {
        List<String> frames = new ArrayList<>();
        framing.split(null, body).forEach(frame -> frames.add(text(frame)));
        return frames;
    }

    private static String frameText(String packet) {
        return text(Old.frame(packet));
    }

    private static String text(Frame frame) {
        return OldFraming.PLAIN.encode(frame).toString();
    }

    private static WireMessage wire(String text) {
        return new WireMessage(TextPayload.of(text), false);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
