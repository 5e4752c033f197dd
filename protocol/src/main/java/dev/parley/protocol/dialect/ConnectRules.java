package dev.parley.protocol.dialect;

import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How clients of one generation join namespaces, are refused and are named. Stateless; any thread. */
public interface ConnectRules {
    /** Whether the server joins a new session to {@code /} without being asked. */
    boolean joinsDefaultNamespace();

    /** What a connect packet asks for. */
    NamespaceRequest request(Packet.Connect packet);

    /** The id of the socket that session {@code sid} gets in {@code namespace}. */
    String socketId(String sid, String namespace, Supplier<String> freshId);

    /**
     * The data of the packet that accepts.
     *
     * @param id the id of the socket
     * @param privateId the secret to recover with, or null if recovery is off
     */
    Args accepted(String id, @Nullable String privateId);

    /** The data of the packet that refuses. */
    Args refused(String message, @Nullable Object data);

    /** The data of the packet that reports an unknown namespace. */
    default Args unknownNamespace() {
        return refused("Invalid namespace", null);
    }

    /**
     * Whether a packet for a namespace that the client has not joined, or a second connect packet, is ignored. If not,
     * it ends the session.
     */
    boolean ignoresStrayPackets();

    /**
     * Whether a client that comes by another transport, before it said anything, is told once more that it is in {@code /}:
     * what the transport before carried may never have reached it.
     */
    default boolean welcomesAgain() {
        return false;
    }

    /** Whether clients of this generation can recover a lost connection. */
    boolean canRecover();
}
