package dev.parley.protocol.parser;

import dev.parley.protocol.packet.Packet;

/** Writes packets. Stateless; any thread. */
@FunctionalInterface
public interface PacketEncoder {
    /**
     * Encodes {@code packet}.
     *
     * @param compressible whether transports may compress it
     * @throws IllegalArgumentException if a value cannot be serialised
     * @throws NotExpressibleException if this generation of the protocol has no words for it
     */
    EncodedPacket encode(Packet packet, boolean compressible);
}
