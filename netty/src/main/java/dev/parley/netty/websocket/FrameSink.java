package dev.parley.netty.websocket;

import dev.parley.protocol.payload.Payload;

/** Takes what {@link FrameReader} read. On the loop. */
interface FrameSink {
    /** A whole message. */
    void message(Payload payload);

    /** A ping, to be answered with the same data. */
    void ping(byte[] data);

    /**
     * The peer closes. Nothing follows.
     *
     * @param code its code, 1005 if it gave none
     */
    void close(int code);
}
