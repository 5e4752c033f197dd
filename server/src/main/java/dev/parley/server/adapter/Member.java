package dev.parley.server.adapter;

import dev.parley.protocol.packet.Args;
import dev.parley.protocol.packet.Packet;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A socket of this node, as its adapter sees it. Any thread; nothing blocks. */
public interface Member {
    /** The id of the socket. */
    String id();

    /** Queues a packet. Whatever stands in the way is this socket's affair: counted, never thrown. */
    void deliver(SharedPacket packet, boolean droppable);

    /** Queues a packet that is for this socket alone. */
    default void deliver(Packet.Event packet, SendFlags flags) {
        deliver(new SharedPacket(packet, flags.compress()), flags.droppable());
    }

    /**
     * Queues an event and waits for the answer; fails with {@link dev.parley.server.api.AckException}.
     *
     * @param packet an event with the id under which the answer will come
     */
    CompletionStage<Args> ask(SharedPacket packet, Duration timeout);

    /** A picture of the socket. */
    SocketDetails details();

    /** Makes it join rooms. */
    void join(String... rooms);

    /** Makes it leave a room. */
    void leave(String room);

    /** Makes it leave the namespace, or closes its connection. */
    void disconnect(boolean close);
}
