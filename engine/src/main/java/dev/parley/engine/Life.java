package dev.parley.engine;

import java.util.concurrent.atomic.AtomicReference;
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
    private final AtomicReference<State> state = new AtomicReference<>(State.OPENING);

    /** Whoever comes first decides. */
    private final AtomicReference<@Nullable CloseReason> decided = new AtomicReference<>();

    void open() {
        state.compareAndSet(State.OPENING, State.OPEN);
    }

    /** Whether this is the call that begins the end, with {@code reason}. */
    boolean beginClosing(CloseReason reason) {
        return state.get() == State.OPEN
                && decided.compareAndSet(null, reason)
                && state.compareAndSet(State.OPEN, State.CLOSING);
    }

    /** Whether this is the call that ends it. */
    boolean end() {
        return state.getAndSet(State.CLOSED) != State.CLOSED;
    }

    /** Why it ends: as this side decided, else {@code otherwise}. */
    CloseReason reason(CloseReason otherwise) {
        CloseReason reason = decided.get();
        return reason == null ? otherwise : reason;
    }

    boolean isOpen() {
        return state.get() == State.OPEN;
    }

    boolean isClosing() {
        return state.get() == State.CLOSING;
    }

    boolean isClosed() {
        return state.get() == State.CLOSED;
    }

    private enum State {
        OPENING,
        OPEN,
        CLOSING,
        CLOSED
    }
}
