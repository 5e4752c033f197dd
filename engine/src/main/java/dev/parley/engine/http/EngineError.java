package dev.parley.engine.http;

/** Why a request is refused, with the official codes and words. */
public enum EngineError {
    /** The transport is missing, unknown or not enabled. */
    UNKNOWN_TRANSPORT(0, "Transport unknown", 400),
    /** No session of this id is here. */
    UNKNOWN_SID(1, "Session ID unknown", 400),
    /** A session is opened with GET only. */
    BAD_HANDSHAKE_METHOD(2, "Bad handshake method", 400),
    /** The request contradicts its session or itself; the context of the error says how. */
    BAD_REQUEST(3, "Bad request", 400),
    /** The application, the origin policy or the list of hosts says no. */
    FORBIDDEN(4, "Forbidden", 403),
    /** No dialect that is enabled is meant. */
    UNSUPPORTED_PROTOCOL_VERSION(5, "Unsupported protocol version", 400);

    private final int code;
    private final String message;
    private final int status;

    EngineError(int code, String message, int status) {
        this.code = code;
        this.message = message;
        this.status = status;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /** The words on the wire. */
    public String message() {
        return message;
    }

    /** The status of the answer. */
    public int status() {
        return status;
    }
}
