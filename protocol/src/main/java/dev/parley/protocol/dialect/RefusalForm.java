package dev.parley.protocol.dialect;

import dev.parley.protocol.http.HttpBody;
import dev.parley.protocol.payload.Payload;
import org.jspecify.annotations.Nullable;

/**
 * How a generation is told that a request is refused, where it does not know the usual object of code and message.
 *
 * @param status of the answer
 * @param body of the answer, or null for none
 * @param farewell what a WebSocket says before it closes, after a handshake as if nothing were wrong; null if the
 *     handshake itself is answered with the status
 */
public record RefusalForm(
        int status, @Nullable HttpBody body, @Nullable Payload farewell) {
    /** An answer without a farewell. */
    public static RefusalForm of(int status, @Nullable HttpBody body) {
        return new RefusalForm(status, body, null);
    }
}
