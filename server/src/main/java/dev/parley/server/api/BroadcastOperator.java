package dev.parley.server.api;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that were selected, and what can be done with all of them. Immutable.
 *
 * <p><b>Threads:</b> any; nothing blocks.
 */
public interface BroadcastOperator extends Broadcaster {
    /** What is sent may be dropped for clients that are not ready for it; {@code volatile} in the official server. */
    BroadcastOperator droppable();

    /** Whether transports that compress may compress what is sent; default true. */
    BroadcastOperator compress(boolean compress);

    /** How long {@link #emitWithAck} waits; default: {@code ServerOptions.broadcastAckTimeout}, 30 s. */
    BroadcastOperator timeout(Duration timeout);

    /**
     * Sends an event to all of them.
     *
     * @param event any name but {@code connect}, {@code connect_error}, {@code disconnect}, {@code disconnecting},
     *     {@code newListener}, {@code removeListener}
     * @param args values that the JSON library can write; binary ones at any depth travel as attachments
     * @throws IllegalArgumentException if the name is reserved or a value cannot be written
     */
    void emit(String event, @Nullable Object... args);

    /**
     * Sends an event to all of them and gathers their answers. Completes as soon as everybody answered or left, at the
     * latest after the timeout; never exceptionally because of a client.
     */
    CompletionStage<BroadcastAnswers> emitWithAck(String event, @Nullable Object... args);

    /** The event {@code message}, as {@code socket.send} of the clients makes it. */
    default void send(@Nullable Object... args) {
        emit("message", args);
    }

    /** The sockets themselves, on all nodes of a cluster. */
    CompletionStage<List<RemoteSocket>> fetchSockets();

    /** Makes them join rooms. */
    void socketsJoin(String... rooms);

    /** Makes them leave rooms. */
    void socketsLeave(String... rooms);

    /**
     * Makes them leave the namespace.
     *
     * @param close whether to close the whole connection
     */
    void disconnectSockets(boolean close);

    /** Makes them leave the namespace; their connections stay. */
    default void disconnectSockets() {
        disconnectSockets(false);
    }
}
