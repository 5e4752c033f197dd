package dev.parley.server.api;

import dev.parley.protocol.packet.Args;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One socket, and how it is to be sent to. Immutable. {@code to}, {@code in}, {@code except} and {@code local} lead on to
 * a broadcast to others, without the socket itself.
 */
public interface SocketOperator extends Broadcaster {
    /** What is sent may be dropped if the client is not ready for it; {@code volatile} in the official server. */
    SocketOperator droppable();

    /** Whether a transport that compresses may compress what is sent; default true. */
    SocketOperator compress(boolean compress);

    /** How long an answer may take; default: {@code ServerOptions.ackTimeout}, none. */
    SocketOperator timeout(Duration timeout);

    /** To all other sockets of the namespace. */
    BroadcastOperator broadcast();

    /**
     * Sends an event to the client.
     *
     * @param event any name but the reserved ones, see {@link BroadcastOperator#emit}
     * @param args values that the JSON library can write; binary ones at any depth travel as attachments
     * @throws IllegalArgumentException if the name is reserved or a value cannot be written
     */
    void emit(String event, @Nullable Object... args);

    /** Sends an event and gives the answer to {@code callback}. */
    void emit(String event, Args args, AckCallback callback);

    /** Sends an event and waits for the answer; fails with {@link AckException}. At most 10,000 may be pending. */
    CompletionStage<Args> emitWithAck(String event, @Nullable Object... args);

    /** The event {@code message}, as {@code socket.send} of the clients makes it. */
    default void send(@Nullable Object... args) {
        emit("message", args);
    }
}
