package dev.parley.legacy.v09;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.legacy.Vectors;
import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.parser.NotExpressibleException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Protocol: Socket.IO 0.9, "Packets". */
class OldEncoderTest {
    /**
     * All but what a server of ours never says: simple acks (it always asks with a plus), queries of namespaces, and
     * errors of a whole transport, which are refusals.
     */
    static Stream<Map<String, Object>> vectors() {
        return Vectors.of("09-encode").filter(vector -> {
            Map<?, ?> packet = (Map<?, ?>) vector.get("packet");
            boolean isSimpleAck = Boolean.TRUE.equals(packet.get("ack"));
            boolean isRefusal = packet.containsKey("reason") && !packet.containsKey("endpoint");
            return !isSimpleAck && !isRefusal && !packet.containsKey("qs");
        });
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void a_packet_is_written_as_described(Map<String, Object> vector) {
        Map<?, ?> packet = (Map<?, ?>) vector.get("packet");
        String namespace = packet.containsKey("endpoint") ? (String) packet.get("endpoint") : "/";
        Object id = packet.get("id");
        long ackId = id == null ? Packet.NO_ACK : ((Number) id).longValue();

        String wire = switch ((String) packet.get("type")) {
            case "heartbeat" -> OldFraming.PLAIN.encode(Frame.PING).toString();
            case "noop" -> OldFraming.PLAIN.encode(Frame.NOOP).toString();
            case "disconnect" -> Old.encode(new Packet.Disconnect(namespace));
            case "connect" -> Old.encode(new Packet.Connect(namespace, Args.NONE));
            case "message", "json" ->
                Old.encode(new Packet.Event(
                        namespace, "message", Args.ofList(Collections.singletonList(packet.get("data"))), ackId));
            case "event" -> Old.encode(new Packet.Event(namespace, (String) packet.get("name"), args(packet), ackId));
            case "ack" ->
                Old.encode(new Packet.Ack(namespace, args(packet), Long.parseLong((String) packet.get("ackId"))));
            default ->
                Old.encode(new Packet.ConnectError(
                        namespace, Old.DIALECT.connectRules().refused(String.valueOf(packet.get("reason")), null)));
        };

        // A string is sent as text, which clients deliver alike.
        String expected = vector.get("wire").equals("4:::\"s\"") ? "3:::s" : (String) vector.get("wire");
        assertThat(wire).isEqualTo(expected);
    }

    private static Args args(Map<?, ?> packet) {
        return packet.containsKey("args") ? Args.ofList((List<?>) packet.get("args")) : Args.NONE;
    }

    @Test
    void text_that_clients_0_7_would_lose_goes_as_json() {
        assertThat(Old.encode(message("line1\nline2"))).isEqualTo("4:::\"line1\\nline2\"");
        assertThat(Old.encode(message("a\rb"))).isEqualTo("4:::\"a\\rb\"");
        assertThat(Old.encode(message("a" + (char) 0x2028 + "b"))).isEqualTo("4:::\"a\\u2028b\"");
        assertThat(Old.encode(message("half " + (char) 0xd83d))).isEqualTo("4:::\"half \\ud83d\"");
        assertThat(Old.encode(message("whole \ud83d\ude00"))).isEqualTo("3:::whole \ud83d\ude00");
    }

    @Test
    void nothing_that_ends_a_line_of_script_is_left_in_json() {
        Packet event = new Packet.Event("/", "a\u2028b", Args.of("c\u2029d\n", Map.of("k\n", "v")), Packet.NO_ACK);

        assertThat(Old.encode(event))
                .isEqualTo("5:::{\"name\":\"a\\u2028b\",\"args\":[\"c\\u2029d\\n\",{\"k\\n\":\"v\"}]}");
    }

    @Test
    void received_arguments_are_sent_on_without_the_line_breaks_between_them() {
        Args received = ((Packet.Event) Old.decode("5:::{\"name\":\"e\",\"args\":[1,\n{\"a\":\r\n2}]}")).args();

        assertThat(Old.encode(new Packet.Event("/n", "f", received, 0)))
                .isEqualTo("5:0+:/n:{\"name\":\"f\",\"args\":[1, {\"a\":  2}]}");
    }

    @Test
    void binary_data_is_refused_wherever_it_hides() {
        assertThatThrownBy(() -> Old.encode(message(new byte[] {1}))).isInstanceOf(NotExpressibleException.class);
        assertThatThrownBy(() -> Old.encode(new Packet.Event(
                        "/", "e", Args.of(1, Map.of("deep", List.of(new byte[0]))), Packet.NO_ACK)))
                .isInstanceOf(NotExpressibleException.class)
                .hasMessageContaining("binary");
        assertThatThrownBy(() -> Old.encode(new Packet.Ack("/", Args.of(new byte[] {1}), 1)))
                .isInstanceOf(NotExpressibleException.class);
    }

    @Test
    void a_namespace_with_a_colon_has_no_words() {
        assertThatThrownBy(() -> Old.encode(new Packet.Connect("/a:b", Args.NONE)))
                .isInstanceOf(NotExpressibleException.class)
                .hasMessageContaining("colon");
    }

    @Test
    void the_event_message_with_more_or_fewer_arguments_stays_an_event() {
        assertThat(Old.encode(new Packet.Event("/", "message", Args.of("a", "b"), Packet.NO_ACK)))
                .isEqualTo("5:::{\"name\":\"message\",\"args\":[\"a\",\"b\"]}");
        assertThat(Old.encode(new Packet.Event("/", "message", Args.NONE, Packet.NO_ACK)))
                .isEqualTo("5:::{\"name\":\"message\"}");
    }

    @Test
    void the_encoder_of_the_same_codecs_is_always_the_same() {
        assertThat(Old.DIALECT.encoder(Old.CODECS)).isSameAs(Old.DIALECT.encoder(Old.CODECS));
    }

    private static Packet message(Object value) {
        return new Packet.Event("/", "message", Args.of(value), Packet.NO_ACK);
    }
}
