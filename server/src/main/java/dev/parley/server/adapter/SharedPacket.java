package dev.parley.server.adapter;

import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.parser.EncodedPacket;
import dev.parley.protocol.parser.PacketEncoder;
import org.jspecify.annotations.Nullable;

/**
 * A packet on its way to any number of sockets, encoded once for each kind of encoder among them: nearly always one.
 *
 * <p><b>Threads:</b> any; two that ask first at the same time may both encode, harmlessly.
 */
public final class SharedPacket {
    private final Packet packet;
    private final boolean compress;
    private final @Nullable SharedPacket recoverable;

    private volatile Encoded encoded = Encoded.NONE;

    /** A packet, not encoded yet. */
    public SharedPacket(Packet packet, boolean compress) {
        this(packet, compress, null);
    }

    /** A packet that has another form, with an offset, for clients that can recover. */
    SharedPacket(Packet packet, boolean compress, @Nullable SharedPacket recoverable) {
        this.packet = packet;
        this.compress = compress;
        this.recoverable = recoverable;
    }

    /** The form for a client that can recover, or cannot. */
    public SharedPacket formFor(boolean canRecover) {
        return canRecover && recoverable != null ? recoverable : this;
    }

    /** The packet. */
    public Packet packet() {
        return packet;
    }

    /**
     * The packet as {@code encoder} writes it.
     *
     * @throws IllegalArgumentException if a value cannot be written
     * @throws dev.parley.protocol.parser.NotExpressibleException if the generation has no words for it
     */
    public EncodedPacket encodedBy(PacketEncoder encoder) {
        Encoded known = encoded;
        for (Encoded form = known; form.packet != null; form = form.next) {
            if (form.encoder == encoder) {
                return form.packet;
            }
        }
        EncodedPacket made = encoder.encode(packet, compress);
        encoded = new Encoded(encoder, made, known);
        return made;
    }

    private static final class Encoded {
        static final Encoded NONE = new Encoded();

        final @Nullable PacketEncoder encoder;
        final @Nullable EncodedPacket packet;
        final Encoded next;

        private Encoded() {
            this.encoder = null;
            this.packet = null;
            this.next = this;
        }

        Encoded(PacketEncoder encoder, EncodedPacket packet, Encoded next) {
            this.encoder = encoder;
            this.packet = packet;
            this.next = next;
        }
    }
}
