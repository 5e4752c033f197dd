package dev.parley.engine;

/** Why a session ended, in the words of the official server. */
public enum CloseReason {
    /** The connection failed: a poll cut short, a message over the limit on a WebSocket. */
    TRANSPORT_ERROR("transport error"),
    /** The client closed its connection, or it was cut. */
    TRANSPORT_CLOSE("transport close"),
    /** The application closed the session. */
    FORCED_CLOSE("forced close"),
    /** The client was silent for too long. */
    PING_TIMEOUT("ping timeout"),
    /** The client sent what is not a frame. */
    PARSE_ERROR("parse error"),
    /** The server stops. */
    SERVER_SHUTTING_DOWN("server shutting down"),
    /** The client did not read what it was sent; ours, the official server lets the queue grow. */
    SLOW_CONSUMER("slow consumer");

    private final String wire;

    CloseReason(String wire) {
        this.wire = wire;
    }

    /** The words, as applications see them. */
    public String wire() {
        return wire;
    }
}
