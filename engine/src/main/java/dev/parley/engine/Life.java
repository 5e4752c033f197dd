package dev.parley.engine;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Where a session is in its life, and why this side ends it.
 *
 * <pre>
 * OPENING --open--> OPEN --beginClosing--> CLOSING --end--> CLOSED
 *                     \-------------end------------------/
 * </pre>
 *
 * <p><b>Threads:</b> any; each step is taken once.
 */
final class Life {
    private static final AtomicReferenceFieldUpdater<Life, State> STATE =
            AtomicReferenceFieldUpdater.newUpdater(Life.class, State.class, "state");
    private static final AtomicReferenceFieldUpdater<Life, @Nullable CloseReason> DECIDED =
            AtomicReferenceFieldUpdater.newUpdater(Life.class, CloseReason.class, "decided");

    /** Written by {@link #STATE} only. */
    private volatile State state = State.OPENING;

    /** Whoever comes first decides. Written by {@link #DECIDED} only. */
    private volatile @Nullable CloseReason decided;

    void open() {
        STATE.compareAndSet(this, State.OPENING, State.OPEN);
    }

    /** Whether this is the call that begins the end, with {@code reason}. */
    boolean beginClosing(CloseReason reason) {
        return state == State.OPEN
                && DECIDED.compareAndSet(this, null, reason)
                && STATE.compareAndSet(this, State.OPEN, State.CLOSING);
    }

    /** Whether this is the call that ends it. */
    boolean end() {
        return STATE.getAndSet(this, State.CLOSED) != State.CLOSED;
    }

    /** Why it ends: as this side decided, else {@code otherwise}. */
    CloseReason reason(CloseReason otherwise) {
        CloseReason reason = decided;
        return reason == null ? otherwise : reason;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isClosing() {
        return state == State.CLOSING;
    }

    boolean isClosed() {
        return state == State.CLOSED;
    }

    private enum State {
        OPENING,
        OPEN,
        CLOSING,
        CLOSED
    }
}
