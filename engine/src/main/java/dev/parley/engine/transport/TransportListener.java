package dev.parley.engine.transport;

import dev.parley.protocol.frame.Frame;

/** Hears what happens on a {@link Transport}, on the session's strand. */
public interface TransportListener {
    /** The transport is open; only of those that open after they were made. */
    default void opened() {}

    /** A frame came, other than a close frame. */
    void frame(Frame frame);

    /** It can carry something again. */
    void writable();

    /** It is over. At most once; nothing follows. */
    void ended(End end, String detail);

    /** How a transport ended. */
    enum End {
        /** The peer closed it, or it was cut, or it said the good-bye it was asked for. */
        CLOSED,
        /** It failed, or the peer broke its rules. */
        ERROR,
        /** The peer sent what is not a frame. */
        MALFORMED
    }
}
