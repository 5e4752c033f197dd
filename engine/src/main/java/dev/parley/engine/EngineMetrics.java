package dev.parley.engine;

import dev.parley.engine.http.EngineError;

/** Counts what happens. Called on strands and by any thread; must not block, and be cheap. */
public interface EngineMetrics {
    /** Counts nothing: the default. */
    EngineMetrics NONE = new EngineMetrics() {};

    /** A session opened on {@code transport}. */
    default void opened(String transport) {}

    /** A session closed. */
    default void closed(CloseReason reason) {}

    /** A session moved to another transport. */
    default void upgraded(String transport) {}

    /** A request was refused. */
    default void refused(EngineError error) {}

    /** A frame came: {@code bytes} of data without its mark. */
    default void frameIn(int bytes) {}

    /** Packets were handed to a transport: how many, and about how many bytes. */
    default void sent(int packets, long bytes) {}

    /** Packets were given up. */
    default void dropped(DropCause cause, int packets) {}

    /** Why packets are given up. */
    enum DropCause {
        /** The session ended while they were queued. */
        SESSION_ENDED,
        /** The outbox was at its hard limit. */
        OUTBOX_FULL,
        /** They came from the client while its session was closing. */
        CAME_LATE
    }
}
