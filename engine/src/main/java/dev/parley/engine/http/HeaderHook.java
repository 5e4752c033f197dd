package dev.parley.engine.http;

import dev.parley.protocol.http.RequestHead;

/** Adds headers to answers. Called on the session's strand or the connection's thread; must not block. */
@FunctionalInterface
public interface HeaderHook {
    /** Adds to {@code headers} of the answer to {@code head}. */
    void apply(ReplyHeaders headers, RequestHead head);
}
