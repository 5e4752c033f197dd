package dev.parley.engine;

import dev.parley.protocol.frame.Outgoing;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.payload.Payload;
import org.jspecify.annotations.Nullable;

/** Hears what happens to one session, on its strand. Must not block. */
public interface SessionListener {
    /**
     * A message of the layer above came.
     *
     * @throws ProtocolViolation if it is not allowed; the engine then closes this session
     */
    void onMessage(Payload message);

    /** The session moved to another transport. */
    default void onUpgrade(String transport) {}

    /**
     * The client came by another transport, as clients before 1.0 may, and has said nothing yet: what it was sent on the one
     * before may not have reached it.
     *
     * @return what it hears first on the new one, or null for nothing
     */
    default @Nullable Outgoing onMove(String transport) {
        return null;
    }

    /** A heartbeat of the client came. */
    default void onHeartbeat() {}

    /**
     * The session is over. Last call, exactly one; nothing more can be sent.
     *
     * @param detail a few words about the cause, for logs and the description of the event
     */
    void onClose(CloseReason reason, String detail);
}
