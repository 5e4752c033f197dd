package dev.parley.protocol.dialect;

import org.jspecify.annotations.Nullable;

/**
 * What a request means.
 *
 * @param transport the name as the client wrote it, {@code ""} if it is missing; the engine checks it
 * @param sid the session that it belongs to, or null if it opens one
 * @param base64 whether the client wants binary data as base64 text
 * @param jsonp the index of a JSONP callback, or {@link #NO_JSONP}
 */
public record Route(String transport, @Nullable String sid, boolean base64, int jsonp) {
    /** Says that the request is not made by a script tag. */
    public static final int NO_JSONP = -1;
}
