package dev.parley.server.adapter;

import dev.parley.protocol.packet.Packet;
import dev.parley.protocol.parser.EncodedPacket;
import dev.parley.protocol.parser.NotExpressibleException;
import dev.parley.protocol.parser.PacketEncoder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A packet on its way to any number of sockets, encoded once for each kind of encoder among them: nearly always one.
 *
 * <p><b>Threads:</b> any; two that ask first at the same time may both encode, harmlessly.
 */
public final class SharedPacket {
    private static final Logger LOG = LoggerFactory.getLogger(SharedPacket.class);
    private static final int FEW = 256;

    private final Packet packet;
    private final boolean compress;
    private final @Nullable SharedPacket recoverable;

    /** About how many got it: threads that deliver it at the same time may count one instead of two. */
    private int receivers;

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

    /** Counts a receiver, and says whether there are so many that this one may wait for those who are sent something else. */
    public boolean goesToMany() {
        return ++receivers > FEW;
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
        for (Encoded form = known; form != Encoded.NONE; form = form.next) {
            if (form.encoder == encoder) {
                return form.get();
            }
        }
        Encoded made = new Encoded(encoder, packet, compress, known);
        encoded = made;
        return made.get();
    }

    /** What one encoder made of the packet: its bytes, or that it has no words for it, which is found out once, too. */
    private static final class Encoded {
        static final Encoded NONE = new Encoded();

        final @Nullable PacketEncoder encoder;
        final Encoded next;
        private final @Nullable EncodedPacket bytes;
        private final @Nullable NotExpressibleException refusal;

        private Encoded() {
            this.encoder = null;
            this.bytes = null;
            this.refusal = null;
            this.next = this;
        }

        Encoded(PacketEncoder encoder, Packet packet, boolean compress, Encoded next) {
            EncodedPacket made = null;
            NotExpressibleException refused = null;
            try {
                made = encoder.encode(packet, compress);
            } catch (NotExpressibleException e) {
                refused = e;
                LOG.debug("not sent: {}", e.getMessage());
            }
            this.encoder = encoder;
            this.bytes = made;
            this.refusal = refused;
            this.next = next;
        }

        EncodedPacket get() {
            if (refusal != null) {
                throw refusal; // it has no stack trace that would be another's
            }
            return Objects.requireNonNull(bytes);
        }
    }
}
