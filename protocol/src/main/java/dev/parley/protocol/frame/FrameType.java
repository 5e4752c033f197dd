package dev.parley.protocol.frame;

/** The kinds of frames. Dialects know how each is written. */
public enum FrameType {
    /** The server's first frame: session id and timings. */
    OPEN,
    /** The sender ends the session. */
    CLOSE,
    /** A heartbeat, or with the data {@code probe} the first frame of an upgrade. */
    PING,
    /** The answer to a ping, with the same data. */
    PONG,
    /** A message of the layer above. */
    MESSAGE,
    /** The client moves the session to the transport on which it sends this. */
    UPGRADE,
    /** Nothing; ends a waiting poll. */
    NOOP
}
