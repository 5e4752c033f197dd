package dev.parley.protocol.frame;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one body, read one at a time: whoever takes them may pause between two, and what nobody takes is never
 * looked at. Not thread-safe.
 */
@FunctionalInterface
public interface Frames {
    /** No frames. */
    Frames NONE = () -> null;

    /**
     * The next frame, or null if none is left.
     *
     * @throws ProtocolViolation if what comes next is not a frame
     */
    @Nullable Frame next();

    /**
     * Hands all that are left to {@code sink}.
     *
     * @throws ProtocolViolation at the first thing that is not a frame
     */
    default void forEach(Consumer<? super Frame> sink) {
        for (Frame frame = next(); frame != null; frame = next()) {
            sink.accept(frame);
        }
    }
}
