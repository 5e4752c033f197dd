package dev.parley.protocol.dialect.eio3;

import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.payload.Payload;
import dev.parley.protocol.payload.TextPayload;

/** WebSocket messages of clients 1.0, which encode text twice there, too. Belongs to the strand of its session. */
final class DoubledText implements Framing {
    private final EngineIo3Framing framing;
    private final PeerText peer;

    DoubledText(EngineIo3Framing framing, PeerText peer) {
        this.framing = framing;
        this.peer = peer;
    }

    @Override
    public Frame decode(Payload message) {
        return framing.decode(message instanceof TextPayload text ? peer.read(text) : message);
    }

    @Override
    public Payload encode(Frame frame) {
        return framing.encode(frame);
    }

    @Override
    public Object form() {
        return framing;
    }
}
