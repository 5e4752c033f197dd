package dev.parley.engine;

import dev.parley.engine.transport.TransportListener;
import dev.parley.protocol.frame.Frame;

/** Waits for a WebSocket to open; from then on a session listens. Strand. */
interface BeforeOpening extends TransportListener {
    @Override
    default void frame(Frame frame) {
        throw new IllegalStateException("a frame before the connection opened");
    }

    @Override
    default void writable() {
        // the session hears of it once it has the connection
    }
}
