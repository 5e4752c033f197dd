package dev.parley.protocol.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.json.RandomJson;
import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.payload.BinaryPayload;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Packets made at random. Run one seed again with {@code -Dparley.seed=...}. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DamagedPacketsTest {
    private static final int ROUNDS = 20_000;

    private final long seed = RandomJson.seed();
    private final RandomJson random = new RandomJson(seed);

    @Test
    void a_damaged_packet_is_a_violation_or_a_packet_whose_values_can_be_read() {
        int violations = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String wire = random.damaged("2/chat,17" + random.event(4));
            try {
                read(Packets.decoder().decode(TextPayload.of(wire)));
            } catch (ProtocolViolation violation) {
                violations++;
            } catch (RuntimeException other) {
                throw new AssertionError("seed " + seed + ": " + wire, other);
            }
        }

        assertThat(violations).as("seed %d", seed).isBetween(ROUNDS / 10, ROUNDS - ROUNDS / 100);
    }

    @Test
    void a_damaged_binary_packet_is_a_violation_or_a_packet_whose_values_can_be_read() {
        for (int i = 0; i < ROUNDS; i++) {
            String wire = random.damaged(
                    "51-[\"e\",{\"a\":" + random.value(2) + ",\"b\":[{\"_placeholder\":true,\"num\":0}]}]");
            try {
                PacketDecoder decoder = Packets.decoder();
                Packet packet = decoder.decode(TextPayload.of(wire));
                assertThat(decoder.isWaiting()).isEqualTo(packet == null);
                read(packet != null ? packet : decoder.decode(BinaryPayload.of(new byte[] {1})));
            } catch (ProtocolViolation violation) {
                // What most of them are.
            } catch (RuntimeException other) {
                throw new AssertionError("seed " + seed + ": " + wire, other);
            }
        }
    }

    @Test
    void what_is_received_is_sent_on_without_a_change() {
        for (int i = 0; i < ROUNDS / 4; i++) {
            String wire = "2" + random.event(5);
            Packet.Event event = (Packet.Event) Packets.decoder().decode(TextPayload.of(wire));
            Payload again = Packets.encode(event).messages().get(0);
            Packet.Event second = (Packet.Event) Packets.decoder().decode(again);

            assertThat(second.args())
                    .as("seed %d: %s", seed, wire)
                    .hasToString(event.args().toString());
            assertThat(second.args().toList())
                    .as("seed %d: %s", seed, wire)
                    .isEqualTo(event.args().toList());
        }
    }

    @Test
    void what_is_read_and_written_again_has_the_same_values() {
        for (int i = 0; i < ROUNDS / 4; i++) {
            String wire = "2" + random.event(5);
            Packet.Event event = (Packet.Event) Packets.decoder().decode(TextPayload.of(wire));
            Args values = Args.ofList(event.args().toList());
            Payload again = Packets.encode(new Packet.Event("/", "e", values, Packet.NO_ACK))
                    .messages()
                    .get(0);
            Packet.Event second = (Packet.Event) Packets.decoder().decode(again);

            assertThat(second.args().toList())
                    .as("seed %d: %s", seed, wire)
                    .isEqualTo(event.args().toList());
        }
    }

    private static void read(Packet packet) {
        Args args = argsOf(packet);
        for (int i = 0; i < args.size(); i++) {
            args.get(i);
        }
        assertThat(args.get(args.size())).isNull();
    }

    private static Args argsOf(Packet packet) {
        if (packet instanceof Packet.Event event) {
            return event.args();
        }
        if (packet instanceof Packet.Ack ack) {
            return ack.args();
        }
        return packet instanceof Packet.Connect connect ? connect.data() : Args.NONE;
    }
}
