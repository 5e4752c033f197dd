package dev.parley.protocol.dialect;

import dev.parley.protocol.frame.Frames;
import dev.parley.protocol.frame.Framing;
import dev.parley.protocol.frame.ProtocolViolation;
import dev.parley.protocol.frame.WireMessage;
import dev.parley.protocol.http.HttpBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How several frames share one HTTP body, and back. */
public interface BodyFraming {
    /** How each frame is written before they are joined. */
    Framing framing();

    /** The body of an answer to a poll. */
    HttpBody join(List<WireMessage> messages);

    /**
     * The frames of a posted body. They are found while they are taken: those before a malformed one can be had.
     *
     * @param contentType the value of the header, or null
     * @param body belongs to the frames from now on, and may be changed by reading them
     * @throws ProtocolViolation if it is malformed as a whole
     */
    Frames split(@Nullable String contentType, byte[] body);

    /** Whether a posted body of this type may be read at all; others are answered 400. */
    boolean accepts(@Nullable String contentType);

    /** The answer to a POST that was taken. */
    HttpBody accepted();
}
