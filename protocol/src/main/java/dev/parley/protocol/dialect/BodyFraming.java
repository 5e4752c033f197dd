package dev.parley.protocol.dialect;

import dev.parley.protocol.frame.Frame;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.http.HttpBody;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How several frames share one HTTP body, and back. */
public interface BodyFraming {
    /** How each frame is written before they are joined. */
    Framing framing();

    /** The body of an answer to a poll. */
    HttpBody join(List<WireMessage> messages);

    /**
     * Hands the frames of a posted body to {@code sink} one by one; those before a malformed one are delivered.
     *
     * @param contentType the value of the header, or null
     * @throws ProtocolViolation at the first thing that is not a frame
     */
    void split(@Nullable String contentType, byte[] body, Consumer<Frame> sink);

    /** Whether a posted body of this type may be read at all; others are answered 400. */
    boolean accepts(@Nullable String contentType);

    /** The answer to a POST that was taken. */
    HttpBody accepted();
}
