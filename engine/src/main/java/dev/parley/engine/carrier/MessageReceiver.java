package dev.parley.engine.carrier;

import dev.parley.protocol.payload.Payload;

/** Hears what happens on a {@link MessageCarrier}. All calls come on the strand that was given when it was accepted. */
public interface MessageReceiver {
    /** The connection is open. First call. */
    void opened(MessageCarrier carrier);

    /** A whole message came. */
    void message(Payload message);

    /** The last batch has left; another may be sent. */
    void sent();

    /** The connection is over. Last call, exactly one. */
    void closed(CarrierEnd end);

    /**
     * How a connection ended.
     *
     * @param kind in which way
     * @param code the WebSocket status code of whoever closed, 1006 if none
     * @param detail a few words of ours for logs
     */
    record CarrierEnd(Kind kind, int code, String detail) {
        /** Ways in which a connection ends. */
        public enum Kind {
            /** Closed in order, or cut, by either side. */
            CLOSED,
            /** Closed by this side because the peer broke the rules of the transport (too large, malformed). */
            VIOLATION,
            /** The handshake never succeeded. */
            REFUSED
        }
    }
}
