package dev.parley.server.api;

import org.jspecify.annotations.Nullable;

/**
 * Handles the first argument of an event. Runs on the dispatcher, one event of a socket after the other; may block.
 *
 * @param <T> the type of the argument
 */
@FunctionalInterface
public interface ValueHandler<T extends @Nullable Object> {
    /**
     * Handles {@code value}.
     *
     * @throws Exception goes to the error handler; the socket lives on
     */
    void handle(T value) throws Exception;
}
