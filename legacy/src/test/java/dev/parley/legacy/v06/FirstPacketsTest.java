package dev.parley.legacy.v06;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.json.jackson.JacksonCodec;
import dev.parley.legacy.Vectors;
import dev.parley.legacy.options.LegacyOptions;
import dev.parley.protocol.dialect.Codecs;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.parser.DecodeLimits;
import dev.parley.protocol.parser.DefaultParser;
import dev.parley.protocol.parser.NotExpressibleException;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocol: Socket.IO 0.6, "Flags inside a message". */
class FirstPacketsTest {
    private static final JacksonCodec JSON = JacksonCodec.create();
    private static final Codecs CODECS = new Codecs(JSON, new DefaultParser(JSON));

    private final SocketIo06 dialect = new SocketIo06();
    private final SocketIo06 mapped = new SocketIo06(LegacyOptions.V0_6.withEventsAsJson(true));

    /** Numbers, booleans and null have no words of their own in the old encoder; we send them as JSON. */
    static Stream<Map<String, Object>> encode() {
        return Vectors.of("06-encode").filter(vector -> {
            Object message = vector.get("message");
            return message instanceof String || message instanceof Map;
        });
    }

    @ParameterizedTest
    @MethodSource("encode")
    void a_message_is_written_as_described(Map<String, Object> vector) {
        Payload wire = MessageFrames.write(encode(dialect, message(vector.get("message"))));

        assertThat(wire).hasToString((String) vector.get("wire"));
        assertThat(HexFormat.of().formatHex(wire.toByteArray())).isEqualTo(vector.get("utf8hex"));
    }

    @Test
    void what_is_neither_text_nor_an_object_goes_as_json() {
        assertThat(encode(dialect, message(5))).hasToString("~j~5");
        assertThat(encode(dialect, message(null))).hasToString("~j~null");
        assertThat(encode(dialect, message(new int[] {1, 2}))).hasToString("~j~[1,2]");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            ~h~,     ~j~"~h~"
            ~h~1,    ~j~"~h~1"
            ~j~{},   ~j~"~j~{}"
            """)
    void text_that_looks_like_something_else_goes_as_json(String text, String wire) {
        assertThat(encode(dialect, message(text))).hasToString(wire);
    }

    @Test
    void the_answer_to_joining_is_the_id() {
        Args accepted = dialect.connectRules().accepted("abc", null);

        assertThat(encode(dialect, new Packet.Connect("/", accepted))).hasToString("abc");
    }

    @Test
    void text_and_json_are_the_event_message() {
        assertEvent(decode(dialect, "hello"), "message", "hello");
        assertEvent(decode(dialect, ""), "message", "");
        assertEvent(decode(dialect, "~j~{\"a\":1}"), "message", Map.of("a", 1));
        assertEvent(decode(dialect, "~j~\"~h~\""), "message", "~h~");
    }

    @ParameterizedTest
    @ValueSource(strings = {"~j~", "~j~{", "~j~{} x", "~j~\u20ac"})
    void json_that_is_none_is_ignored(String wire) {
        assertThat(decode(dialect, wire)).isNull();
        assertThat(decode(mapped, wire)).isNull();
    }

    @Test
    void other_events_acks_and_binary_are_refused() {
        assertThatThrownBy(() -> encode(dialect, event("chat", "x")))
                .isInstanceOf(NotExpressibleException.class)
                .hasMessageContaining("eventsAsJson");
        assertThatThrownBy(() -> encode(dialect, new Packet.Event("/", "message", Args.of("x"), 1)))
                .isInstanceOf(NotExpressibleException.class)
                .hasMessageContaining("acknowledgements");
        assertThatThrownBy(() -> encode(dialect, message(new byte[] {1})))
                .isInstanceOf(NotExpressibleException.class)
                .hasMessageContaining("binary");
        assertThatThrownBy(() -> encode(dialect, new Packet.Event("/chat", "message", Args.of("x"), Packet.NO_ACK)))
                .isInstanceOf(NotExpressibleException.class)
                .hasMessageContaining("namespaces");
    }

    @Test
    void events_travel_as_json_if_that_is_set() {
        assertThat(encode(mapped, event("chat", "x", 1))).hasToString("~j~{\"event\":\"chat\",\"args\":[\"x\",1]}");
        assertThat(encode(mapped, message("x"))).hasToString("x");
        assertEvent(decode(mapped, "~j~{\"event\":\"chat\",\"args\":[\"x\"]}"), "chat", "x");
        assertEvent(decode(mapped, "~j~{\"a\":1}"), "message", Map.of("a", 1));
        assertThat(decode(mapped, "~j~{\"event\":\"disconnect\",\"args\":[]}")).isNull();
        assertEvent(
                decode(dialect, "~j~{\"event\":\"chat\",\"args\":[]}"),
                "message",
                Map.of("event", "chat", "args", Collections.emptyList()));
    }

    private static void assertEvent(Packet packet, String name, Object value) {
        Packet.Event event = (Packet.Event) packet;
        assertThat(event.namespace()).isEqualTo("/");
        assertThat(event.name()).isEqualTo(name);
        assertThat(event.args().toList()).isEqualTo(Collections.singletonList(value));
        assertThat(event.wantsAck()).isFalse();
    }

    private static Payload encode(SocketIo06 dialect, Packet packet) {
        return dialect.encoder(CODECS).encode(packet, false).messages().get(0);
    }

    private static Packet decode(SocketIo06 dialect, String wire) {
        return dialect.newDecoder(CODECS, DecodeLimits.DEFAULT).decode(TextPayload.of(wire));
    }

    private static Packet message(Object value) {
        return event("message", value);
    }

    private static Packet event(String name, Object... values) {
        return new Packet.Event("/", name, Args.of(values), Packet.NO_ACK);
    }
}
