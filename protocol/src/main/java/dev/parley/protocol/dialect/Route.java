package dev.parley.protocol.dialect;

import org.jspecify.annotations.Nullable;

/**
 * What a request means.
 *
 * @param kind what it is for
 * @param transport the name as the client wrote it, {@code ""} if it is missing; the engine checks it
 * @param sid the session that it belongs to, or null if it opens one
 * @param base64 whether the client wants binary data as base64 text
 * @param jsonp the index of a JSONP callback, or {@link #NO_JSONP}
 */
public record Route(Kind kind, String transport, @Nullable String sid, boolean base64, int jsonp) {
    /** Says that the request is not made by a script tag. */
    public static final int NO_JSONP = -1;

    /** What requests are for. */
    public enum Kind {
        /** Carries the session, or opens one if it names none. */
        TRANSPORT,
        /** Opens a session whose transport comes later: clients 0.7 to 0.9. */
        HANDSHAKE,
        /** Ends the session: clients 0.7 to 0.9, when their page is left. */
        DISCONNECT,
        /** A version of the protocol that never was. */
        UNSUPPORTED
    }

    /** A request that carries or opens a session. */
    public Route(String transport, @Nullable String sid, boolean base64, int jsonp) {
        this(Kind.TRANSPORT, transport, sid, base64, jsonp);
    }
}
