package dev.parley.server.api;

import dev.parley.protocol.packet.Args;
import org.jspecify.annotations.Nullable;

/** Handles an event of another node. Runs on the dispatcher; may block. */
@FunctionalInterface
public interface ServerSideHandler {
    /**
     * Handles the event.
     *
     * @return the answer, if the other node waits for one: a value, or a {@code CompletionStage} of one
     * @throws Exception goes to the error handler
     */
    @Nullable Object handle(Args args) throws Exception;
}
