package dev.parley.engine.http;

import dev.parley.engine.carrier.HttpReply;
import dev.parley.protocol.http.RequestHead;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Sees every request to the engine, of all transports that begin with HTTP, before its checks: answers it itself, lets it
 * pass, or fails, which refuses it with code 3 ({@code MIDDLEWARE_FAILURE}).
 *
 * <p><b>Threads:</b> called on the thread of the connection, and must not block; what takes time completes the stage
 * later, from any thread.
 */
@FunctionalInterface
public interface EngineMiddleware {
    /** The result of a middleware that lets the request pass. */
    CompletionStage<Optional<HttpReply>> PASS = CompletableFuture.completedStage(Optional.empty());

    /**
     * Handles a request.
     *
     * @param head the request
     * @param headers what the answer, whoever gives it, will carry
     * @return {@link #PASS}, or a stage of an answer, or of nothing to pass
     */
    CompletionStage<Optional<HttpReply>> handle(RequestHead head, ReplyHeaders headers);
}
