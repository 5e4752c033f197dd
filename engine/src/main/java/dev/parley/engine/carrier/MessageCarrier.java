package dev.parley.engine.carrier;

import dev.parley.protocol.frame.WireMessage;
import java.util.List;

/**
 * An open connection that carries messages: a WebSocket, later WebTransport.
 *
 * <p><b>Threads:</b> called only on the strand that was given when it was accepted.
 */
public interface MessageCarrier {
    /**
     * Sends messages with one flush. {@link MessageReceiver#sent} follows when all of them have left this process, or at
     * once; until then the caller sends no more.
     */
    void send(List<WireMessage> batch);

    /** Stops reading, so that the peer is slowed down. What was read already may still be delivered. */
    void pauseReads();

    /** Reads again. */
    void resumeReads();

    /**
     * Closes after what was sent has left: with a close frame of this code, and without waiting for ever for the peer's.
     * {@link MessageReceiver#closed} follows.
     *
     * @param code a WebSocket status code, such as 1000
     * @param reason at most 123 bytes of UTF-8
     */
    void close(int code, String reason);

    /** Ends the connection at once; nothing more is sent. {@link MessageReceiver#closed} follows. */
    void abort();
}
