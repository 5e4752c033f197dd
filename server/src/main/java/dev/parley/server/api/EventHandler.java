package dev.parley.server.api;

/** Handles an event. Runs on the dispatcher, one event of a socket after the other; may block. */
@FunctionalInterface
public interface EventHandler {
    /**
     * Handles {@code event}.
     *
     * @throws Exception goes to the error handler; the socket lives on
     */
    void handle(Event event) throws Exception;
}
