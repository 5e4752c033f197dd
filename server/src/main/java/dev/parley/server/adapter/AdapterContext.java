package dev.parley.server.adapter;

import dev.parley.protocol.packet.Args;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What an adapter is told of its namespace.
 *
 * @param namespace the name
 * @param recovery what the namespace remembers for those who lose their connection, or null if it must not
 * @param ackIds gives the next id for an event that sockets of this node are to answer
 * @param serverSide gets the events that other nodes emit to this one
 */
public record AdapterContext(
        String namespace, @Nullable Recovery recovery, LongSupplier ackIds, ServerSide serverSide) {
    /** Handles events of other nodes. Any thread; does not block. */
    @FunctionalInterface
    public interface ServerSide {
        /** Handles an event on the dispatcher; the stage completes with the answer, and fails if nobody handles it. */
        CompletionStage<Args> handle(String event, Args args);
    }
}
