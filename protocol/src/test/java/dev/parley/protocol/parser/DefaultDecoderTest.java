package dev.parley.protocol.parser;

import static dev.parley.protocol.parser.Packets.binary;
import static dev.parley.protocol.parser.Packets.decode;
import static dev.parley.protocol.parser.Packets.decoder;
import static dev.parley.protocol.parser.Packets.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.packet.Packet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DefaultDecoderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        2['hello']                        | /         | -1               | hello | []
        2['hello',1]                      | /         | -1               | hello | [1]
        20['hello']                       | /         | 0                | hello | []
        2/chat,12['a',null,true]          | /chat     | 12               | a     | [null,true]
        2/admin,456['project:delete',123] | /admin    | 456              | project:delete | [123]
        29007199254740991['a']            | /         | 9007199254740991 | a     | []
        2007['a']                         | /         | 7                | a     | []
        2[1]                              | /         | -1               | 1     | []
        2[-1.5e3,'x']                     | /         | -1               | -1.5e3 | ["x"]
        2[ 'a' , { 'b' : [ ] } ]          | /         | -1               | a     | [{ "b" : [ ] }]
        2/,['a']                          | /         | -1               | a     | []
        2/a b?c=d,['a']                   | /a b?c=d  | -1               | a     | []
        2['']                             | /         | -1               |       | []
        2['constructor']                  | /         | -1               | constructor | []
        2['__proto__']                    | /         | -1               | __proto__ | []
        2['connection']                   | /         | -1               | connection | []
        2['a\\u0062\\n']                  | /         | -1               | ab    | []
        2['a',{'_placeholder':true,'num':0}] | /      | -1               | a     | [{"_placeholder":true,"num":0}]
        """)
    void an_event_is_read(String wire, String namespace, long ackId, String name, String args) {
        var event = (Packet.Event) decode(wire.replace("\\\\", "\\"));

        assertThat(event.namespace()).isEqualTo(namespace);
        assertThat(event.ackId()).isEqualTo(ackId);
        assertThat(event.name().strip()).isEqualTo(name == null ? "" : name);
        assertThat(event.args()).hasToString(args);
    }

    @Test
    void a_name_is_what_came_whatever_came_before() {
        PacketDecoder decoder = decoder();

        List<String> names = Stream.of("'a'", "'a'", "'ab'", "'a\\u0062'", "'a'", "''", "'1'", "1", "'1'")
                .map(name -> (Packet.Event) decoder.decode(text("2[" + name + ",7]")))
                .map(Packet.Event::name)
                .toList();

        assertThat(names).containsExactly("a", "a", "ab", "ab", "a", "", "1", "1", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"})
    void a_reserved_name_is_refused_each_time_it_comes(String name) {
        PacketDecoder decoder = decoder();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> decoder.decode(text("2['" + name + "']")))
                    .isInstanceOf(ProtocolViolation.class)
                    .hasMessage("reserved event name");
        }
    }

    @Test
    void an_ack_is_read() {
        var ack = (Packet.Ack) decode("3/chat,0['r1',null]");

        assertThat(ack.namespace()).isEqualTo("/chat");
        assertThat(ack.ackId()).isZero();
        assertThat(ack.args().toList()).containsExactly("r1", null);
        assertThat(((Packet.Ack) decode("313[]")).args().size()).isZero();
    }

    @Test
    void connecting_and_leaving_are_read() {
        assertThat(((Packet.Connect) decode("0")).data().size()).isZero();
        assertThat(((Packet.Connect) decode("0/chat")).namespace()).isEqualTo("/chat");
        assertThat(((Packet.Connect) decode("0/chat,")).namespace()).isEqualTo("/chat");
        assertThat(((Packet.Connect) decode("0/chat?token=1,")).namespace()).isEqualTo("/chat?token=1");
        assertThat(((Packet.Connect) decode("0/a, {'token':1} ")).data().get(0)).isEqualTo(Map.of("token", 1));
        assertThat(decode("1")).isEqualTo(new Packet.Disconnect("/"));
        assertThat(decode("1/chat")).isEqualTo(new Packet.Disconnect("/chat"));
        assertThat(decode("1/chat,")).isEqualTo(new Packet.Disconnect("/chat"));
    }

    @Test
    void refusals_are_read() {
        assertThat(((Packet.ConnectError) decode("4'err'")).data().get(0)).isEqualTo("err");
        assertThat(((Packet.ConnectError) decode("4/chat,{'code':7}")).data().get(0))
                .isEqualTo(Map.of("code", 7));
    }

    @Test
    void a_binary_event_is_complete_with_its_last_attachment() {
        var decoder = decoder();

        var first = decoder.decode(
                text("52-/a,3['bin',{'a':{'_placeholder':true,'num':0},'b':[{'num':1,'_placeholder':true},'x']}]"));
        boolean waiting = decoder.isWaiting();
        var second = decoder.decode(binary("010203"));
        var event = (Packet.Event) decoder.decode(binary("ff"));

        assertThat(first).isNull();
        assertThat(waiting).isTrue();
        assertThat(second).isNull();
        assertThat(decoder.isWaiting()).isFalse();
        assertThat(event.namespace()).isEqualTo("/a");
        assertThat(event.ackId()).isEqualTo(3);
        Map<?, ?> value = (Map<?, ?>) event.args().get(0);
        assertThat((byte[]) value.get("a")).containsExactly(1, 2, 3);
        assertThat((byte[]) ((List<?>) value.get("b")).get(0)).containsExactly(0xff);
    }

    @Test
    void a_binary_ack_is_read() {
        var ack = (Packet.Ack) decode("61-/chat,0['r1',{'_placeholder':true,'num':0}]", "0908");

        assertThat(ack.args().get(1, byte[].class)).containsExactly(9, 8);
    }

    @Test
    void one_attachment_may_stand_in_two_places() {
        var event = (Packet.Event) decode("51-['a',{'_placeholder':true,'num':0},{'_placeholder':true,'num':0}]", "07");

        assertThat(event.args().get(0, byte[].class)).containsExactly(7);
        assertThat(event.args().get(1, byte[].class)).containsExactly(7);
    }

    @Test
    void an_object_whose_mark_is_escaped_is_no_placeholder() {
        var event = (Packet.Event)
                decode("51-['a',{'\\u005fplaceholder':true,'num':0},{'_placeholder':true,'num':0}]", "07");

        assertThat(event.args().get(0)).isEqualTo(Map.of("_placeholder", true, "num", 0));
    }

    @Test
    void text_is_refused_while_attachments_are_due() {
        var decoder = decoder();
        decoder.decode(text("51-['a',{'_placeholder':true,'num':0}]"));

        assertThatThrownBy(() -> decoder.decode(text("2['b']")))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessage("text while attachments are due");
    }

    @Test
    void an_attachment_without_packet_is_refused() {
        assertThatThrownBy(() -> decoder().decode(binary("01"))).isInstanceOf(ProtocolViolation.class);
        var decoder = decoder();
        decoder.decode(text("51-['a',{'_placeholder':true,'num':0}]"));
        decoder.decode(binary("01"));
        assertThatThrownBy(() -> decoder.decode(binary("01"))).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void attachments_are_limited_in_number_and_in_sum() {
        var limits = new DecodeLimits(2, 3, 512, 1000, 1000, 100);
        var two = "52-['a',{'_placeholder':true,'num':0},{'_placeholder':true,'num':1}]";

        var decoder = Packets.PARSER.newDecoder(limits);
        decoder.decode(text(two));
        decoder.decode(binary("0102"));
        assertThatThrownBy(() -> decoder.decode(binary("0304"))).hasMessage("attachments are too large");
        assertThatThrownBy(() -> Packets.PARSER.newDecoder(limits).decode(text("53-['a']")))
                .hasMessage("too many attachments");
    }

    @Test
    void names_are_limited_in_characters() {
        var limits = new DecodeLimits(2, 3, 512, 1000, 1000, 3);
        var decoder = Packets.PARSER.newDecoder(limits);

        assertThat(((Packet.Event) decoder.decode(text("2/€€,['€€€']"))).name()).isEqualTo("€€€");
        assertThat(((Packet.Event) decoder.decode(text("2['\\u20ac\\u20ac\\u20ac']"))).name())
                .isEqualTo("€€€");
        assertThatThrownBy(() -> decoder.decode(text("2['abcd']"))).hasMessage("event name is too long");
        assertThatThrownBy(() -> decoder.decode(text("2/abc,['a']"))).hasMessage("namespace is too long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"50-['a']", "60-1['a']"})
    void no_attachments_in_a_binary_packet_are_accepted_from_old_clients_only(String wire) {
        assertThat(Packets.PARSER.newTolerantDecoder(DecodeLimits.DEFAULT).decode(text(wire)))
                .isNotNull();
        assertThatThrownBy(() -> decode(wire)).isInstanceOf(ProtocolViolation.class);
    }
}
