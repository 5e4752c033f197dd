package dev.parley.engine;

import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.payload.Payload;

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

    /** A heartbeat of the client came. */
    default void onHeartbeat() {}

    /**
     * The session is over. Last call, exactly one; nothing more can be sent.
     *
     * @param detail a few words about the cause, for logs and the description of the event
     */
    void onClose(CloseReason reason, String detail);
}
