package dev.parley.engine.queue;

import java.util.concurrent.atomic.LongAdder;

/** The bytes queued in all outboxes of an engine together. Any thread. */
public final class OutboxBudget {
    private final LongAdder bytes = new LongAdder();
    private final long limitBytes;

    /** A budget of {@code limitBytes}. */
    public OutboxBudget(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /** Bytes queued now, about. */
    public long bytes() {
        return bytes.sum();
    }

    /** Whether more is queued than allowed. */
    public boolean isExceeded() {
        return bytes.sum() > limitBytes;
    }

    void add(long more) {
        bytes.add(more);
    }
}
