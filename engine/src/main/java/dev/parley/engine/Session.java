package dev.parley.engine;

import dev.parley.engine.time.Strand;
import dev.parley.protocol.dialect.Dialect;
import dev.parley.protocol.frame.Outgoing;
import dev.parley.protocol.http.RequestHead;
import java.util.concurrent.CompletionStage;

/**
 * One engine connection of one client, whatever transports it uses in its life.
 *
 * <p><b>Threads:</b> all methods may be called from any thread, and never block.
 */
public interface Session {
    /** The session id: a secret between server and client, made by the server. */
    String id();

    /** The generation that the client speaks. */
    Dialect dialect();

    /** The request that opened it. */
    RequestHead head();

    /** The transport in use now, such as {@code "polling"} or {@code "websocket"}. */
    String transport();

    /** Where its listener is called. */
    Strand strand();

    /** Whether it is open: opened, and neither closed nor about to close. */
    boolean isOpen();

    /**
     * Queues something to be sent. All that is queued until the strand's next turn leaves with one flush.
     *
     * @return false if the session is closed or about to, and nothing was queued
     */
    boolean send(Outgoing outgoing);

    /**
     * As {@link #send}, for something that very many sessions get: it may leave after what is sent to few. The order of
     * what this session is sent stays.
     */
    default boolean sendToMany(Outgoing outgoing) {
        return send(outgoing);
    }

    /**
     * Queues something that leaves together with what is sent next, or at {@link #flush}: at the latest with the next
     * heartbeat, or when the session closes.
     *
     * @return false if the session is closed or about to, and nothing was queued
     */
    boolean sendLater(Outgoing outgoing);

    /** Lets go what {@link #sendLater} queued. */
    void flush();

    /** Whether little enough is queued to send more: less than the soft limit, and a transport is ready. */
    boolean isWritable();

    /** Completes, on the strand, when {@link #isWritable} is true or the session has closed. */
    CompletionStage<Void> whenWritable();

    /** Bytes queued and not yet handed to the transport. */
    long bufferedBytes();

    /** Stops reading from the client until {@link #resumeReads}; calls are counted. */
    void pauseReads();

    /** Takes back one {@link #pauseReads}. */
    void resumeReads();

    /** Sends what is queued, says good-bye, and closes. The listener hears of it with {@code reason}. */
    void close(CloseReason reason);

    /** Closes at once; what is queued is dropped and counted. */
    void abort(CloseReason reason);
}
