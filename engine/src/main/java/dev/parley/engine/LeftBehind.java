package dev.parley.engine;

import dev.parley.engine.transport.MessageTransport;
import dev.parley.engine.transport.TransportListener;
import dev.parley.protocol.frame.Frame;

/**
 * A WebSocket whose client came by another transport. Nobody listens to it, but it stays open as long as the session does:
 * clients 0.9 take its end for that of their session, and send nothing any more. The session's strand.
 */
final class LeftBehind implements TransportListener {
    private final MessageTransport transport;
    private boolean over;

    LeftBehind(MessageTransport transport) {
        this.transport = transport;
        transport.reportTo(this);
    }

    /** The session is over, or left another one behind. */
    void abort() {
        if (!over) {
            over = true;
            transport.abort();
        }
    }

    @Override
    public void opened() {
        // it was open when it was left
    }

    @Override
    public void frame(Frame frame) {
        // the client speaks elsewhere now
    }

    @Override
    public void writable() {
        // nothing more is said here
    }

    @Override
    public void ended(End end, String detail) {
        over = true;
    }
}
