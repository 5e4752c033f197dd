package dev.parley.protocol.parser;

import static dev.parley.protocol.parser.Packets.decode;
import static dev.parley.protocol.parser.Packets.encode;
import static dev.parley.protocol.parser.Packets.messages;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.json.RawJson;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.packet.TextMap;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.TextPayload;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DefaultEncoderTest {
    @Test
    void connecting_leaving_and_refusing_are_written() {
        assertThat(messages(new Packet.Connect("/", Args.NONE))).containsExactly("0");
        assertThat(messages(new Packet.Connect("/chat", Args.NONE))).containsExactly("0/chat,");
        assertThat(messages(new Packet.Connect("/chat", Args.of(Map.of("sid", "x")))))
                .containsExactly("0/chat,{'sid':'x'}");
        assertThat(messages(new Packet.Connect("/", Args.of(TextMap.of("sid", "x", "pid", "\n")))))
                .containsExactly("0{'sid':'x','pid':'\\n'}");
        assertThat(messages(new Packet.Connect("/", Args.of(TextMap.of())))).containsExactly("0{}");
        assertThat(messages(new Packet.Disconnect("/"))).containsExactly("1");
        assertThat(messages(new Packet.Disconnect("/chat"))).containsExactly("1/chat,");
        assertThat(messages(new Packet.ConnectError("/", Args.of("Not authorized"))))
                .containsExactly("4'Not authorized'");
        assertThat(messages(new Packet.ConnectError("/chat", Args.of(Map.of("code", 7)))))
                .containsExactly("4/chat,{'code':7}");
    }

    @Test
    void events_and_acks_are_written() {
        assertThat(messages(event("/", "hello", Packet.NO_ACK, 1))).containsExactly("2['hello',1]");
        assertThat(messages(event("/chat", "ev", 0, "cc"))).containsExactly("2/chat,0['ev','cc']");
        assertThat(messages(event("/", "e", (1L << 53) - 1))).containsExactly("29007199254740991['e']");
        assertThat(messages(new Packet.Ack("/", Args.NONE, 13))).containsExactly("313[]");
        assertThat(messages(new Packet.Ack("/chat", Args.of("r1", null), 0))).containsExactly("3/chat,0['r1',null]");
    }

    @Test
    void simple_values_are_written_as_javascript_does() {
        Args args = Args.of(
                true,
                false,
                null,
                0,
                -1,
                Integer.MIN_VALUE,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                1.5,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                "",
                "a\"\\\b\f\n\r\t\u0001\u007f/é€\uD83D\uDE00");

        assertThat(encode(new Packet.Ack("/", args, 0)).messages())
                .containsExactly(
                        TextPayload.of(
                                "30[true,false,null,0,-1,-2147483648,-9223372036854775808,"
                                        + "9223372036854775807,1.5,null,null,\"\",\"a\\\"\\\\\\b\\f\\n\\r\\t\\u0001\u007f/é€\uD83D\uDE00\"]"));
    }

    @Test
    void a_lone_surrogate_is_escaped() {
        assertThat(messages(event("/", "e", Packet.NO_ACK, "a\uD83D", "\uDE00b", "\uDE00\uD83D")))
                .containsExactly("2['e','a\\ud83d','\\ude00b','\\ude00\\ud83d']");
    }

    @Test
    void binary_values_become_attachments_at_any_depth() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("a", new byte[] {1, 2, 3});
        object.put("b", List.of(new byte[] {-1}, "x"));
        object.put("c", 1);

        assertThat(messages(event("/", "bin", Packet.NO_ACK, object)))
                .containsExactly(
                        "52-['bin',{'a':{'_placeholder':true,'num':0},'b':[{'_placeholder':true,'num':1},'x'],'c':1}]",
                        "010203",
                        "ff");
        assertThat(messages(event("/admin", "project:delete", 456, ByteBuffer.wrap(new byte[] {0, 1, 2, 3}, 1, 3))))
                .containsExactly("51-/admin,456['project:delete',{'_placeholder':true,'num':0}]", "010203");
        assertThat(messages(new Packet.Ack("/chat", Args.of("r1", BinaryPayload.of(new byte[] {9, 8})), 0)))
                .containsExactly("61-/chat,0['r1',{'_placeholder':true,'num':0}]", "0908");
        assertThat(messages(new Packet.Ack("/", Args.of((Object) new byte[0]), 0)))
                .containsExactly("61-0[{'_placeholder':true,'num':0}]", "");
    }

    @Test
    void more_than_ten_attachments_have_a_number_of_two_digits() {
        List<Object> twelve = new ArrayList<>();
        for (byte i = 0; i < 12; i++) {
            twelve.add(new byte[] {i});
        }

        assertThat(messages(new Packet.Event("/", "e", Args.ofList(twelve), 7)).get(0))
                .startsWith("512-7['e',{'_placeholder':true,'num':0},")
                .endsWith(",{'_placeholder':true,'num':11}]");
    }

    @Test
    void received_arguments_are_passed_on_byte_by_byte() {
        var event = (Packet.Event) decode("2/a,5['say', 1e2 ,{ 'x' : '\\u0041' } ]");

        assertThat(messages(new Packet.Event("/", "said", event.args(), Packet.NO_ACK)))
                .containsExactly("2['said',1e2 ,{ 'x' : '\\u0041' }]");
        assertThat(messages(new Packet.Ack("/b", event.args(), 1))).containsExactly("3/b,1[1e2 ,{ 'x' : '\\u0041' }]");
    }

    @Test
    void received_attachments_are_passed_on_with_new_numbers() {
        var event = (Packet.Event)
                decode("52-['e',{'a':{'_placeholder':true,'num':1}},[ {'num': 0,'_placeholder':true} ],3]", "00", "11");

        assertThat(messages(new Packet.Event("/", "again", event.args(), Packet.NO_ACK)))
                .containsExactly(
                        "52-['again',{'a':{'_placeholder':true,'num':0}},[ {'_placeholder':true,'num':1} ],3]",
                        "11",
                        "00");
        assertThat(messages(event(
                        "/", "one", Packet.NO_ACK, new byte[] {5}, event.args().get(1, RawJson.class))))
                .containsExactly(
                        "52-['one',{'_placeholder':true,'num':0},[ {'_placeholder':true,'num':1} ]]", "05", "00");
    }

    @Test
    void received_arguments_can_be_extended() {
        var event = (Packet.Event) decode("51-['e',{'_placeholder':true,'num':0}]", "77");

        assertThat(messages(new Packet.Event("/", "e", event.args().with("offset"), Packet.NO_ACK)))
                .containsExactly("51-['e',{'_placeholder':true,'num':0},'offset']", "77");
        assertThat(messages(new Packet.Event("/", "e", Args.NONE.with(1).with(null), Packet.NO_ACK)))
                .containsExactly("2['e',1,null]");
    }

    @Test
    void no_event_is_passed_on_as_no_arguments() {
        var event = (Packet.Event) decode("2['e']");

        assertThat(messages(new Packet.Event("/", "f", event.args(), 1))).containsExactly("21['f']");
        assertThat(messages(new Packet.Ack("/", event.args(), 1))).containsExactly("31[]");
    }

    @Test
    void the_digit_of_the_engine_stands_before_the_text_so_that_framing_copies_nothing() {
        TextPayload text = (TextPayload)
                encode(event("/", "e", Packet.NO_ACK, new byte[1])).messages().get(0);

        TextPayload framed = text.precededBy('4');

        assertThat(framed.array()).isSameAs(text.array());
        assertThat(framed.string()).startsWith("451-[");
    }

    private static Packet.Event event(String namespace, String name, long ackId, Object... args) {
        return new Packet.Event(namespace, name, Args.of(args), ackId);
    }
}
