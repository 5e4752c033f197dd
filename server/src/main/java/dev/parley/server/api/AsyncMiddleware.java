package dev.parley.server.api;

import java.util.concurrent.CompletionStage;

/** A {@link Middleware} whose decision comes later. */
@FunctionalInterface
public interface AsyncMiddleware {
    /** Lets the client pass when the stage completes; a failure refuses it, as an exception of {@link Middleware} does. */
    CompletionStage<?> handle(Socket socket) throws Exception;
}
