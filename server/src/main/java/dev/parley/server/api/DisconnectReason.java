package dev.parley.server.api;

/** Why a socket was disconnected, in the words of the official server. */
public enum DisconnectReason {
    /** The connection failed. */
    TRANSPORT_ERROR("transport error", true),
    /** The client closed its connection, or it was cut. */
    TRANSPORT_CLOSE("transport close", true),
    /** The application closed the engine session. */
    FORCED_CLOSE("forced close", true),
    /** The client was silent for too long. */
    PING_TIMEOUT("ping timeout", true),
    /** The server stops. */
    SERVER_SHUTTING_DOWN("server shutting down", true),
    /** The server closed the connection because of what the client sent, or because it joined no namespace in time. */
    FORCED_SERVER_CLOSE("forced server close", true),
    /** The client sent what is not a frame. */
    PARSE_ERROR("parse error", false),
    /** The client left the namespace. */
    CLIENT_NAMESPACE_DISCONNECT("client namespace disconnect", false),
    /** The server made the socket leave the namespace. */
    SERVER_NAMESPACE_DISCONNECT("server namespace disconnect", false),
    /** The client did not read what it was sent. Ours: the official server lets the queue grow. */
    SLOW_CONSUMER("slow consumer", false);

    private final String wire;
    private final boolean recoverable;

    DisconnectReason(String wire, boolean recoverable) {
        this.wire = wire;
        this.recoverable = recoverable;
    }

    /** The words, such as {@code "transport close"}. */
    public String wire() {
        return wire;
    }

    /** Whether connection state recovery may bring the socket back after it. */
    public boolean isRecoverable() {
        return recoverable;
    }
}
