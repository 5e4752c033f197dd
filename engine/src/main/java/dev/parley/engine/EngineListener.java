package dev.parley.engine;

import dev.parley.protocol.http.RequestHead;
import java.util.Map;

/** Hears of sessions that open and of requests that are refused. Called on strands; must not block. */
public interface EngineListener {
    /** A session opened: its opening frame is queued, nothing has been read yet. What this sends follows the opening frame. */
    SessionListener onOpen(Session session);

    /** A request was refused. */
    default void onConnectionError(ConnectionError error) {}

    /**
     * A refused request, with the official server's fields.
     *
     * @param head the request
     * @param code 0 to 5
     * @param message the text of the code, or of {@code allowRequest}
     * @param context details by name, such as {@code sid}
     */
    record ConnectionError(RequestHead head, int code, String message, Map<String, Object> context) {}
}
