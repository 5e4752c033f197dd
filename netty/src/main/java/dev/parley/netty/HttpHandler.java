package dev.parley.netty;

import dev.parley.engine.carrier.HttpExchange;

/** Answers requests of an application beside its Socket.IO, such as a health check. */
@FunctionalInterface
public interface HttpHandler {
    /**
     * Answers a request, now or later; an exchange may be answered by any thread.
     *
     * <p><b>Threads:</b> called on an event loop, which it must not block: give work to a thread of your own.
     * <b>Errors:</b> what it throws is logged, and the answer is 500.
     */
    void handle(HttpExchange exchange);
}
