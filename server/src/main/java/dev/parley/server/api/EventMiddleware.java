package dev.parley.server.api;

/** Sees each event of a socket before its handlers. Runs on the dispatcher; may block. */
@FunctionalInterface
public interface EventMiddleware {
    /**
     * Lets the event pass by returning.
     *
     * @throws Exception to stop it; it goes to the handlers of {@link Socket#onError} and the error handler
     */
    void handle(Event event) throws Exception;
}
