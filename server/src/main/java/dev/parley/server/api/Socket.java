package dev.parley.server.api;

import java.util.Map;
import java.util.Set;

/**
 * One client in one namespace.
 *
 * <p>What is sent to it by one thread arrives in order, direct and broadcast mixed. Its events reach handlers one after
 * another, in the order in which they came.
 *
 * <p><b>Threads:</b> any; nothing blocks.
 */
public interface Socket extends SocketOperator, SocketListeners {
    /** Its id: made by the server, known to the client, different in each namespace. Not a secret. */
    String id();

    /** The namespace. */
    Namespace namespace();

    /** What is known of the client since it came. */
    Handshake handshake();

    /** The engine connection that it shares with the client's sockets in other namespaces. */
    Connection conn();

    /** Whether it is connected now. */
    boolean isConnected();

    /** Whether it was recovered after a short loss of connection: id, rooms, data and missed events are back. */
    boolean isRecovered();

    /** Joins rooms. Without effect once disconnected. */
    void join(String... rooms);

    /** Leaves a room. */
    void leave(String room);

    /** The rooms that it is in, among them its own id. In handlers of {@code disconnecting}: those that it was in. */
    Set<String> rooms();

    /** Whatever the application wants to keep with it. Thread-safe; nulls are not allowed. */
    Map<String, Object> data();

    /**
     * Makes it leave the namespace.
     *
     * @param close whether to close the whole connection, with the client's sockets in other namespaces
     */
    void disconnect(boolean close);

    /** Makes it leave the namespace; the connection stays. */
    default void disconnect() {
        disconnect(false);
    }
}
