package dev.parley.legacy.v09;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.parley.legacy.Vectors;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.FrameType;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.TextPayload;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Protocol: Socket.IO 0.9, "Packets" and "Acknowledgements". */
class OldDecoderTest {
    static Stream<Map<String, Object>> vectors() {
        return Vectors.of("09-decode");
    }

    static Stream<Map<String, Object>> malformed() {
        return Vectors.of("09-malformed");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    @SuppressWarnings("unchecked")
    void a_packet_of_the_description_is_read_as_described(Map<String, Object> vector) {
        String wire = (String) vector.get("wire");
        Map<String, Object> expected = (Map<String, Object>) vector.get("packet");
        Frame frame = Old.frame(wire);
        var decoder = Old.decoder();
        Packet packet = frame.type() == FrameType.MESSAGE ? decoder.decode(frame.data()) : null;

        String endpoint = (String) expected.get("endpoint");
        String namespace = endpoint.isEmpty() ? "/" : endpoint;
        boolean wantsData = "data".equals(expected.get("ack"));
        long ackId = wantsData ? Long.parseLong((String) expected.get("id")) : Packet.NO_ACK;
        switch ((String) expected.get("type")) {
            case "heartbeat" -> assertThat(frame).isSameAs(Frame.PONG);
            case "disconnect" -> {
                if (endpoint.isEmpty()) {
                    assertThat(frame).isSameAs(Frame.CLOSE);
                } else {
                    assertThat(packet).isEqualTo(new Packet.Disconnect(namespace));
                }
            }
            case "connect" ->
                assertThat(((Packet.Connect) packet).namespace()).isEqualTo(namespace + expected.get("qs"));
            case "message", "json" ->
                assertEvent(
                        packet, namespace, "message", java.util.Collections.singletonList(expected.get("data")), ackId);
            case "event" ->
                assertEvent(packet, namespace, (String) expected.get("name"), (List<?>) expected.get("args"), ackId);
            case "ack" -> {
                Packet.Ack ack = (Packet.Ack) packet;
                assertThat(ack.namespace()).isEqualTo(namespace);
                assertThat(ack.ackId()).isEqualTo(Long.parseLong((String) expected.get("ackId")));
                assertThat(ack.args().toList()).isEqualTo(expected.get("args"));
            }
            default -> assertThat(packet).isNull(); // errors and noops say nothing to a server
        }
        boolean owesReceipt = Boolean.TRUE.equals(expected.get("ack"));
        assertThat(decoder.takeReceipt() != null).isEqualTo(owesReceipt);
    }

    private static void assertEvent(Packet packet, String namespace, String name, List<?> args, long ackId) {
        Packet.Event event = (Packet.Event) packet;
        assertThat(event.namespace()).isEqualTo(namespace);
        assertThat(event.name()).isEqualTo(name);
        assertThat(event.args().toList()).isEqualTo(args);
        assertThat(event.ackId()).isEqualTo(ackId);
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void nothing_malformed_raises(Map<String, Object> vector) {
        Frame frame = Old.frame((String) vector.get("wire"));

        assertThatCode(() -> Old.decoder().decode(frame.data())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            0
            8
            abc
            9::
            33:::y
            x3:::y
            3:-1::y
            3:1234567890123456::y
            4:::{bad
            4:::
            5:::bad
            5:::{}
            5:::{"name":1}
            5:::["name"]
            5:::{"name":"e","args":{}}
            5:::{"name":"disconnect"}
            5:::{"name":"e","args":[1]} x
            6:::
            6:::x
            7::/x:9+9
            8::
            """)
    void what_is_no_packet_is_ignored(String wire) {
        assertThat(Old.decode(wire)).isNull();
    }

    @Test
    void an_ack_whose_values_cannot_be_read_has_none() {
        assertThat(((Packet.Ack) Old.decode("6:::1+{\"++]")).args().size()).isZero();
        assertThat(((Packet.Ack) Old.decode("6:::1+")).args().size()).isZero();
    }

    @Test
    void a_simple_ack_is_owed_once_and_the_application_is_not_asked() {
        var decoder = Old.decoder();

        Packet.Event event = (Packet.Event) decoder.decode(TextPayload.of("5:3:/chat:{\"name\":\"e\"}"));

        assertThat(event.wantsAck()).isFalse();
        assertThat(Old.encode(decoder.takeReceipt())).isEqualTo("6::/chat:3");
        assertThat(decoder.takeReceipt()).isNull();
    }

    @Test
    void the_query_of_an_endpoint_is_found_wherever_it_stands() {
        for (String wire : List.of("1::/chat?a=b", "1::/chat:?a=b", "1::/chat:a=b")) {
            var request = Old.DIALECT.connectRules().request((Packet.Connect) Old.decode(wire));

            assertThat(request.namespace()).isEqualTo("/chat");
            assertThat(request.query().first("a")).isEqualTo("b");
        }
    }

    @Test
    void of_a_repeated_member_the_last_counts_and_order_does_not_matter() {
        Packet.Event event = (Packet.Event) Old.decode(
                "5:::{ \"args\" : [ 1 , \"}\\\"{\" ] ,\"x\":{\"name\":\"no\"}, \"name\":\"a\" , \"name\":\"b\" }");

        assertThat(event.name()).isEqualTo("b");
        assertThat(event.args().toList()).containsExactly(1, "}\"{");
    }

    @Test
    void binary_messages_are_ignored() {
        assertThat(Old.decoder().decode(BinaryPayload.of(new byte[] {51, 58, 58})))
                .isNull();
    }

    @Test
    void names_over_the_limit_are_ignored() {
        assertThat(Old.decode("5:::{\"name\":\"" + "n".repeat(1025) + "\"}")).isNull();
        assertThat(Old.decode("1::/" + "n".repeat(1025))).isNull();
    }

    @Test
    void random_text_never_raises() {
        long seed = 20261121;
        Random random = new Random(seed);
        String alphabet = "0123456789:+/?{}[]\",.namergs \\u\ufffd\u20ac";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder wire = new StringBuilder();
            for (int i = random.nextInt(24); i > 0; i--) {
                wire.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Frame frame = Old.frame(wire.toString());
            assertThatCode(() -> Old.decoder().decode(frame.data()))
                    .as("seed %s: %s", seed, wire)
                    .doesNotThrowAnyException();
        }
    }
}
