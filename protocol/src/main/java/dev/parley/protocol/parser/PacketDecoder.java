package dev.parley.protocol.parser;

import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.payload.Payload;
import org.jspecify.annotations.Nullable;

/** Reads the packets of one session, collecting attachments. Belongs to the strand of the session. */
public interface PacketDecoder {
    /**
     * Takes the next message.
     *
     * @return the packet that it completes, or null if attachments are still to come or the generation ignores it
     * @throws ProtocolViolation if it is not allowed here; the session must end
     */
    @Nullable Packet decode(Payload message);

    /** Whether a packet waits for attachments; the engine bounds how long it may. */
    boolean isWaiting();

    /**
     * What the protocol itself owes the peer for the last message, to be sent before the packet is handled: the
     * acknowledgement of receipt that clients before 1.0 may ask for. Null for nothing; given once.
     */
    default @Nullable Packet takeReceipt() {
        return null;
    }
}
