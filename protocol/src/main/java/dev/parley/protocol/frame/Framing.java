package dev.parley.protocol.frame;

import dev.parley.protocol.payload.Payload;
import java.util.function.Consumer;

/**
 * How one frame becomes one message of a transport, and back.
 *
 * <p>Encoding has no state. Decoding may remember what it learned of its peer; such a framing belongs to one session and
 * to its strand.
 */
public interface Framing {
    /**
     * The frame that {@code message} is.
     *
     * @throws ProtocolViolation if it is none
     */
    Frame decode(Payload message);

    /**
     * Hands the frames that {@code message} is made of to {@code sink} one by one. In all generations but the oldest it
     * is one.
     *
     * @throws ProtocolViolation if it is none
     */
    default void decode(Payload message, Consumer<Frame> sink) {
        sink.accept(decode(message));
    }

    /** The message that carries {@code frame}. */
    Payload encode(Frame frame);

    /** What encoded messages are cached by: the same object for all framings that encode alike. */
    default Object form() {
        return this;
    }
}
