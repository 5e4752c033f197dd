package dev.parley.server.metrics;

import dev.parley.engine.EngineMetrics;

/** Hears what happens in a server. Called on hot paths, from any thread: must be quick, must not block. */
public interface ServerMetrics extends EngineMetrics {
    /** Hears nothing: the default. */
    ServerMetrics NONE = new ServerMetrics() {};

    /** A socket joined a namespace. */
    default void socketConnected(String namespace) {}

    /** A socket left a namespace, for the reason in the official words. */
    default void socketDisconnected(String namespace, String reason) {}

    /** An event came in and is on its way to handlers. */
    default void eventReceived(String namespace) {}

    /** A client was refused a namespace. */
    default void connectRefused(String namespace) {}

    /** Something that an application sent will not reach its receiver. */
    default void packetDropped(DropCause cause) {}

    /** An ack arrived that nobody waits for: late, doubled or made up. */
    default void strayAck() {}

    /** Why a packet was dropped. */
    enum DropCause {
        /** It was droppable, and the client not ready. */
        DROPPABLE,
        /** The client's generation has no words for it. */
        NOT_EXPRESSIBLE,
        /** The socket is no longer connected. */
        DISCONNECTED
    }
}
