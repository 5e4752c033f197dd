package dev.parley.server.api;

import dev.parley.protocol.packet.Args;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A socket that may be connected to another node: a picture of it as it was, and ways to reach it. */
public interface RemoteSocket {
    /** Its id. */
    String id();

    /** Its handshake. */
    Handshake handshake();

    /** Its rooms, as they were. */
    Set<String> rooms();

    /** Its data, as they were. */
    Map<String, Object> data();

    /** Sends it an event; see {@link BroadcastOperator#emit}. */
    void emit(String event, @Nullable Object... args);

    /** Sends it an event and waits for the answer; fails with {@link AckException}. */
    CompletionStage<Args> emitWithAck(Duration timeout, String event, @Nullable Object... args);

    /** Makes it join rooms. */
    void join(String... rooms);

    /** Makes it leave a room. */
    void leave(String room);

    /** Makes it leave the namespace, or closes its connection. */
    void disconnect(boolean close);
}
