package dev.parley.engine.transport;

import dev.parley.engine.queue.Outbox;

/**
 * How a session moves its frames. The session calls {@link #drain} only when {@link #isWritable}; the transport becomes
 * writable again when what it took has left, and says so to its listener.
 *
 * <p><b>Threads:</b> the session's strand.
 */
public interface Transport {
    /** Its name, such as {@code "polling"}. */
    String name();

    /** Whether it can carry something now. */
    boolean isWritable();

    /** Whether the peer is connected and about to read: a volatile packet sent now is not kept for later. */
    boolean isReady();

    /** Takes from {@code outbox} what it can carry at once, and sends it with one flush. */
    void drain(Outbox outbox);

    /** Stops reading from the peer. What was read already may still come. */
    void pauseReads();

    /** Reads again. */
    void resumeReads();

    /**
     * Says good-bye, after what was taken has left.
     *
     * @param farewell how, where the transport can tell
     * @return whether that is all; if not, the peer must ask once more to hear it, and {@link TransportListener#ended}
     *     follows when it has
     */
    boolean close(Farewell farewell);

    /** Ends at once. The listener hears nothing more. */
    void abort();

    /** Why a transport closes, as a status code of WebSocket. */
    enum Farewell {
        /** The session is over. */
        NORMAL(1000),
        /** The server stops. */
        GOING_AWAY(1001),
        /** The peer sent what is not a frame. */
        PROTOCOL_ERROR(1002);

        private final int code;

        Farewell(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }
}
