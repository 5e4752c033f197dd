package dev.parley.parser.msgpack;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.json.PlainJson;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.parser.DecodeLimits;
import dev.parley.protocol.payload.BinaryPayload;

/** Any bytes are a packet or a violation. How to search for new inputs is told in {@code DecoderFuzzTest}. */
class MsgpackFuzzTest {
    private static final MsgpackParser PARSER = new MsgpackParser(new PlainJson());

    @FuzzTest(maxDuration = "60s")
    void packets(byte[] input) {
        try {
            Packet packet = PARSER.newDecoder(DecodeLimits.DEFAULT).decode(BinaryPayload.of(input));
            if (packet instanceof Packet.Event event) {
                event.args().toList();
            }
            PARSER.encoder().encode(packet, true);
        } catch (ProtocolViolation violation) {
            // The other outcome that is allowed.
        }
    }
}
