package dev.parley.server.api;

import dev.parley.protocol.packet.Args;
import org.jspecify.annotations.Nullable;

/** Gets the answer of one client. Runs on the dispatcher; called exactly once. */
@FunctionalInterface
public interface AckCallback {
    /**
     * The answer came, or will not.
     *
     * @param error null, or why no answer came
     * @param answer what the client answered; {@link Args#NONE} if nothing
     */
    void handle(@Nullable AckException error, Args answer);
}
