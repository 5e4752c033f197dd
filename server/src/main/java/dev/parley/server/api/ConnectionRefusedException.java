package dev.parley.server.api;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a middleware to refuse a client. Message and data reach the client as its {@code connect_error}; whatever
 * else a middleware throws reaches the error handler, and the client only hears {@code "internal error"}.
 */
public final class ConnectionRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable Object data;

    /** Refuses with a message, which the client gets as {@code err.message}. */
    public ConnectionRefusedException(String message) {
        this(message, null);
    }

    /** Refuses with a message and with data, which the client gets as {@code err.data}. */
    public ConnectionRefusedException(String message, @Nullable Object data) {
        super(message, null, false, false);
        this.data = data;
    }

    /** The data, or null. */
    public @Nullable Object data() {
        return data;
    }
}
