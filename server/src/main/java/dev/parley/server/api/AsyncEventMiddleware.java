package dev.parley.server.api;

import java.util.concurrent.CompletionStage;

/** An {@link EventMiddleware} whose decision comes later. Later events of the socket wait for it. */
@FunctionalInterface
public interface AsyncEventMiddleware {
    /** Lets the event pass when the stage completes; a failure stops it. */
    CompletionStage<?> handle(Event event) throws Exception;
}
