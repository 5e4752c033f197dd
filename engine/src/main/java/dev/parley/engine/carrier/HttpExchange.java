package dev.parley.engine.carrier;

import dev.parley.engine.time.Strand;
import dev.parley.protocol.http.RequestHead;

/**
 * One HTTP request and its answer. It is answered exactly once: by {@link #respond}, {@link #stream} or
 * {@link #acceptWebSocket}.
 *
 * <p><b>Threads:</b> all methods may be called from any thread. Callbacks given with a strand run on that strand.
 */
public interface HttpExchange {
    /** Everything of the request but its body. */
    RequestHead head();

    /**
     * Reads the body, once.
     *
     * @param limitBytes how long it may be; a longer one is not kept, {@link BodyReceiver#tooLarge} is called as soon as
     *     that is known, and the carrier then discards the rest or closes the connection after the answer
     */
    void readBody(int limitBytes, Strand strand, BodyReceiver receiver);

    /** Answers. If the peer is gone, nothing happens. */
    void respond(HttpReply reply);

    /**
     * Answers with a body that has no end yet (chunked, or until close).
     *
     * @param reply status, headers and the first part of the body
     */
    HttpStream stream(HttpReply reply);

    /**
     * Answers with the WebSocket handshake. Only if {@code head().isWebSocketUpgrade()}.
     *
     * @param terms headers to add and limits of messages
     * @param strand where the receiver is called; the session's
     * @param receiver gets {@link MessageReceiver#opened} and then messages, or {@link MessageReceiver#closed} alone if
     *     the handshake is malformed (the carrier has then answered it)
     */
    void acceptWebSocket(WebSocketTerms terms, Strand strand, MessageReceiver receiver);

    /**
     * Has {@code listener} called on {@code strand} when the connection ends before the answer was written. At once if it
     * already has. One listener at a time; the last given counts.
     */
    void onAbort(Strand strand, Runnable listener);
}
