package dev.parley.protocol.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EncodedPacketTest {
    /** Texts with a mark in front, attachments as they are. */
    private static final Framing MARKED = new Framing() {
        @Override
        public Frame decode(Payload message) {
            return Frame.message(message);
        }

        @Override
        public Payload encode(Frame frame) {
            return frame.data() instanceof TextPayload text ? text.precededBy('!') : frame.data();
        }
    };

    @Test
    void what_many_get_is_framed_once() {
        EncodedPacket packet = encoded("a");

        assertThat(messages(packet).get(0)).isSameAs(messages(packet).get(0));
    }

    @Test
    void what_one_client_gets_is_the_same_each_time_it_is_framed() {
        EncodedPacket packet = encoded("a").forOne();

        assertThat(payloads(packet)).isEqualTo(payloads(encoded("a")));
        assertThat(payloads(packet)).containsExactly(TextPayload.of("!2[\"say\",\"a\"]"));
    }

    @Test
    void what_one_client_gets_keeps_its_attachments_in_their_order() {
        EncodedPacket packet = encoded(new byte[] {1}, new byte[] {2}).forOne();

        assertThat(payloads(packet)).hasSize(3).isEqualTo(payloads(encoded(new byte[] {1}, new byte[] {2})));
    }

    private static EncodedPacket encoded(Object... values) {
        return Packets.PARSER.encoder().encode(new Packet.Event("/", "say", Args.of(values), Packet.NO_ACK), true);
    }

    private static List<Payload> payloads(EncodedPacket packet) {
        return messages(packet).stream().map(WireMessage::payload).toList();
    }

    private static List<WireMessage> messages(EncodedPacket packet) {
        List<WireMessage> batch = new ArrayList<>();
        packet.addTo(batch, MARKED);
        return batch;
    }
}
