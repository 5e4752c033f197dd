package dev.parley.server.api;

import org.jspecify.annotations.Nullable;

/**
 * Handles an event and answers it. Runs on the dispatcher, one event of a socket after the other; may block.
 *
 * @param <T> what it is given: the {@link Event}, or its first argument
 */
@FunctionalInterface
public interface ReplyHandler<T extends @Nullable Object> {
    /**
     * Handles {@code input}.
     *
     * @return the answer: a value, {@link dev.parley.protocol.packet.Args} for several or none, or a
     *     {@code CompletionStage} of either, in which case the next event of the socket does not wait for it
     * @throws Exception goes to the error handler, and no answer is sent; the socket lives on
     */
    @Nullable Object handle(T input) throws Exception;
}
