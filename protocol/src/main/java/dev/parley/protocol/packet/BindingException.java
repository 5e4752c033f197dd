package dev.parley.protocol.packet;

import org.jspecify.annotations.Nullable;

/** A received value cannot be read as the type that a handler asked for. The peer's fault or the handler's: the error handler decides. */
public final class BindingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** A failure, described. */
    public BindingException(String message) {
        super(message);
    }

    /** A failure of a JSON library. */
    public BindingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
